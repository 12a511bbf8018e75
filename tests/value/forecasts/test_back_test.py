"""The race over past origins and its winner."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.value.forecasts import FORECASTERS, Origin, back_test, winner
from kadash.value.mbg_cnbd import MbgCnbd
from tests.value.builders import facts_of, many
from tests.value.worlds import a_world

POLICY = default_policy()
SPRING, SUMMER = date(2026, 3, 31), date(2026, 6, 30)


def an_origin(as_of: date, came: float, **facts: Any) -> Origin:
    """Fifty accounts of whom each brought this much in the half-year after."""
    known = facts_of(*many(50, **{"revenue_last_182_days": 100.0, **facts}))
    actual = pd.DataFrame({
        "account_id": known["account_id"], "purchases": 1.0, "revenue": came, "contribution": float("nan"),
    })
    return Origin(as_of, known, actual)


def test_each_forecaster_is_graded_at_each_origin_in_the_order_of_time() -> None:
    found = back_test([an_origin(SUMMER, 80.0), an_origin(SPRING, 100.0)], 182, POLICY)

    grades = found.grades.set_index(["forecaster", "origin"])
    assert len(grades) == 7 * 2  # nobody knows the same months of last year
    assert grades.loc[("last_six_months", SPRING), "error"] == 0.0
    assert grades.loc[("last_six_months", SUMMER), "error"] == pytest.approx(0.25)
    assert grades.loc[("last_six_months", SUMMER), "total_error"] == pytest.approx(0.25)
    assert math.isnan(grades.loc[("last_six_months", SUMMER), "brier"])
    assert grades["accounts"].eq(50).all()


def test_the_range_of_an_origin_is_made_from_earlier_ones_only() -> None:
    found = back_test([an_origin(SPRING, 100.0), an_origin(SUMMER, 80.0)], 182, POLICY, names=["last_six_months"])

    by_origin = found.accounts.groupby("origin")[["low", "high"]].first()
    # spring knows no past: 1.645 spreads of 100 sqrt(.5 / .75); summer knows that spring held to the cent
    assert by_origin.loc[SPRING].tolist() == pytest.approx([0.0, 100 + 1.645 * 100 * math.sqrt(0.5 / 0.75)], abs=0.1)
    assert by_origin.loc[SUMMER].tolist() == [100.0, 100.0]
    assert found.grades["coverage"].tolist() == [1.0, 0.0]


def test_accounts_whose_contribution_is_unknown_are_not_graded_on_it() -> None:
    found = back_test([an_origin(SPRING, 100.0)], 182, POLICY, value="contribution")

    assert found.accounts.empty
    assert found.grades.empty


def test_chances_are_told_beside_the_best_constant_and_by_tenths() -> None:
    found = back_test([an_origin(SPRING, 100.0)], 182, POLICY, names=["p_buys_x_ewma"])

    assert found.grades["brier_of_share"].tolist() == [0.0]
    assert found.reliability["accounts"].sum() == 50
    assert found.reliability.columns.tolist() == ["forecaster", "low", "high", "accounts", "expected", "came_true"]


def test_no_origin_gives_empty_tables_with_their_columns() -> None:
    found = back_test([], 182, POLICY)

    assert found.grades.empty
    assert {"forecaster", "origin", "error", "total_held"} <= set(found.grades.columns)
    assert winner(found.grades).name == "p_buys_x_ewma"


class TestWinner:
    @staticmethod
    def graded(**errors: list[float]) -> pd.DataFrame:
        return pd.DataFrame([
            {"forecaster": name, "origin": origin, "error": error, "total_error": -error}
            for name, each in errors.items() for origin, error in enumerate(each)
        ])

    def test_the_lowest_error_over_all_origins_wins_be_it_naive(self) -> None:
        found = winner(self.graded(p_buys_x_ewma=[0.5, 0.9], last_six_months=[0.7, 0.6], blend=[0.7, 0.8]))

        assert (found.name, found.graded) == ("last_six_months", True)
        assert found.errors["forecaster"].tolist() == ["last_six_months", "p_buys_x_ewma", "blend"]
        assert found.errors["error"].tolist() == pytest.approx([0.65, 0.7, 0.75])

    @pytest.mark.parametrize(("simple", "name"), [(0.7034, "last_six_months"), (0.7036, "mbgcnbd_x_gg")])
    def test_within_half_a_percent_the_simpler_one_is_used(self, simple: float, name: str) -> None:
        assert winner(self.graded(mbgcnbd_x_gg=[0.7, 0.7], last_six_months=[simple, simple])).name == name

    def test_one_origin_decides_nothing(self) -> None:
        found = winner(self.graded(last_six_months=[0.1], p_buys_x_ewma=[0.9]))

        assert (found.name, found.graded) == ("p_buys_x_ewma", False)

    def test_who_was_not_graded_everywhere_takes_no_part(self) -> None:
        assert winner(self.graded(same_months_last_year=[0.1], ewma=[0.8, 0.8])).name == "ewma"

    def test_for_totals_the_size_of_the_error_counts_not_its_sign(self) -> None:
        assert winner(self.graded(blend=[0.1, 0.1], ewma=[0.2, 0.2]), by="total_error").name == "blend"


def test_in_a_world_that_buys_and_leaves_the_model_beats_the_naive_and_its_chances_come_true() -> None:
    origins = []
    for seed, as_of in enumerate([SPRING, SUMMER]):
        world = a_world(MbgCnbd(1.5, 8.0, 1.0, 4.0, 2), 3000, seed, ages=(200, 900), ahead=182)
        bought, random = world.purchases, np.random.default_rng(seed)
        level = random.lognormal(4, 0.5, 3000)
        recent = np.minimum(1 + bought.repeats, 182 / np.maximum(bought.recency_days, 182) * (1 + bought.repeats))
        recent = np.where(bought.age_days - bought.recency_days < 182, recent, 0.0)
        facts = pd.DataFrame({
            "account_id": [f"A{n}" for n in range(3000)], "purchases": bought.repeats + 1, "orders": bought.repeats + 1,
            "age_days": bought.age_days, "recency_days": bought.recency_days, "log_gap_sum": world.log_gaps,
            "purchases_12m": np.where(bought.age_days - bought.recency_days < 365, 3, 0), "purchases_prev_12m": 2,
            "revenue": level * (bought.repeats + 1), "largest_order": level, "revenue_12m": level,
            "revenue_year": level * (bought.repeats + 1) * 365 / np.maximum(bought.recency_days, 182),
            "revenue_last_182_days": level * recent, "service_cost_12m": 0.0, "before_service_rate": 0.3,
            "contract_in_force": False, "contract_ended_without_orders": False, "contract_end": pd.NaT,
        })
        came = level * world.bought_ahead
        actual = pd.DataFrame({
            "account_id": facts["account_id"], "purchases": world.bought_ahead, "revenue": came, "contribution": came,
        })
        origins.append(Origin(as_of, facts, actual))

    found = back_test(origins, 182, POLICY)
    mean = found.grades.groupby("forecaster")[["error", "total_error", "brier", "brier_of_share"]].mean()
    lines = found.reliability[found.reliability["forecaster"] == "mbgcnbd_x_gg"]

    assert winner(found.grades).name in ("mbgcnbd_x_gg", "blend", "p_buys_x_ewma")
    assert mean.loc["mbgcnbd_x_gg", "error"] < mean.loc["last_six_months", "error"]
    assert abs(mean.loc["mbgcnbd_x_gg", "total_error"]) < 0.05
    assert mean.loc["mbgcnbd_x_gg", "brier"] < mean.loc["mbgcnbd_x_gg", "brier_of_share"]
    often = lines[lines["accounts"] > 100]
    assert often["came_true"].to_numpy() == pytest.approx(often["expected"].to_numpy(), abs=0.05)
    assert set(found.grades["forecaster"]) == set(FORECASTERS) - {"same_months_last_year"}
    second = found.grades[(found.grades["origin"] == SUMMER) & (found.grades["forecaster"] == "mbgcnbd_x_gg")]
    assert second["coverage"].iloc[0] == pytest.approx(0.9, abs=0.06)
