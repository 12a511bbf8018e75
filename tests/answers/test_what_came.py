"""What came of accounts after a day: who was still there, how revenue and margin moved, and what that teaches."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from kadash.answers.service_plan.came import came, lever_of
from kadash.services import catalogue
from kadash.store import open_build, sql_text

SINCE, AS_OF = dt.date(2025, 9, 30), dt.date(2026, 9, 30)

DAYS = [  # account, day, revenue, margin
    ("stays", "2024-10-15", 100, 30), ("stays", "2025-06-15", 100, 30),
    ("stays", "2025-12-15", 150, 45), ("stays", "2026-05-15", 150, 60),
    ("leaves", "2025-01-10", 80, 8), ("leaves", "2025-11-10", 40, 8),
    ("returns", "2025-03-01", 50, 5), ("returns", "2026-01-01", -50, -5),
    ("too_early", "2024-09-30", 999, 999), ("too_early", "2026-10-01", 999, 999),
]

EVENTS = [  # account, day, cost, hours, at 100 an hour
    ("stays", "2024-11-01", 300, None), ("stays", "2025-05-01", None, 1), ("stays", "2025-11-01", None, 2),
    ("stays", "2026-06-01", 100, None), ("leaves", "2024-12-01", 50, None), ("leaves", "2025-12-01", None, None),
]

BILLS = [  # account, day of the invoice, amount, paid
    ("stays", "2024-11-01", 100, "2024-12-01"), ("stays", "2025-03-01", 300, "2025-04-10"),  # 30 and 40 days
    ("stays", "2025-11-01", 100, "2025-12-21"), ("stays", "2026-01-10", 100, None),  # 50 days, and never
    ("stays", "2026-01-20", -70, "2026-01-20"), ("stays", "2026-08-01", 900, "2026-08-02"),  # a credit note; too young
    ("leaves", "2024-11-01", 100, "2024-11-11"), ("leaves", "2025-11-01", 100, "2025-12-01"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    path: Path = tmp_path_factory.mktemp("came") / "days.duckdb"
    with open_build(path) as build:
        build.run("create schema mart")
        build.run("create table mart.account_day (account_id text, day date, revenue decimal(18, 4), "
                  "margin decimal(18, 4))")
        for account, day, revenue, margin in DAYS:
            build.run("insert into mart.account_day values ($account, $day, $revenue, $margin)", account=account,
                      day=day, revenue=revenue, margin=margin)
        build.run("create schema core")
        build.run("create table core.service_event (account_id text, event_date date, cost decimal(18, 4), "
                  "hours decimal(18, 4))")
        for account, day, cost, hours in EVENTS:
            build.run("insert into core.service_event values ($account, $day, $cost, $hours)", account=account, day=day,
                      cost=cost, hours=hours)
        build.run("create table core.receivable (account_id text, invoice_date date, amount decimal(18, 4), "
                  "paid_date date)")
        for account, day, amount, paid in BILLS:
            build.run("insert into core.receivable values ($account, $day, $amount, $paid)", account=account, day=day,
                      amount=amount, paid=paid)
        build.run("create table mart.account as select 'stays' as account_id, 1000.0::decimal(18, 4) as annual_wallet")
        rules = SimpleNamespace(money=SimpleNamespace(service_rate_per_hour=100.0))
        asked = SimpleNamespace(as_of=AS_OF, policy=rules, frame=lambda question, **given: build.frame(
            sql_text("kadash.answers.sql", f"{question}.sql"), **given))
        return came(asked, SINCE, ["stays", "leaves", "returns", "too_early"]).set_index(
            ["account_id", "measure", "months"])["value"]


def test_kept_is_who_bought_in_the_last_half_year_of_the_time_that_passed(found):
    kept = found.xs("kept", level="measure")

    assert {pair: kept[pair] for pair in kept.index} == {
        ("stays", 6): 1.0, ("stays", 12): 1.0, ("leaves", 6): 1.0, ("leaves", 12): 0.0,
        ("returns", 6): 0.0, ("returns", 12): 0.0, ("too_early", 6): 0.0, ("too_early", 12): 0.0}


def test_revenue_and_margin_are_held_against_the_same_months_a_year_before(found):
    assert found["stays", "revenue", 12] == pytest.approx(math.log(300 / 200))
    assert found["stays", "revenue", 6] == pytest.approx(math.log(150 / 100))
    assert found["stays", "margin", 12] == pytest.approx(105 / 300 - 60 / 200)
    assert found["leaves", "margin", 6] == pytest.approx(8 / 40 - 8 / 80)
    assert ("leaves", "margin", 12) not in found.index  # gone: what it bought less is told by kept
    assert not {"returns", "too_early"} & set(found.xs("revenue", level="measure").index.get_level_values(0))


def test_what_serving_cost_is_held_against_the_year_before_where_every_event_was_measured(found):
    cost = found.xs("cost", level="measure")

    assert {pair: value for pair, value in cost.items()} == {
        ("stays", 12): pytest.approx(math.log(300 / 400)), ("stays", 6): pytest.approx(math.log(200 / 300))}


def test_what_was_won_of_the_wallet_is_told_where_one_is_known(found):
    wallet = found.xs("wallet", level="measure")

    assert {pair: value for pair, value in wallet.items()} == {
        ("stays", 12): pytest.approx((300 - 200) / 1000), ("stays", 6): pytest.approx((150 - 100) / 500)}


def test_days_to_pay_are_those_of_invoices_watched_for_120_days_against_the_year_before(found):
    paid = found.xs("paid", level="measure")

    assert {pair: value for pair, value in paid.items()} == {
        ("stays", 12): pytest.approx((50 + 120) / 2 - (100 * 30 + 300 * 40) / 400),
        ("stays", 6): pytest.approx(50 - 30), ("leaves", 6): pytest.approx(30 - 10)}


def test_a_year_that_has_not_passed_says_nothing(tmp_path: Path):
    with open_build(tmp_path / "days.duckdb") as build:
        build.run("create schema mart")
        build.run("create table mart.account_day (account_id text, day date, revenue double, margin double)")
        build.run("create schema core")
        build.run("create table core.service_event (account_id text, event_date date, cost double, hours double)")
        build.run("create table core.receivable (account_id text, invoice_date date, amount double, paid_date date)")
        build.run("create table mart.account (account_id text, annual_wallet double)")
        rows = build.frame(sql_text("kadash.answers.sql", "service_plan_came.sql"), since=dt.date(2026, 3, 31),
                           as_of=AS_OF, accounts=["A"], rate_per_hour=100.0, most_days=120)

    assert rows[["account_id", "months", "kept"]].values.tolist() == [["A", 6, False]]


@pytest.mark.parametrize(("service", "measure", "lever"), [
    ("key_account_club", "kept", "retention"), ("key_account_club", "revenue", "frequency"),
    ("win_back", "kept", "reactivation"), ("custom_variant", "margin", "margin"),
    ("self_service_ordering", "cost", "cost_to_serve"), ("serve_leaner", "cost", None),
    ("service_level_agreement", "margin", "price"), ("key_account_club", "margin", None),
    ("reprice", "kept", None), ("reprice", "margin", None),  # as many times what the account needs
    ("joint_planning", "wallet", "wallet"), ("prompt_payment", "paid", "payment_days"),
])
def test_a_measure_teaches_the_lever_that_it_measures(service, measure, lever):
    effect = lever_of(catalogue().service(service), measure)

    assert (effect.lever if effect else None) == lever


def test_of_a_service_that_moves_frequency_and_wallet_revenue_teaches_neither():
    joint, club = catalogue().service("joint_planning"), catalogue().service("key_account_club")
    both = joint.model_copy(update={"effects": (*joint.effects, next(
        one for one in club.effects if one.lever == "frequency"))})

    assert [lever_of(both, "revenue"), lever_of(both, "wallet")] == [None, None]
