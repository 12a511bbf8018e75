"""Growth with chance taken out, and what score, nursery and margin erosion make of few orders and missing costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.segments.flags import FLAGS
from kadash.segments.growth_chance import growth_of
from kadash.segments.key_rules import nursery_facts
from kadash.segments.score import key_score
from tests.segments.builders import ordinary_accounts

POLICY = default_policy()
NAN = float("nan")
SPREAD_OUT = [-0.2, -0.1, 0.0, 0.1, 0.2]
"""Middle 0, median distance from it 0.1: a standard deviation of .14826."""


def growing(measured: list[float], error: list[float] | None = None, **more: list[object]) -> pd.DataFrame:
    columns: dict[str, list[object]] = {"growth_per_year": list(measured), **more}
    if error is not None:
        columns["growth_error"] = list(error)
    return ordinary_accounts(len(measured), **columns)


def test_a_growth_is_drawn_to_the_middle_by_the_part_of_it_that_is_chance():
    found = growth_of(growing(SPREAD_OUT, [0.1] * 5))

    true = 0.14826**2 - 0.1**2
    assert found.spread == pytest.approx(np.sqrt(true))
    assert found.likely.tolist() == pytest.approx([growth * true / (true + 0.01) for growth in SPREAD_OUT])


def test_the_less_sure_a_growth_the_nearer_to_the_middle():
    likely = growth_of(growing([0.2, 0.2, -0.2, 0.0, 0.1], [0.05, 0.3, 0.1, 0.1, 0.1])).likely

    assert 0 < likely[1] < likely[0] < 0.2


@pytest.mark.parametrize("error", [None, [NAN] * 5])
def test_where_no_error_is_told_growth_stands_as_measured(error: list[float] | None):
    found = growth_of(growing(SPREAD_OUT, error))

    assert found.likely.tolist() == SPREAD_OUT
    assert found.line(0.75) == pytest.approx(0.1)
    assert found.is_above_middle(0.4).all()


def test_accounts_that_differ_no_more_than_by_chance_are_taken_to_differ_by_five_points():
    found = growth_of(growing(SPREAD_OUT, [0.3] * 5))

    assert found.spread == pytest.approx(0.05)


def test_the_line_of_a_percentile_is_that_of_growth_without_the_chance_in_it():
    found = growth_of(growing(SPREAD_OUT, [0.1] * 5))

    assert found.line(0.75) == pytest.approx(0.1 * found.spread / np.hypot(found.spread, 0.1))


def test_an_unsure_fall_costs_a_steady_account_few_points():
    table = growing([-0.3, -0.1, 0.0, 0.1, 0.2], [0.35, 0.1, 0.1, 0.1, 0.1])

    points = key_score(table, POLICY)["score_growth"]
    assert points[0] > points[1]
    assert key_score(table.drop(columns="growth_error"), POLICY)["score_growth"][0] == pytest.approx(-7.5)


SMALL = {"revenue_12m": [1e6, 1e6, 1e6, 10.0, 10.0, 20.0], "margin_rate_12m": [0.2, 0.2, 0.2, 0.2, 0.4, 0.4],
         "contribution_12m": [9.0, 9.0, 9.0, 0.1, 0.1, 0.1]}


def test_a_small_account_whose_growth_chance_easily_makes_is_no_nursery():
    growth, sure = [0.0, 0.0, 0.02, -0.02, 0.3, 0.3], [0.1, 0.1, 0.1, 0.1, 0.1, 0.8]

    holds = FLAGS["nursery"](growing(growth, sure, **SMALL), POLICY).holds

    assert holds.tolist() == [False, False, False, False, True, False]


@pytest.mark.parametrize(("discounts", "expected"), [
    ([0.2, 0.2, 0.2, 0.1, 0.05, 0.3], [4]), ([NAN] * 6, []),
])
def test_without_any_cost_a_low_discount_stands_in_for_a_high_margin(discounts: list[float], expected: list[int]):
    without = {**SMALL, "margin_rate_12m": [NAN] * 6, "contribution_12m": [NAN] * 6, "discount_rate_12m": discounts}

    facts = nursery_facts(growing([0.0, 0.0, 0.02, -0.02, 0.3, 0.3], **without), POLICY)

    assert [account for account, holds in enumerate(facts.holds(POLICY)) if holds] == expected


def test_one_known_margin_is_enough_for_the_margin_to_count():
    margins = {**SMALL, "margin_rate_12m": [0.2, NAN, NAN, NAN, NAN, NAN], "discount_rate_12m": [0.2] * 3 + [0.05] * 3}

    facts = nursery_facts(growing([0.0, 0.0, 0.02, -0.02, 0.3, 0.3], **margins), POLICY)

    assert not facts.holds(POLICY).any()
