"""Contracts: the shifted beta-geometric and Kaplan-Meier against published answers, and which is used when."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.value import activity
from kadash.value.kaplan_meier import kaplan_meier
from kadash.value.renewal import renewals_of
from kadash.value.sbg import Sbg, fit_sbg
from tests.value.builders import AS_OF, VECTORS, a_lost_account, a_prospect, facts_of, many

POLICY = default_policy()
HIGH_END, NOTE_032, SIX_MP = VECTORS["sbg"]["high_end"], VECTORS["sbg"]["note032"], VECTORS["km_6mp"]


def ends_of(survival: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Lost and kept by renewals, of a cohort's survival by renewals."""
    there = np.asarray(survival, dtype=np.float64)
    kept = np.zeros(len(there))
    kept[-1] = there[-1]
    return np.r_[there[:-1] - there[1:], 0.0], kept


class TestShiftedBetaGeometric:
    def test_the_high_end_cohort_gives_the_published_parameters_and_projection(self) -> None:
        model = fit_sbg(*ends_of(HIGH_END["S"][:8])).model

        assert (model.a, model.b) == pytest.approx((0.668, 3.806), abs=1e-3)
        assert model.survival(range(8, 13)) == pytest.approx([0.460, 0.436, 0.414, 0.395, 0.378], abs=1e-3)

    def test_a_thousand_customers_give_the_published_likelihood(self) -> None:
        fit = fit_sbg(*ends_of(NOTE_032["S"]))

        assert (fit.model.a, fit.model.b) == pytest.approx((0.7637, 1.2958), abs=1e-4)
        assert fit.log_likelihood == pytest.approx(-1401.559, abs=1e-3)
        assert fit.contracts == 1000

    def test_the_residual_lifetime_after_seven_renewals_is_as_published_and_is_the_sum_of_what_is_to_come(self) -> None:
        model = Sbg(0.668, 3.806)
        to_come = sum(float(model.survival(7 + n) / model.survival(7)) / 1.1 ** (n - 1) for n in range(1, 2000))

        assert model.residual_lifetime(7, 0.10) == pytest.approx(7.53, abs=5e-3)
        assert model.residual_lifetime(7, 0.10) == pytest.approx(to_come, rel=1e-6)

    def test_who_renewed_more_often_is_likelier_to_renew_again(self) -> None:
        assert Sbg(1.0, 3.0).renews([0, 1, 6]) == pytest.approx([3 / 4, 4 / 5, 9 / 10])

    def test_the_parameters_of_a_simulated_world_are_recovered_with_contracts_still_running(self) -> None:
        random = np.random.default_rng(2)
        left_at = random.geometric(random.beta(1.2, 4.0, 20_000)) - 1
        seen = random.integers(1, 8, 20_000)
        lost, kept = left_at[left_at < seen], seen[left_at >= seen]

        model = fit_sbg(np.bincount(lost, minlength=9), np.bincount(kept, minlength=9)).model

        assert (model.a, model.b) == pytest.approx((1.2, 4.0), rel=0.1)


def test_kaplan_meier_gives_the_published_remissions_under_6mp() -> None:
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    still = {3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20}

    curve = kaplan_meier(weeks, [place not in still for place in range(21)])

    assert curve["time"].tolist() == SIX_MP["t"]
    assert curve["survival"].to_numpy() == pytest.approx(SIX_MP["S"], abs=1e-4)
    assert curve["standard_error"].to_numpy() == pytest.approx(SIX_MP["se"], abs=1e-4)


def test_kaplan_meier_agrees_with_lifelines() -> None:
    """Expected values are of lifelines 0.30.3, which cannot be installed beside the pandas of the app."""
    curve = kaplan_meier([1, 2, 2, 3, 3, 3, 5, 8, 8, 9], [1, 1, 0, 1, 1, 0, 1, 0, 1, 1])

    assert curve["time"].tolist() == [1, 2, 3, 5, 8, 9]
    assert curve["at_risk"].tolist() == [10, 9, 7, 4, 3, 1]
    assert curve["survival"].to_numpy() == pytest.approx([0.9, 0.8, 0.571429, 0.428571, 0.285714, 0.0], abs=1e-6)


def contracts(renewed: int, kept: int, lost: int) -> list[dict[str, Any]]:
    """Contracts renewed so many times: kept ones still run and end within the year, lost ones ended."""
    soon = pd.Timestamp("2027-01-31")
    running = {"contract_in_force": True, "contract_end": soon, "contract_renewals": renewed}
    ended = {"contract_ended_without_orders": True, "contract_renewals": renewed}
    return [*many(kept, a_prospect, f"K{renewed}-", **running), *many(lost, a_lost_account, f"L{renewed}-", **ended)]


class TestWhichOneWhen:
    def test_without_a_count_of_renewals_it_is_the_share_of_all_contracts(self) -> None:
        rows = [{key: value for key, value in row.items() if key != "contract_renewals"} for row in contracts(1, 6, 4)]

        found = renewals_of(facts_of(*rows), POLICY)

        # six kept of ten, and the policy's four of five
        assert (found.way, found.contracts, found.lost) == ("share", 10, 4)
        assert found.share == pytest.approx((6 + 4) / (10 + 5))

    def test_few_contracts_take_the_step_at_their_renewal_drawn_to_the_share_of_all(self) -> None:
        found = renewals_of(facts_of(*contracts(0, 4, 4), *contracts(2, 9, 1)), POLICY)

        # 25 renewals were due and 20 made: 4 of 14 lost at the first, none of 10 at the second, 1 of 1 at the third
        share = (20 + 4) / (25 + 5)
        assert found.way == "kaplan_meier"
        assert found.share == pytest.approx(share)
        assert found.renews(np.array([0.0, 1.0, 2.0, 9.0, math.nan]), 5.0) == pytest.approx(
            [(10 + 5 * share) / (14 + 5), (10 + 5 * share) / (10 + 5), (0 + 5 * share) / (1 + 5), share, share]
        )

    def test_many_contracts_of_which_some_were_lost_get_the_model(self) -> None:
        rows = [*contracts(0, 20, 20), *contracts(1, 20, 9), *contracts(4, 20, 3)]

        found = renewals_of(facts_of(*rows), POLICY)
        retention = activity(facts_of(*rows), AS_OF, POLICY).accounts.set_index("account_id")["retention_12m"]

        assert found.way == "sbg"
        assert retention["K0-0"] < retention["K1-0"] < retention["K4-0"] < 0.99

    @pytest.mark.parametrize(
        ("kept", "lost", "way"), [(40, 10, "sbg"), (39, 10, "kaplan_meier"), (41, 9, "kaplan_meier")]
    )
    def test_the_model_needs_fifty_contracts_of_which_ten_were_lost(self, kept: int, lost: int, way: str) -> None:
        assert renewals_of(facts_of(*contracts(1, kept, lost)), POLICY).way == way

    def test_no_contract_at_all_leaves_the_policys_share(self) -> None:
        assert renewals_of(facts_of(a_prospect()), POLICY).share == pytest.approx(0.8)
