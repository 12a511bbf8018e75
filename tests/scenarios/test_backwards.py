"""A wanted sum, lever by lever and segment by segment."""

from __future__ import annotations

import pytest

from kadash.scenarios import (
    ACCOUNT_LEVERS,
    Levers,
    Move,
    base_arrays,
    wanted,
    wanted_by_segment,
    what_if,
)
from kadash.scenarios.closed_forms import lifetime_value
from tests.scenarios.builders import NAN, POLICY, a_portfolio, an_account, base_of

FEW = base_arrays(a_portfolio(300, seed=1), POLICY, "tier")


def test_five_points_of_retention_are_found_for_what_they_bring() -> None:
    table = wanted(base_of(an_account()), lifetime_value(100, 0.85, 0.12, 10) - lifetime_value(100, 0.8, 0.12, 10))

    rows = table.set_index("lever")
    assert rows.loc["retention", "needed"] == pytest.approx(0.05)
    # a churn of .20 cut by a quarter is one of .15
    assert rows.loc["churn_cut", "needed"] == pytest.approx(0.25)
    assert set(table["lever"]) == {*ACCOUNT_LEVERS, "growth"}


@pytest.mark.parametrize("of", ["equity", "profit"])
@pytest.mark.parametrize("share", [0.01, -0.02])
def test_each_lever_moved_as_told_brings_the_sum(of: str, share: float) -> None:
    now = what_if(FEW, Levers()).base
    total = share * (now.customer_equity if of == "equity" else now.profit_12m)

    table = wanted(FEW, total, of)  # type: ignore[arg-type]

    assert table["reachable"].sum() >= 8
    for row in table[table["reachable"]].to_dict("records"):
        change = what_if(FEW, Levers.of({str(row["lever"]): float(row["needed"])})).change
        assert (change.customer_equity if of == "equity" else change.profit_12m) == pytest.approx(total, rel=1e-4)


def test_what_cannot_be_reached_says_why_and_how_far_it_goes() -> None:
    rows = wanted(base_of(an_account(wallet_share=NAN)), 1e6, acquisition_cost=1e9).set_index("lever")

    assert not rows["reachable"].any() and rows["needed"].isna().all()
    assert rows.loc["retention", "most"] == pytest.approx(lifetime_value(100, 0.99, 0.12, 10) - 285.57757)
    assert rows["why_not"].to_dict() == {
        **dict.fromkeys((*ACCOUNT_LEVERS, "growth"), "out_of_reach"), "wallet": "wallet_unknown",
        "new_accounts": "costs_more"}


def test_those_who_lose_money_are_not_to_be_kept_longer() -> None:
    rows = wanted(base_of(an_account(service_cost_year=150.0)), 10.0).set_index("lever")

    assert rows.loc[["retention", "churn_cut"], "why_not"].tolist() == ["margin_first", "margin_first"]
    assert rows.loc["cost_to_serve", "reachable"] and rows.loc["margin", "reachable"]


def test_those_counted_as_staying_already_are_not_told_to_mend_their_margin() -> None:
    base = base_of(an_account(retention_12m=0.99))

    rows = wanted(base, 10.0).set_index("lever")
    segment, = wanted_by_segment(base, 10.0).to_dict("records")

    assert rows.loc[["retention", "churn_cut"], "why_not"].tolist() == ["at_cap", "at_cap"]
    assert segment["why_not"] == "at_cap"


def test_new_accounts_bring_the_sum_one_by_one_and_no_profit_in_their_first_year() -> None:
    base = base_of(an_account())
    each = what_if(base, Levers(new_accounts=1, acquisition_cost=100.0)).change.customer_equity

    equity = wanted(base, 3 * each, acquisition_cost=100.0).set_index("lever").loc["new_accounts"]
    profit = wanted(base, 10.0, "profit", acquisition_cost=100.0).set_index("lever").loc["new_accounts"]

    assert (equity["needed"], equity["why_not"]) == (pytest.approx(3.0), "")
    assert profit["why_not"] == "pays_later"


def test_each_segment_alone_is_told_with_the_points_it_would_need() -> None:
    total = 0.002 * what_if(FEW, Levers()).base.customer_equity

    table = wanted_by_segment(FEW, total)

    assert table["segment"].tolist() == list(FEW.segments)
    assert table["reachable"].any()
    for row in table[table["reachable"]].to_dict("records"):
        alone = what_if(FEW, Levers(by_segment={str(row["segment"]): Move(retention=float(row["needed"]))}))
        assert alone.change.customer_equity == pytest.approx(total, rel=1e-4)


def test_nothing_wanted_needs_nothing() -> None:
    assert wanted(FEW, 0.0)["needed"].eq(0.0).all()
