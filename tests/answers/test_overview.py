"""The overview of a company small enough to add up by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.overview import OverviewAnswer, overview
from kadash.language import LANGUAGES, words_in
from kadash.policy import default_policy
from kadash.store import Build, Generation, open_build, sql_text
from kadash.vocabulary import FLAGS, Severity

AS_OF = dt.date(2026, 9, 30)
LONG_AGO = dt.date(2023, 1, 5)


@dataclass(frozen=True)
class Account:
    """One account of the little company: what the overview reads of it."""

    name: str
    revenue: float = 100.0
    contribution: float | None = 20.0
    revenue_before: float = 100.0
    contribution_before: float | None = 20.0
    purchases: int = 4
    purchases_before: int = 4
    flags: tuple[str, ...] = ()
    flags_month_before: str = "[]"
    owner: str = "Li"
    first_order: dt.date = LONG_AGO
    equity: float | None = 50.0


def company(path: Path, *accounts: Account, cost_known: bool = True) -> Asked:
    """A published file with these accounts, asked about by somebody who may see all."""
    with open_build(path / "little.duckdb") as build:
        _write(build, accounts, cost_known)
    return Asked(Generation.open(path / "little.duckdb"), Scope.everything())


def _write(build: Build, accounts: tuple[Account, ...], cost_known: bool) -> None:
    build.run("create schema meta")
    build.run("create schema mart")
    build.run("create table meta.setting (key varchar, value varchar)")
    for key, value in {"as_of": AS_OF.isoformat(), "currency": "CNY", "policy": default_policy().model_dump_json(),
                       "cost_known": str(cost_known).lower()}.items():
        build.run("insert into meta.setting values ($key, $value)", key=key, value=value)
    build.run("""create table mart.account (
        account_id varchar, owner varchar, region varchar, industry varchar, first_order date,
        revenue_12m decimal(18, 4), revenue_prev_12m decimal(18, 4),
        contribution_12m decimal(18, 4), contribution_prev_12m decimal(18, 4),
        purchases_12m bigint, purchases_prev_12m bigint,
        revenue_year double, open_receivable decimal(18, 4), largest_order decimal(18, 4))""")
    build.run("create table mart.value (account_id varchar, current_value double, expected_contribution_12m double)")
    build.run("create table mart.flag (account_id varchar, flag varchar, severity varchar)")
    build.run("create table mart.account_history (account_id varchar, month_end date, flags varchar)")
    build.run("create table mart.account_month (account_id varchar, month date, revenue decimal(18, 4), "
              "contribution decimal(18, 4))")
    for account in accounts:
        _write_account(build, account)
    build.run("alter table mart.account add column parent_id varchar")
    build.run("create table mart.portfolio_month as select month, sum(revenue) as revenue, "
              "sum(contribution) as contribution from mart.account_month group by month")
    for relation in ("account_amount", "whale_curve", "portfolio_year", "flag_year", "concentration"):
        build.run_script(sql_text("kadash.marts.mart", f"{relation}.sql"), as_of=AS_OF)


def _write_account(build: Build, account: Account) -> None:
    build.run(
        "insert into mart.account values ($name, $owner, null, null, $first, $revenue, $revenue_before, $contribution, "
        "$contribution_before, $purchases, $purchases_before, 70, 30, 90)",
        name=account.name, owner=account.owner, first=account.first_order, revenue=account.revenue,
        revenue_before=account.revenue_before, contribution=account.contribution,
        contribution_before=account.contribution_before, purchases=account.purchases,
        purchases_before=account.purchases_before)
    build.run("insert into mart.value values ($name, $equity, 10)", name=account.name, equity=account.equity)
    for flag in account.flags:
        build.run("insert into mart.flag values ($name, $flag, $severity)", name=account.name, flag=flag,
                  severity=str(FLAGS[flag]))
    for month_end, flags in ((dt.date(2026, 8, 31), account.flags_month_before), (AS_OF, '["decoy"]')):
        build.run("insert into mart.account_history values ($name, $month_end, $flags)", name=account.name,
                  month_end=month_end, flags=flags)
    for month, revenue, contribution in (
            (dt.date(2026, 3, 1), account.revenue, account.contribution),
            (dt.date(2025, 3, 1), account.revenue_before, account.contribution_before)):
        build.run("insert into mart.account_month values ($name, $month, $revenue, $contribution)", name=account.name,
                  month=month, revenue=revenue, contribution=contribution)


def said(answer: OverviewAnswer) -> str:
    return answer.headline(words_in("en"))


def test_the_headline_counts_who_earns_half_and_who_costs_more_than_they_bring(tmp_path: Path) -> None:
    asked = company(
        tmp_path, Account("A", contribution=50), Account("B", contribution=30), Account("C", contribution=40),
        Account("D", contribution=-10), Account("E", contribution=-20),
        Account("only costs", revenue=0, contribution=-1, purchases=0))

    answer = overview(asked)

    assert answer.half == 1
    assert said(answer) == "One account earns half of the contribution; 2 cost more than they bring, 30 a year."


def test_half_is_reached_on_the_line(tmp_path: Path) -> None:
    asked = company(tmp_path, *(Account(name, contribution=25) for name in "ABCD"))

    assert overview(asked).half == 2


def test_half_is_exact_where_the_curve_is_drawn_in_steps_of_many_accounts(tmp_path: Path) -> None:
    asked = company(tmp_path, Account("big", contribution=350), *(Account(f"S{i}", contribution=1) for i in range(449)))

    answer = overview(asked)

    assert len(answer.whale) == 200
    assert answer.half == 51


def test_figures_are_compared_with_the_year_before(tmp_path: Path) -> None:
    found = overview(company(
        tmp_path, Account("A", revenue=150, revenue_before=100, contribution=30, contribution_before=40),
        Account("B", revenue=50, revenue_before=100, contribution=10, contribution_before=10, purchases=0))).figures

    assert (found.revenue, found.contribution, found.rate, found.active) == (200, 40, 0.2, 1)
    assert (found.revenue_growth, found.contribution_growth, found.active_change) == (0, pytest.approx(-0.2), -1)
    assert found.rate_change == pytest.approx(-0.05)
    assert found.customer_equity == 100


@pytest.mark.parametrize("first_order, compared", [
    (dt.date(2024, 10, 31), True), (dt.date(2024, 11, 1), False)])
def test_nothing_is_compared_with_a_year_that_is_not_whole(
    tmp_path: Path, first_order: dt.date, compared: bool,
) -> None:
    found = overview(company(tmp_path, Account("A", first_order=first_order))).figures

    assert (found.revenue_growth is not None, found.active_change is not None) == (compared, compared)


def test_an_unknown_cost_is_left_out_of_contribution_and_said(tmp_path: Path) -> None:
    answer = overview(company(
        tmp_path, Account("known", revenue=60, contribution=15), Account("unknown", revenue=40, contribution=None)))

    assert (answer.figures.contribution, answer.figures.rate, answer.figures.known_share) == (15, 0.25, 0.6)
    assert answer.part_of_cost_unknown
    assert answer.figures.contribution_growth is None


def test_revenue_takes_the_place_of_contribution_where_no_cost_is_known(tmp_path: Path) -> None:
    unknown = {"contribution": None, "contribution_before": None, "equity": None}
    answer = overview(company(
        tmp_path, Account("A", revenue=70, **unknown), Account("gone", revenue=0, purchases=0, **unknown),  # type: ignore[arg-type]
        cost_known=False))

    assert (answer.measure, answer.half) == ("revenue", 1)
    assert answer.months["amount"].sum() == 70
    assert said(answer) == ("One account brings half of the revenue; of last year's buyers 1 bought nothing since, "
                            "who then brought 100.")


def test_a_company_that_earns_nothing_has_no_half(tmp_path: Path) -> None:
    answer = overview(company(tmp_path, Account("A", contribution=-5), Account("B", contribution=2)))

    assert answer.half is None
    assert said(answer) == "All accounts together bring -3 a year after their costs; one costs more than it brings."


def test_every_month_of_the_window_stands_beside_the_same_month_a_year_earlier(tmp_path: Path) -> None:
    months = overview(company(tmp_path, Account("A", contribution=30, contribution_before=40))).months

    assert list(months["month"].dt.strftime("%Y-%m"))[:: 11] == ["2025-10", "2026-09"]
    assert list(months["amount"]) == [0, 0, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0]
    assert list(months["before"])[5:] == [40, 0, 0, 0, 0, 0, 0]
    assert months["before"].isna().sum() == 5


def test_flags_come_most_urgent_first_with_their_money(tmp_path: Path) -> None:
    answer = overview(company(
        tmp_path, Account("A", flags=("late_payer",)),
        Account("B", contribution=-10, flags=("below_zero", "late_payer"), flags_month_before='["late_payer"]'),
        Account("C", contribution=-7, flags=("below_zero",), flags_month_before='["below_zero"]'), Account("fine")))

    found = [(line.flag, line.accounts, line.at_stake) for line in answer.flags]

    assert found == [("below_zero", 2, -17), ("late_payer", 2, 60)]
    assert answer.flagged_accounts == 3
    assert answer.flags_sentence(words_in("en")) == "2 accounts are flagged to act on, 1 more to watch"
    assert [severity for severity, _ in answer.flags_by_severity()] == [Severity.ACT, Severity.WATCH]
    assert answer.flags[0].stake(words_in("en")) == "cost us 17 in 12 months"


def test_a_viewer_of_some_owners_sees_sums_over_their_accounts_alone(tmp_path: Path) -> None:
    everything = company(
        tmp_path, Account("A", contribution=30, flags=("below_zero",)),
        Account("hidden", contribution=500, owner="Wang", flags=("below_zero",)), Account("nobody's", owner=""))

    answer = overview(Asked(everything.generation, Scope.of_owners("Li")))

    assert (answer.figures.contribution, answer.total, answer.half) == (30, 30, 1)
    assert answer.months["amount"].sum() == 30
    assert (answer.flags[0].accounts, answer.flagged_accounts) == (1, 1)


def test_no_orders_at_all_is_an_answer_too(tmp_path: Path) -> None:
    answer = overview(company(tmp_path))

    assert (answer.half, answer.flags, answer.flagged_accounts) == (None, (), 0)
    assert answer.months_sentence(words_in("en")) == "No orders in the last 12 months"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_can_say_what_is_at_stake(language: str) -> None:
    words = words_in(language)

    assert [flag for flag in FLAGS if not words.has(f"overview.stake.{flag}")] == []
