"""mart.account_day: orders, purchases and the time between them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from tests.marts.builders import Row, a_company, a_line

AS_OF = date(2026, 4, 30)


def days(columns: str, *lines: Row) -> list[tuple[object, ...]]:
    """Rows of account_day, by account and day."""
    with a_company(order_line=lines) as build:
        build_waist(build, AS_OF, default_policy())
        return build.rows(f"select {columns} from mart.account_day order by account_id, day")


def test_an_order_is_an_account_and_a_number_together() -> None:
    rows = days(
        "account_id, orders",
        a_line("A", "2026-03-01", order_id="7"), a_line("A", "2026-03-01", order_id="7"),
        a_line("A", "2026-03-01", order_id="8"), a_line("B", "2026-03-01", order_id="7"),
    )

    assert rows == [("A", 2), ("B", 1)]


def test_lines_without_order_number_are_one_order_a_day() -> None:
    rows = days(
        "day, orders, largest_order",
        a_line(day="2026-03-01", order_id=None, amount=10), a_line(day="2026-03-01", order_id=None, amount=20),
        a_line(day="2026-03-02", order_id=None, amount=5),
    )

    assert rows == [(date(2026, 3, 1), 1, Decimal("30")), (date(2026, 3, 2), 1, Decimal("5"))]


def test_an_order_of_several_days_counts_once_and_is_as_large_as_it_came_to_by_then() -> None:
    rows = days(
        "day, orders, revenue, largest_order",
        a_line(day="2026-03-01", order_id="7", amount=100), a_line(day="2026-03-09", order_id="7", amount=50),
        a_line(day="2026-03-09", order_id="8", amount=30),
    )

    assert rows == [
        (date(2026, 3, 1), 1, Decimal("100"), Decimal("100")),
        (date(2026, 3, 9), 1, Decimal("80"), Decimal("150")),
    ]


def test_an_order_of_several_days_changes_no_other_accounts_days() -> None:
    """Without any such order the days are summed in another way."""
    lines = [
        a_line("A", "2026-03-01", order_id="7", amount=10), a_line("A", "2026-03-01", order_id="7", amount=25),
        a_line("A", "2026-03-01", order_id="8", amount=30), a_line("A", "2026-03-05", order_id=None, amount=-4),
        a_line("A", "2026-03-11", order_id=None, amount=10), a_line("B", "2026-03-12", order_id="7", amount=8),
    ]
    long_order = [a_line("C", "2026-03-01", order_id="9"), a_line("C", "2026-03-02", order_id="9")]
    columns = "account_id, day, orders, revenue, margin, largest_order, gap_days, revenue_per_day"

    apart, beside = days(columns, *lines), days(columns, *lines, *long_order)

    assert [row[:4] + row[5:] for row in apart] == [
        ("A", date(2026, 3, 1), 2, Decimal("65"), Decimal("35"), None, None),
        ("A", date(2026, 3, 5), 1, Decimal("-4"), Decimal("-4"), None, None),
        ("A", date(2026, 3, 11), 1, Decimal("10"), Decimal("10"), 10, 3.35),
        ("B", date(2026, 3, 12), 1, Decimal("8"), Decimal("8"), None, None),
    ]
    assert [row for row in beside if row[0] != "C"] == apart


def test_a_day_that_nets_to_nothing_is_no_purchase_and_interrupts_no_gap() -> None:
    rows = days(
        "day, gap_days",
        a_line(day="2026-03-01", amount=100), a_line(day="2026-03-05", amount=-40),
        a_line(day="2026-03-11", amount=100),
    )

    assert rows == [(date(2026, 3, 1), None), (date(2026, 3, 5), None), (date(2026, 3, 11), 10)]


def test_revenue_between_purchases_is_half_of_both_less_the_returns_between() -> None:
    rows = days(
        "revenue_per_day",
        a_line(day="2026-03-01", amount=100), a_line(day="2026-03-05", amount=-40),
        a_line(day="2026-03-11", amount=300),
    )

    assert rows == [(None,), (None,), (16.0,)]


def test_the_margin_of_a_day_is_unknown_when_a_line_with_an_amount_has_no_cost() -> None:
    rows = days(
        "day, margin",
        a_line(day="2026-03-01", amount=100, cost=70), a_line(day="2026-03-01", amount=0, cost=None),
        a_line(day="2026-03-02", amount=100, cost=70), a_line(day="2026-03-02", amount=1, cost=None),
    )

    assert rows == [(date(2026, 3, 1), Decimal("30")), (date(2026, 3, 2), None)]


def test_a_line_after_the_as_of_date_is_not_there() -> None:
    rows = days("day", a_line(day="2026-04-30"), a_line(day="2026-05-01"))

    assert rows == [(date(2026, 4, 30),)]


def test_purchases_lie_by_account_and_day_before_the_days_without_one() -> None:
    rows = [("B", "2026-03-01", 5), ("A", "2026-03-05", 5), ("A", "2026-03-02", -10), ("A", "2026-03-01", 5)]
    with a_company(order_line=[a_line(*one) for one in rows]) as build:
        build_waist(build, AS_OF, default_policy())
        found = build.rows("select account_id, day(day), gap_days from mart.account_day order by rowid")
    assert found == [("A", 1, None), ("A", 5, 4), ("B", 1, None), ("A", 2, None)]
