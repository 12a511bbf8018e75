"""Another system's month beside ours: equal to the cent, or the rows behind the difference."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.control_totals import behind, control_totals, months, uncounted_rows
from kadash.store import Home
from tests.loads.builders import current, lines_file, loaded

HEADER = "Customer No.,Order No.,Order Date,Amount,Status"
ROWS = (
    "A1,O1,2026-03-02,100.10,shipped",
    "A1,O2,2026-03-05,50.00,cancelled",
    "A2,O3,2026-03-09,-20.00,shipped",
    "A2,O4,2026-13-45,7.00,shipped",
    ",O5,2026-03-11,3.25,shipped",
    "A2,O6,2026-04-01,900.00,shipped",
)
MARCH = date(2026, 3, 1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("control")
    found = Home(folder / "home")
    loaded(found, lines_file(folder, *ROWS, header=HEADER))
    return found


def asked(home: Home) -> Asked:
    return Asked(current(home), Scope.everything())


def said(home: Home, month: str, amount: str) -> None:
    home.journal().put("control_total", month, {"amount": amount}, author="Li", at=datetime(2026, 10, 1, tzinfo=UTC))


def test_a_month_equal_to_the_cent_is_exact_and_a_cent_more_is_not(home: Home) -> None:
    said(home, "2026-03", "80.10")
    said(home, "2026-04", "900.01")

    april, march = control_totals(asked(home), home.journal().all("control_total"))

    assert months(asked(home)) == {MARCH: Decimal("80.10"), date(2026, 4, 1): Decimal("900.00")}
    assert (march.month, march.theirs, march.ours, march.exact) == (MARCH, Decimal("80.10"), Decimal("80.10"), True)
    assert (april.difference, april.exact, april.author) == (Decimal("0.01"), False, "Li")
    assert round(april.share, 8) == 0.00001111


def test_a_month_that_is_not_loaded_is_missing_altogether(home: Home) -> None:
    said(home, "2025-12", "5.00")

    december = control_totals(asked(home), home.journal().all("control_total"))[-1]

    assert (december.ours, december.difference, december.share) == (Decimal("0.00"), Decimal("5.00"), 1.0)


def test_behind_a_month_are_its_rows_that_do_not_count_its_returns_and_rows_without_a_day(home: Home) -> None:
    found = behind(asked(home), MARCH, Decimal("0.01"))

    assert sorted((part.kind, part.code, part.rows, part.amount, part.effect) for part in found.parts
                  if part.code) == [
        ("rejected", "missing", 1, Decimal("3.2500"), Decimal("3.25")),
        ("set_aside", "cancelled", 1, Decimal("50.0000"), Decimal("50.00")),
        ("undated", "not_a_date", 1, Decimal("7.0000"), Decimal("7.00"))]
    [returns] = [part for part in found.parts if part.kind == "returns"]
    assert (returns.rows, returns.amount, returns.effect) == (1, Decimal("-20.0000"), Decimal("20.00"))
    assert found.explaining == ()
    assert found.orders[["account", "order_id", "amount"]].values.tolist() == [["A1", "O1", 100.1], ["A2", "O3", -20.0]]


@pytest.mark.parametrize(("difference", "kinds"), [
    ("50.00", ["cancelled"]), ("57.00", ["cancelled", "not_a_date"]), ("20.00", [None]), ("0.00", []), ("1.00", [])])
def test_the_fewest_parts_that_come_to_the_difference_explain_it(home: Home, difference: str, kinds: list[str]) -> None:
    found = behind(asked(home), MARCH, Decimal(difference))

    assert sorted((part.code for part in found.explaining), key=str) == kinds


def test_the_rows_that_do_not_count_can_be_taken_away_one_by_one(home: Home) -> None:
    rows = uncounted_rows(asked(home), MARCH)

    assert rows[["row", "code", "amount"]].values.tolist() == [
        [3, "cancelled", 50.0], [5, "not_a_date", 7.0], [6, "missing", 3.25]]


def test_a_line_that_has_its_day_from_its_order_head_counts_in_that_month(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    heads = lines_file(tmp_path, "O1,A1,2026-03-02", "O2,A1,2026-04-02", name="orders.csv",
                       header="Order No.,Customer No.,Order Date")
    lines = lines_file(tmp_path, "O1,1,P1,10,1", "O2,1,P1,20,1", "O1,2,P2,x,2",
                       header="Order No.,Line No.,Product No.,Amount,Quantity")
    loaded(home, heads, lines)

    march, april = (behind(asked(home), month, Decimal(0)).parts for month in (MARCH, date(2026, 4, 1)))

    assert [(part.kind, part.code, part.rows, part.amount) for part in march] == [("rejected", "not_a_number", 1, None)]
    assert april == ()


def test_a_total_before_refunds_is_explained_by_what_was_taken_off(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    rows = ("A1,O1,2026-03-02,100.10,0", "A1,O2,2026-03-05,50.00,20.25", "A2,O3,2026-03-09,30.00,30.00",
            "A2,O4,2026-04-09,80.00,5.00")
    loaded(home, lines_file(tmp_path, *rows, header="Customer No.,Order No.,Order Date,Amount,Refund"))

    found = behind(asked(home), MARCH, Decimal("50.25"))

    assert months(asked(home))[MARCH] == Decimal("129.85")
    assert [(part.kind, part.rows, part.amount) for part in found.explaining] == [("refunds", 2, Decimal("50.2500"))]
