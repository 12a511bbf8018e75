"""A waist that is carried on from a month on equals one made anew, row for row."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from kadash.marts.extended import NotExtendable, extend_seen, extend_waist
from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from kadash.store import Build
from tests.marts.builders import Row, a_company, a_line, fill_core
from tests.marts.test_history_without_hindsight import LAST, a_random_company

RELATIONS = ("account_day", "account_month", "account_product_month", "account_category_month", "account_seen",
             "portfolio_month", "calendar_month")


def waist(build: Build) -> dict[str, list[tuple[object, ...]]]:
    return {name: build.rows(f"select * from mart.{name} order by all") for name in RELATIONS}


def order(row: Row) -> object:
    return row["order_id"] or (row["account_id"], row["order_date"])


@pytest.mark.parametrize(("seed", "month", "late"), [
    (0, date(2026, 4, 1), False), (2, date(2025, 11, 1), False), (3, date(2026, 3, 1), True),
    (5, date(2026, 2, 1), True),
])
def test_lines_of_later_months_added_give_the_waist_of_all(seed: int, month: date, late: bool) -> None:
    """Late: some lines of the months made anew were there before, and orders go over several days."""
    chance, policy = random.Random(seed), default_policy()
    company = a_random_company(chance)
    begun: dict[object, date] = {}
    for row in company["order_line"]:
        begun[order(row)] = min(row["order_date"], begun.get(order(row), LAST))
    lines = [row for row in company["order_line"]
             if begun[order(row)] >= month or row["order_date"] < month]  # no order lies across the month's beginning
    there = {key for key, day in begun.items() if day < month or late and chance.random() < 0.5}
    before = [row for row in lines if order(row) in there]
    after = [row for row in lines if order(row) not in there]
    as_of = max(row["order_date"] for row in before) if late else month - timedelta(days=1)
    assert len(after) > 10

    with a_company(**{**company, "order_line": lines}) as build:
        build_waist(build, LAST, policy)
        whole = waist(build)
    with a_company(**{**company, "order_line": before}) as build:
        build_waist(build, as_of, policy)
        fill_lines(build, after)
        extend_seen(build, "added_line")
        extend_waist(build, LAST, policy, month, first_new=not late)
        carried_on = waist(build)

    for name, rows in whole.items():
        assert carried_on[name] == rows, name


def fill_lines(build: Build, lines: list[Row]) -> None:
    """Lines behind those that are there, as a load adds them, and once more as added_line; accounts they name."""
    build.run("attach ':memory:' as other")
    build.run("use other")
    fill_core(build, {"order_line": lines})
    (home,), = build.rows("select database_name from duckdb_databases() where path is not null")
    build.run(f"use {home}")
    build.run("create temp table added_line as from other.core.order_line")
    build.run("insert into core.order_line from added_line order by account_id, order_date, order_id")
    build.run("insert into core.account from other.core.account as new anti join core.account using (account_id)")


def test_the_first_cost_of_all_stays_the_first_where_months_before_are_not_looked_at_again() -> None:
    policy, visit = default_policy(), {"account_id": "B", "kind": "visit", "hours": 2}
    events = [{**visit, "event_date": day} for day in ("2026-02-03", "2026-04-07")]
    before, after = a_line("A", "2026-01-05"), a_line("A", "2026-04-03", cost=None)

    with a_company(order_line=[before, after], service_event=events) as build:
        build_waist(build, date(2026, 4, 30), policy)
        whole = waist(build)
    with a_company(order_line=[before], service_event=events) as build:
        build_waist(build, date(2026, 3, 31), policy)
        fill_lines(build, [after])
        extend_seen(build, "added_line")
        extend_waist(build, date(2026, 4, 30), policy, date(2026, 4, 1), first_new=True)
        carried_on = waist(build)

    assert carried_on == whole
    costs = {row[1]: row[8] for row in carried_on["account_month"] if row[0] == "B"}
    assert costs == {date(2026, 2, 1): 0, date(2026, 4, 1): 0}


def test_an_order_with_lines_before_and_after_the_month_begins_is_made_anew_as_a_whole() -> None:
    with a_company(order_line=[a_line("A", "2026-03-31", order_id="O1")]) as build:
        build_waist(build, date(2026, 3, 31), default_policy())
        fill_lines(build, [a_line("A", "2026-04-02", order_id="O1")])

        with pytest.raises(NotExtendable, match="before and after"):
            extend_waist(build, date(2026, 4, 30), default_policy(), date(2026, 4, 1), first_new=False)


def test_a_column_of_months_that_was_nowhere_filled_is_made_anew_as_a_whole() -> None:
    with a_company(order_line=[a_line("A", "2026-03-03")]) as build:
        build_waist(build, date(2026, 3, 31), default_policy())
        fill_lines(build, [a_line("A", "2026-04-02", freight=5)])

        with pytest.raises(NotExtendable, match="0 everywhere"):
            extend_waist(build, date(2026, 4, 30), default_policy(), date(2026, 4, 1), first_new=True)
