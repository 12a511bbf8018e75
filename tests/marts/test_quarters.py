"""Two quarters side by side: the same bridges as from every account and product by itself."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.language import FiscalYear
from kadash.marts.facts.quarters import AMOUNTS, COSTS_TO_SERVE, QuarterSums
from kadash.marts.quarters import full_quarters
from kadash.reviews.bridges import BARS, margin_bridges

FIRST = 7
bought = st.fixed_dictionaries({
    "account": st.integers(0, 2), "product": st.integers(0, 4), "quarter": st.integers(0, 2),
    "quantity": st.sampled_from([-2.0, 0.0, 1.0, 3.0, 40.0]), "revenue": st.sampled_from([-50.0, 0.0, 10.0, 99.5]),
    "list_value": st.sampled_from([0.0, 12.0, 120.0]), "cost": st.sampled_from([0.0, 4.0, 60.0]),
    "lacks_cost": st.sampled_from([0, 0, 0, 1]),
})


@settings(max_examples=150, deadline=None)
@given(st.lists(bought, max_size=25, unique_by=lambda row: (row["account"], row["product"], row["quarter"])),
       st.sampled_from([(0, 2), (1, 2), (0, 1)]))
def test_what_was_bought_in_one_of_two_quarters_only_may_stand_together(rows: list[dict], pair: tuple[int, int]):
    before, now = pair
    columns = ("account", "product", "quarter", "lacks_cost", *AMOUNTS)
    products = {name: np.array([row[name] for row in rows], dtype=float if name in AMOUNTS else np.int32)
                for name in columns}
    spent = pd.DataFrame([{"account": account, "quarter": quarter, **dict.fromkeys(COSTS_TO_SERVE, 5.0 + quarter)}
                          for account in (0, 2) for quarter in (0, 2)])
    costs = {name: spent[name].to_numpy() for name in spent}

    two = QuarterSums(FIRST, {**products, "category": products["product"] % 2}, costs).two(before, now)

    found = margin_bridges(two.products, two.costs, True).set_index("account_id")
    each = _each_by_itself(rows, spent, before, now).set_index("account_id")
    pd.testing.assert_frame_equal(found[["before", "now", *BARS]], each[["before", "now", *BARS]], check_dtype=False,
                                  check_index_type=False, atol=1e-6)
    assert set(two.lacking) == {FIRST + row["account"] for row in rows if row["lacks_cost"] and row["quarter"] in pair}


def _each_by_itself(rows: list[dict], spent: pd.DataFrame, before: int, now: int) -> pd.DataFrame:
    sides = {before: "before", now: "now"}
    by: dict[tuple[int, int], dict[str, float]] = {}
    for row in rows:
        if row["quarter"] in sides:
            of = by.setdefault((row["account"], row["product"]),
                               {f"{name}_{side}": 0.0 for name in AMOUNTS for side in sides.values()})
            of.update({f"{name}_{sides[row['quarter']]}": row[name] for name in AMOUNTS})
    products = pd.DataFrame([{"account_id": FIRST + account, "category": product % 2, **of}
                             for (account, product), of in by.items()],
                            columns=["account_id", "category", *(f"{n}_{s}" for n in AMOUNTS for s in sides.values())])
    costs = pd.DataFrame([
        {"account_id": FIRST + account,
         **{f"{name}_{side}": float(of.loc[of["quarter"] == quarter, name].sum())
            for name in COSTS_TO_SERVE for quarter, side in sides.items()}}
        for account, of in spent[spent["quarter"].isin(list(sides))].groupby("account")])
    return margin_bridges(products, costs, True)


def test_the_last_full_quarters_are_offered_with_what_lies_before_them():
    found = full_quarters(dt.date(2025, 2, 1), dt.date(2026, 5, 31))

    # the quarter before 2025Q3 is full of orders, that of a year ago is not; nothing lies before 2025Q2
    assert {quarter.code: against for quarter, against in found.items()} == {
        "2026Q1": ("quarter",), "2025Q4": ("quarter",), "2025Q3": ("quarter",)}
    assert full_quarters(None, dt.date(2026, 5, 31)) == {}


@pytest.mark.parametrize(("month", "first"),
                         [(1, "2026-01-01"), (2, "2026-02-01"), (3, "2026-03-01"), (6, "2026-03-01")])
def test_a_quarter_is_one_of_the_companys_year(month: int, first: str):
    newest = next(iter(full_quarters(dt.date(2020, 1, 1), dt.date(2026, 5, 31), FiscalYear(month))))

    assert str(newest.first_day) == first
