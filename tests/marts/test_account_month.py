"""mart.account_month: one definition of margin and contribution; a row only where there are orders or costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from tests.marts.builders import Row, a_company, a_line, an_invoice

AS_OF = date(2026, 4, 30)


def months(columns: str, as_of: date = AS_OF, **tables: list[Row]) -> list[tuple[object, ...]]:
    """Rows of account_month, by account and month."""
    with a_company(**tables) as build:
        build_waist(build, as_of, default_policy())
        return build.rows(f"select {columns} from mart.account_month order by account_id, month")


def test_contribution_is_margin_less_freight_commission_rebate_service_and_financing() -> None:
    rows = months(
        "orders, lines, revenue, list_value, discount, cost, margin, freight, commission, rebate, service_cost, "
        "financing, contribution",
        order_line=[
            a_line(amount=900, list_value=1000, cost=500, freight=10, commission=20, rebate=30),
            a_line(amount=50, cost=25),
        ],
        service_event=[{"account_id": "A", "event_date": "2026-03-20", "kind": "visit", "cost": 40}],
        receivable=[an_invoice(invoice_date="2026-03-01", amount=3650, paid_date="2026-03-11")],
    )

    # 3650 open for 10 days at 6 % a year: 3650 * .06 * 10 / 365 = 6
    money = ["950", "1000", "100", "525", "425", "10", "20", "30", "40", "6", "319"]
    assert rows == [(1, 2, *map(Decimal, money))]


def test_financing_is_exact_to_the_day_and_stops_at_the_as_of_date() -> None:
    rows = months(
        "month, financing",
        as_of=date(2026, 3, 10),
        receivable=[an_invoice(invoice_date="2026-01-30", amount=36500, paid_date="2026-04-01")],
    )

    # a day of 36,500 at 6 % is 6: 2 days of January, 28 of February, 10 of March
    assert rows == [
        (date(2026, 1, 1), Decimal("12")), (date(2026, 2, 1), Decimal("168")), (date(2026, 3, 1), Decimal("60")),
    ]


def test_an_invoice_paid_before_it_was_written_costs_nothing() -> None:
    rows = months("month", receivable=[an_invoice(invoice_date="2026-03-10", paid_date="2026-03-01")])

    assert rows == []


@pytest.mark.parametrize(
    ("event", "service_cost"),
    [
        ({"kind": "complaint", "cost": 33.5, "hours": 9}, "33.5"),
        ({"kind": "complaint", "hours": 1.5}, "300"),
        ({"kind": "complaint"}, "400"),
        ({"kind": "support"}, "150"),
        ({"kind": None}, "200"),
        ({"kind": "something else"}, "200"),
    ],
)
def test_a_service_event_costs_what_is_exported_else_its_hours_else_the_minutes_of_its_kind(
    event: Row, service_cost: str
) -> None:
    rows = months("service_cost", service_event=[{"account_id": "A", "event_date": "2026-03-20", **event}])

    assert rows == [(Decimal(service_cost),)]


def test_a_month_without_orders_or_costs_is_no_row() -> None:
    rows = months(
        "month",
        order_line=[a_line(day="2026-01-10"), a_line(day="2026-03-10")],
        service_event=[{"account_id": "A", "event_date": "2026-02-20", "kind": "visit", "cost": 0}],
    )

    assert rows == [(date(2026, 1, 1),), (date(2026, 3, 1),)]


def test_an_unknown_cost_leaves_margin_and_contribution_of_its_month_unknown_only() -> None:
    rows = months(
        "month, revenue, margin, contribution",
        order_line=[
            a_line(day="2026-01-10", amount=100, cost=60),
            a_line(day="2026-02-10", amount=100, cost=60), a_line(day="2026-02-11", amount=5, cost=None),
            a_line(day="2026-03-10", amount=100, cost=60), a_line(day="2026-03-11", amount=0, cost=None),
        ],
    )

    assert rows == [
        (date(2026, 1, 1), Decimal("100"), Decimal("40"), Decimal("40")),
        (date(2026, 2, 1), Decimal("105"), None, None),
        (date(2026, 3, 1), Decimal("100"), Decimal("40"), Decimal("40")),
    ]


def test_where_no_cost_is_known_a_month_of_service_alone_has_no_contribution_either() -> None:
    event: list[Row] = [{"account_id": "A", "event_date": "2026-02-20", "cost": 80}]
    unknown = months("month, contribution", order_line=[a_line(day="2026-01-10", cost=None)], service_event=event)
    known = months("month, contribution", order_line=[a_line(day="2026-01-10", cost=60)], service_event=event)

    assert unknown == [(date(2026, 1, 1), None), (date(2026, 2, 1), None)]
    assert known == [(date(2026, 1, 1), Decimal("40")), (date(2026, 2, 1), Decimal("-80"))]


def test_a_stand_in_margin_rate_is_used_only_where_a_line_has_no_cost() -> None:
    policy = default_policy()
    policy = policy.model_copy(update={"money": policy.money.model_copy(update={"stand_in_margin_rate": 0.25})})

    with a_company(order_line=[a_line(amount=100, cost=60), a_line(amount=200, cost=None)]) as build:
        build_waist(build, AS_OF, policy)
        row = build.one("select cost, margin from mart.account_month")

    assert row == (Decimal("210"), Decimal("90"))


def test_returns_count_in_revenue_and_cost() -> None:
    rows = months(
        "orders, lines, quantity, revenue, margin, purchases",
        order_line=[
            a_line(day="2026-03-10", amount=100, cost=60, quantity=10),
            a_line(day="2026-03-20", amount=-30, cost=-18, quantity=-3),
        ],
    )

    assert rows == [(2, 2, *map(Decimal, ("7", "70", "28")), 1)]


def test_money_is_decimal_and_counts_are_bigint() -> None:
    with a_company(order_line=[a_line()]) as build:
        build_waist(build, AS_OF, default_policy())
        types = dict(build.rows(
            "select column_name, data_type from information_schema.columns "
            "where table_schema = 'mart' and table_name = 'account_month'"
        ))

    counts = dict.fromkeys(("orders", "lines", "purchases"), "BIGINT")
    money = dict.fromkeys(
        ("quantity", "revenue", "list_value", "discount", "cost", "margin", "freight", "commission", "rebate",
         "service_cost", "financing", "contribution"), "DECIMAL(18,4)",
    )
    assert types == {"account_id": "VARCHAR", "month": "DATE"} | counts | money


def test_months_of_all_accounts_add_up_and_say_how_much_revenue_has_a_margin() -> None:
    with a_company(order_line=[
        a_line("A", "2026-03-10", 100, cost=60), a_line("B", "2026-03-10", 50, cost=None),
        a_line("A", "2026-04-10", 10, cost=5),
    ]) as build:
        build_waist(build, AS_OF, default_policy())
        rows = build.rows(
            "select month, accounts, active_accounts, orders, revenue, margin, contribution, revenue_with_margin "
            "from mart.portfolio_month order by month"
        )

    assert rows == [
        (date(2026, 3, 1), 2, 2, 2, *map(Decimal, ("150", "40", "40", "100"))),
        (date(2026, 4, 1), 1, 1, 1, *map(Decimal, ("10", "5", "5", "10"))),
    ]
