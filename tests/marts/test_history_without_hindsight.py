"""Facts as of a past day equal those of a load of what there was then: the waist never looks ahead."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import pytest

from kadash.marts.runner import account_categories, account_facts, build_waist, product_holders
from kadash.policy import default_policy
from tests.marts.builders import Row, a_company

Tables = Mapping[str, Sequence[Row]]

FIRST, LAST = date(2023, 1, 5), date(2026, 5, 20)
DATES = {
    "order_line": "order_date", "receivable": "invoice_date", "service_event": "event_date", "quote": "quote_date",
    "contract": "start_date", "payment": "payment_date",
}
WAIST_KEYS = {
    "account_day": "day", "account_month": "month", "account_product_month": "month",
    "account_category_month": "month", "portfolio_month": "month",
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("past", [date(2024, 2, 29), date(2025, 6, 30), date(2026, 4, 30)])
def test_facts_of_a_past_month_end_equal_those_of_a_load_of_then(seed: int, past: date) -> None:
    company = a_random_company(random.Random(seed))
    policy = default_policy()

    with a_company(**company) as build:
        build_waist(build, LAST, policy)
        seen_later = account_facts(build, past, policy), account_categories(build, past, policy)
        products_later = product_holders(build, past, policy)
    with a_company(**cut(company, past)) as build:
        build_waist(build, past, policy)
        seen_then = account_facts(build, past, policy), account_categories(build, past, policy)
        products_then = product_holders(build, past, policy)

    assert len(seen_then[0]) > 5
    assert seen_then[0]["special_revenue_12m"].gt(0).any() and seen_then[0]["days_late_trend"].notna().any()
    for later, then in zip(seen_later, seen_then, strict=True):
        pd.testing.assert_frame_equal(later, then, rtol=1e-9)
    pd.testing.assert_frame_equal(products_later, products_then)


@pytest.mark.parametrize("seed", range(4))
def test_rows_after_an_as_of_date_in_mid_month_change_nothing(seed: int) -> None:
    company = a_random_company(random.Random(seed))
    as_of, policy = date(2025, 9, 17), default_policy()

    with a_company(**company) as build:
        build_waist(build, as_of, policy)
        with_later_rows = account_facts(build, as_of, policy)
    with a_company(**cut(company, as_of)) as build:
        build_waist(build, as_of, policy)
        without = account_facts(build, as_of, policy)

    pd.testing.assert_frame_equal(with_later_rows, without, rtol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_months_of_the_waist_depend_on_nothing_after_their_end(seed: int) -> None:
    company = a_random_company(random.Random(seed))
    past, policy = date(2025, 6, 30), default_policy()

    with a_company(**company) as build:
        build_waist(build, LAST, policy)
        later = {table: waist_rows(build, table, past) for table in WAIST_KEYS}
    with a_company(**cut(company, past)) as build:
        build_waist(build, past, policy)
        then = {table: waist_rows(build, table, past) for table in WAIST_KEYS}

    for table, rows in then.items():
        assert len(rows) > 5
        assert later[table] == rows, table


def waist_rows(build, table: str, past: date) -> list[tuple[object, ...]]:
    """All rows of a waist table up to a day, in an order of their own."""
    return build.rows(f"select * from mart.{table} where {WAIST_KEYS[table]} <= $past order by all", past=past)


def cut(company: Tables, past: date) -> dict[str, list[Row]]:
    """What an export made on that day would have held: later rows gone, later paid and closed dates blank."""
    kept = {
        table: [hidden(row, past) for row in company[table] if row[day] <= past] for table, day in DATES.items()
    }
    seen = {row["account_id"] for rows in kept.values() for row in rows}
    kept["account"] = [
        row for row in company["account"]
        if row["account_id"] in seen or row["created_date"] is None or row["created_date"] <= past
    ]
    return kept


def hidden(row: Row, past: date) -> Row:
    later = [name for name in ("paid_date", "closed_date") if row.get(name) is not None and row[name] > past]
    return {**row, **dict.fromkeys(later)}


def a_random_company(chance: random.Random) -> dict[str, list[Row]]:
    """Fourteen accounts of every habit: returns, free lines, unknown costs, orders of several days, no numbers."""
    company: dict[str, list[Row]] = {table: [] for table in (*DATES, "account")}
    for number in range(14):
        account_id = f"A{number:02d}"
        start = FIRST + timedelta(days=chance.randrange(1150))
        if number % 5:
            created = None if number % 3 == 0 else start - timedelta(days=chance.randrange(60))
            company["account"].append({"account_id": account_id, "created_date": created, "payment_terms_days": 45,
                                       "industry": chance.choice(["steel", "rail"])})
        if number % 7:
            add_orders(company, chance, account_id, start)
        add_service(company, chance, account_id, start)
    return company


def add_orders(company: dict[str, list[Row]], chance: random.Random, account_id: str, start: date) -> None:
    day, gap, count = start, chance.choice([6, 20, 50, 200]), 0
    while day <= LAST:
        count += 1
        order_id = None if chance.random() < 0.1 else f"{account_id}-{count}"
        for _ in range(chance.randrange(1, 4)):
            add_line(company, chance, account_id, order_id, day + timedelta(days=chance.choice([0, 0, 0, 0, 9])))
        if chance.random() < 0.8:
            add_invoice(company, chance, account_id, day)
        day += timedelta(days=1 + chance.randrange(2 * gap))


def add_line(company: dict[str, list[Row]], chance: random.Random, account_id: str, order_id: str | None,
             day: date) -> None:
    amount = round(chance.choice([-0.2, 0, 1, 1, 1, 1]) * chance.uniform(10, 3000), 2)
    product, cost_known = chance.randrange(6), day >= date(2023, 9, 1) and chance.random() < 0.995
    company["order_line"].append({
        "account_id": account_id, "order_id": order_id, "order_date": day, "amount": amount, "quantity": 1,
        "product_id": f"P{product}{account_id if chance.random() < 0.2 else ''}" if product else None,
        "category": f"C{product % 3}" if product else None,
        "list_value": round(amount * chance.uniform(1, 1.3), 2) if chance.random() < 0.9 else None,
        "cost": round(amount * chance.uniform(0.4, 1.1), 2) if cost_known else None,
        "freight": 3, "rebate": 1 if chance.random() < 0.3 else None, "custom": chance.random() < 0.1,
    })


def add_invoice(company: dict[str, list[Row]], chance: random.Random, account_id: str, day: date) -> None:
    paid = day + timedelta(days=chance.randrange(-3, 200)) if chance.random() < 0.9 else None
    company["receivable"].append({
        "account_id": account_id, "invoice_date": day, "due_date": day + timedelta(days=30),
        "amount": round(chance.uniform(-100, 3000), 2), "paid_date": paid,
    })


def add_service(company: dict[str, list[Row]], chance: random.Random, account_id: str, start: date) -> None:
    span = (LAST - start).days + 40
    for _ in range(chance.randrange(12)):
        day = start + timedelta(days=chance.randrange(span))
        company["service_event"].append({
            "account_id": account_id, "event_date": day, "kind": chance.choice(["complaint", "advice", "odd", None]),
            "severity": chance.choice(["normal", "severe"]), "cost": chance.choice([None, 120.5]),
            "hours": chance.choice([None, 2.5]),
            "closed_date": chance.choice([None, day + timedelta(days=chance.randrange(90))]),
        })
        outcome = chance.choice(["won", "lost", "open"])
        company["quote"].append({"account_id": account_id, "quote_date": day, "outcome": outcome})
    for _ in range(chance.randrange(3)):
        day = start + timedelta(days=chance.randrange(span))
        company["contract"].append({"account_id": account_id, "start_date": day,
                                    "kind": chance.choice(["frame", "exclusive", "data_link"]),
                                    "end_date": chance.choice([None, day + timedelta(days=chance.randrange(500))])})
