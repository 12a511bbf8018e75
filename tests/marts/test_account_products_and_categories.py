"""mart.account_product_month and account_category_month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kadash.marts.runner import account_categories, build_waist, product_holders
from kadash.policy import default_policy
from tests.marts.builders import a_company, a_line, an_invoice

AS_OF, POLICY = date(2026, 4, 30), default_policy()


def test_a_product_month_is_custom_when_one_line_is_and_has_list_value_where_a_line_has() -> None:
    with a_company(order_line=[
        a_line(amount=90, quantity=2, product_id="P", list_value=100, cost=50, custom=True),
        a_line(amount=40, quantity=1, product_id="P", cost=20),
        a_line(amount=40, quantity=1, product_id=None, product_name="Plug", cost=None),
    ]) as build:
        build_waist(build, AS_OF, POLICY)
        rows = build.rows(
            "select product_id, quantity, revenue, list_value, discount, cost, custom from mart.account_product_month "
            "order by product_id"
        )

    assert rows == [
        ("P", *map(Decimal, ("3", "130", "100", "10", "70")), True),
        ("Plug", Decimal("1"), Decimal("40"), None, None, None, False),
    ]


def test_days_of_a_category_are_those_with_positive_net_revenue_of_it() -> None:
    with a_company(order_line=[
        a_line(day="2026-03-01", category="Cable", amount=100),
        a_line(day="2026-03-07", category="Cable", amount=10), a_line(day="2026-03-07", category="Cable", amount=10),
        a_line(day="2026-03-31", category="Cable", amount=50), a_line(day="2026-03-31", category="Cable", amount=-50),
        a_line(day="2026-03-31", category=None, amount=5), a_line(day="2026-03-31", category=None, amount=-1),
        a_line(day="2026-04-02", category="Cable", amount=-5),
    ]) as build:
        build_waist(build, AS_OF, POLICY)
        rows = build.rows(
            "select category, month, days, last_day from mart.account_category_month "
            "order by category nulls last, month"
        )

    assert rows == [
        ("Cable", date(2026, 3, 1), 2, date(2026, 3, 7)),
        ("Cable", date(2026, 4, 1), 0, None),
        (None, date(2026, 3, 1), 1, date(2026, 3, 31)),
    ]


def test_financing_of_a_month_is_shared_by_the_positive_revenue_of_its_categories() -> None:
    with a_company(
        order_line=[
            a_line(category="Cable", amount=300, cost=200, freight=7), a_line(category="Lamp", amount=100, cost=50),
            a_line(category="Plug", amount=-20, cost=-10),
        ],
        receivable=[an_invoice(invoice_date="2026-03-01", amount=3650, paid_date="2026-03-11")],
    ) as build:
        build_waist(build, AS_OF, POLICY)
        rows = build.rows(
            "select category, financing, contribution from mart.account_category_month order by category"
        )

    assert rows == [
        ("Cable", Decimal("4.5"), Decimal("88.5")), ("Lamp", Decimal("1.5"), Decimal("48.5")),
        ("Plug", Decimal("0"), Decimal("-10")),
    ]


def test_categories_of_an_account_as_of_a_day_leave_out_lines_without_one() -> None:
    with a_company(order_line=[
        a_line(day="2025-04-30", category="Cable", amount=70),
        a_line(day="2025-05-01", category="Cable", amount=100, cost=60),
        a_line(day="2026-04-30", category="Cable", amount=50, cost=None), a_line(day="2026-04-30", category=None),
    ]) as build:
        build_waist(build, AS_OF, POLICY)
        now = account_categories(build, AS_OF, POLICY).to_dict("records")
        a_month_ago = account_categories(build, date(2026, 3, 31), POLICY).to_dict("records")

    assert [(row["category"], row["revenue_12m"], row["revenue_prev_12m"], row["days"]) for row in now] == [
        ("Cable", 150.0, 70.0, 3)]
    assert [(row["revenue_12m"], row["margin_12m"], row["days"]) for row in a_month_ago] == [(170.0, 68.0, 2)]


def test_a_product_is_held_by_the_accounts_that_bought_it_in_the_window() -> None:
    with a_company(order_line=[
        a_line("A", product_id="P"), a_line("B", product_id="P", custom=True), a_line("C", product_id="P", amount=-5),
        a_line("D", "2025-04-30", product_id="P"),
    ]) as build:
        build_waist(build, AS_OF, POLICY)
        held = product_holders(build, AS_OF, POLICY)

    assert held.to_dict("records") == [{"product_id": "P", "accounts_12m": 2, "revenue_12m": 195.0, "custom": True}]
