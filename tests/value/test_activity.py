"""Which way of finding activity a file gets, and what each gives."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.value import MODELS, activity, name_and_k
from kadash.value.activity import activity_fit, p_buys_within
from kadash.value.models import first_that_fits
from kadash.value.purchases import Purchases
from tests.value.builders import AS_OF, a_lost_account, a_prospect, an_account, facts_of, many

POLICY = default_policy()


def found(*rows: dict[str, object]) -> pd.DataFrame:
    return activity(facts_of(*rows), AS_OF, POLICY).accounts.set_index("account_id")


def test_forty_accounts_of_whom_many_left_get_the_model() -> None:
    result = activity(facts_of(*many(30), *many(10, a_lost_account, "L", age_days=800.0)), AS_OF, POLICY)

    assert (result.fit.way, result.fit.k) == ("mbgcnbd", 1)
    assert set(result.accounts["model"]) == {"mbgcnbd-1"}
    assert result.fit.counts.lost == 10


def test_regular_gaps_are_seen_and_their_k_is_named() -> None:
    """Eleven gaps of 34 days on average; even gaps have the largest sum of logs."""
    regular = {"log_gap_sum": 11 * math.log(34)}

    result = activity(facts_of(*many(30, **regular), *many(10, a_lost_account, "L", **regular)), AS_OF, POLICY)

    assert result.fit.k == 8
    assert set(result.accounts["model"]) == {"mbgcnbd-8"}
    assert name_and_k("mbgcnbd-8") == ("mbgcnbd", 8)


def test_who_bought_once_and_is_silent_since_is_not_alive_for_certain() -> None:
    once = {"purchases": 1, "recency_days": 0.0, "purchases_12m": 0, "purchases_prev_12m": 1}
    rows = [*many(40), *many(20, a_lost_account, "L"), *many(20, prefix="O", age_days=700.0, **once)]

    assert found(*rows).loc["O0", "p_alive"] < 0.3


def test_where_the_fit_fails_the_next_model_is_taken() -> None:
    bought = Purchases.of(np.full(50, 9), np.arange(50) + 300, np.arange(50) + 320)
    failing = replace(MODELS["mbgcnbd"](bought), reached=False)

    fitted = first_that_fits(bought, {"mbgcnbd": lambda _: failing, "bgnbd": MODELS["bgnbd"]})

    assert fitted is not None
    assert (fitted.name, fitted.k, fitted.text) == ("bgnbd", None, "bgnbd")
    assert first_that_fits(bought, {"mbgcnbd": lambda _: failing}) is None


def test_at_a_shorter_horizon_the_plain_share_is_that_of_the_shorter_time() -> None:
    facts = facts_of(*many(30), a_lost_account("L0"), a_lost_account("L1"))
    fit = activity_fit(facts, POLICY)

    half_year = p_buys_within(facts, fit, 182, POLICY)

    # 32 accounts are older than 182 days, 30 bought in them: a rule of rate and share
    assert fit.way == "rule"
    assert half_year[-1] == pytest.approx(0.7 * (1 - math.exp(-11 / 2 * 182 / 365)) + 0.3 * 30 / 32)
    assert p_buys_within(facts, fit, 365, POLICY) == pytest.approx(
        activity(facts, AS_OF, POLICY).accounts["p_buys_12m"].to_numpy()
    )


def test_an_account_without_purchases_buys_with_no_chance_and_one_under_contract_nearly_for_certain() -> None:
    facts = facts_of(a_prospect(), a_prospect("C", contract_in_force=True), *many(45))

    assert p_buys_within(facts, activity_fit(facts, POLICY), 182, POLICY)[:2].tolist() == [0.0, 0.99]


def test_thirty_nine_accounts_get_the_rule() -> None:
    assert activity(facts_of(*many(29), *many(10, a_lost_account, "L")), AS_OF, POLICY).fit.way == "rule"


def test_a_file_whose_median_account_bought_once_gets_the_rule() -> None:
    rows = many(60, purchases=1, recency_days=0.0)

    assert activity(facts_of(*rows), AS_OF, POLICY).fit.way == "rule"


def test_forty_accounts_that_bought_again_are_enough_for_a_model_beside_any_number_that_bought_once() -> None:
    once, again = many(100, purchases=1, recency_days=0.0), many(40, a_lost_account, "L")

    assert activity(facts_of(*once, *again), AS_OF, POLICY).fit.way != "rule"
    assert activity(facts_of(*once, *again[:39]), AS_OF, POLICY).fit.way == "rule"


def test_where_few_were_lost_the_model_is_mixed_with_the_share_by_lost_over_lost_plus_five() -> None:
    fit = activity(facts_of(*many(50), *many(4, a_lost_account, "L")), AS_OF, POLICY).fit

    assert fit.way == "mix"
    assert fit.model_weight == pytest.approx(4 / 9)


def test_where_nobody_was_lost_the_share_stands_alone() -> None:
    result = activity(facts_of(*many(50)), AS_OF, POLICY)

    assert result.fit.way == "share"
    assert result.accounts["p_buys_12m"].to_numpy() == pytest.approx(np.full(50, 50.5 / 51))


def test_an_account_without_purchases_has_no_chances_and_no_model() -> None:
    row = found(a_prospect("P"), *many(45)).loc["P"]

    assert row[["p_alive", "p_buys_12m", "retention_12m"]].isna().all()
    assert row["model"] is None


def test_an_account_with_returns_only_has_no_chances() -> None:
    assert math.isnan(found(an_account("R", purchases=0, age_days=float("nan")), *many(45)).loc["R", "p_alive"])


def test_silence_far_beyond_the_own_rhythm_lowers_p_alive_under_the_flags_line() -> None:
    result = found(*many(30), *many(10, a_lost_account, "L", age_days=800.0))

    assert result.loc["L0", "p_alive"] < 0.15
    assert result.loc["M0", "p_alive"] > 0.8


def test_buying_is_never_likelier_than_being_alive_in_a_mix_either() -> None:
    result = found(*many(60), *many(3, a_lost_account, "L", age_days=800.0))

    assert (result["p_buys_12m"] <= result["p_alive"]).all()


class TestContracts:
    def test_a_contract_in_force_is_never_decided_by_orders(self) -> None:
        silent = a_lost_account("C", contract_in_force=True, contract_end=pd.Timestamp("2028-01-01"))
        row = found(silent, *many(45)).loc["C"]

        assert (row["p_alive"], row["retention_12m"], row["model"]) == (1.0, 0.99, "contract")

    def test_it_counts_without_any_order(self) -> None:
        row = found(a_prospect("C", contract_in_force=True), *many(45)).loc["C"]

        assert (row["p_alive"], row["retention_12m"]) == (1.0, 0.99)

    @pytest.mark.parametrize(("ends", "retention"), [("2027-09-30", 5 / 7), ("2027-10-01", 0.99)])
    def test_within_a_year_of_its_end_it_stays_by_the_chance_of_renewal(self, ends: str, retention: float) -> None:
        under_contract = an_account("C", contract_in_force=True, contract_end=pd.Timestamp(ends))
        ended = a_lost_account("E", contract_ended_without_orders=True)

        result = found(under_contract, ended, *many(45))

        # one kept, one ended, and the policy's four of five: (1 + 4) / (2 + 5)
        assert result.loc["C", "retention_12m"] == pytest.approx(retention)

    def test_accounts_under_contract_are_not_counted_for_the_model(self) -> None:
        fit = activity(facts_of(*many(39), *many(20, prefix="C", contract_in_force=True)), AS_OF, POLICY).fit

        assert (fit.way, fit.counts.accounts) == ("rule", 39)


class TestRule:
    def test_p_buys_is_seven_tenths_of_the_own_rate_and_three_of_the_share(self) -> None:
        yearly = an_account("Y", age_days=3000.0, purchases_12m=1, purchases_prev_12m=1)
        lost = a_lost_account("L", age_days=3000.0)

        row = found(yearly, lost).loc["Y"]

        assert row["p_buys_12m"] == pytest.approx(0.7 * (1 - math.exp(-1.0)) + 0.3 * 0.5)
        assert row["model"] == "rule"

    def test_the_rate_of_a_young_account_is_taken_over_its_own_age(self) -> None:
        young = an_account("Y", age_days=365.25, purchases_12m=3, purchases_prev_12m=0)

        assert found(young).loc["Y", "p_buys_12m"] == pytest.approx(1 - math.exp(-3.0))

    @pytest.mark.parametrize(
        ("lateness", "p_alive"), [(1.5, 1.0), (1.51, 0.5), (3.0, 0.5), (3.01, 0.1)]
    )
    def test_p_alive_falls_with_lateness(self, lateness: float, p_alive: float) -> None:
        assert found(an_account("A", lateness=lateness)).loc["A", "p_alive"] == p_alive

    @pytest.mark.parametrize(("silent", "p_alive"), [(365, 1.0), (366, 0.1)])
    def test_under_five_purchases_silence_over_a_year_decides(self, silent: int, p_alive: float) -> None:
        few = an_account("A", purchases=4, lateness=9.0, days_since_order=float(silent))

        assert found(few).loc["A", "p_alive"] == p_alive

    def test_retention_is_the_share_held_off_its_ends(self) -> None:
        kept = many(9, purchases_12m=4, purchases_prev_12m=4)

        assert found(*kept).loc["M0", "retention_12m"] == pytest.approx(9.5 / 10)


def test_the_chances_of_an_account_do_not_depend_on_where_it_stands() -> None:
    rows = [*many(30), *many(10, a_lost_account, "L", age_days=800.0), a_prospect()]

    forwards, backwards = found(*rows), found(*rows[::-1])

    pd.testing.assert_frame_equal(forwards, backwards.loc[forwards.index])


def test_no_account_at_all_gives_an_empty_table() -> None:
    assert activity(facts_of(an_account()).iloc[:0], AS_OF, POLICY).accounts.empty
