"""Where the margin went: on the sample company, against plain SQL and against its own parts."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.margin import Melting, below_zero, margin_went, melting, quarters
from kadash.language import FiscalYear, words_in
from kadash.reviews.bridges import BARS, CAUSES


def test_quarters_are_full_newest_first_and_say_what_they_can_be_set_against(asked: Asked):
    found = quarters(asked)

    assert [quarter.code for quarter in found] == [
        "2026Q3", "2026Q2", "2026Q1", "2025Q4", "2025Q3", "2025Q2", "2025Q1", "2024Q4"]
    assert set(found.values()) == {("year", "quarter")}


def test_quarters_are_those_of_the_companys_year(asked: Asked):
    found = list(quarters(asked, FiscalYear(2)))

    assert [(quarter.code, str(quarter.first_day), str(quarter.last_day)) for quarter in found[:3]] == [
        ("2026Q2", "2026-05-01", "2026-07-31"), ("2026Q1", "2026-02-01", "2026-04-30"),
        ("2025Q4", "2025-11-01", "2026-01-31")]
    assert str(found[0].before("year").first_day) == "2025-05-01"


@pytest.mark.parametrize("against", ["year", "quarter"])
def test_both_ends_are_the_contribution_of_the_months_and_the_bars_sum_to_the_change(asked: Asked, against: str):
    quarter = next(iter(quarters(asked)))

    found = margin_went(asked, quarter, quarter.before(against))

    for end, days in ((found.whole.now, quarter), (found.whole.before, quarter.before(against))):
        row = asked.generation.one("select sum(contribution) from mart.account_month where month between $a and $b",
                                   a=days.first_day, b=days.last_day)
        assert row is not None
        assert end == pytest.approx(float(str(row[0])), abs=0.01)
    assert sum(bar.amount for bar in found.whole.bars) == pytest.approx(found.whole.change, abs=0.01)
    assert found.left_out == 0


def test_the_accounts_sum_to_the_whole_and_their_causes_to_their_change(asked: Asked):
    quarter = next(iter(quarters(asked)))

    found = margin_went(asked, quarter, quarter.before("year"))

    for bar in BARS:
        assert found.accounts[bar].sum() == pytest.approx(found.whole.amount(bar), abs=0.01)
    parts = found.accounts[list(CAUSES)].sum(axis=1)
    assert (parts - found.accounts["change"]).abs().max() < 0.01
    assert found.accounts["eroded"].is_monotonic_increasing


def test_a_rep_sees_the_bridge_of_their_own_accounts(asked: Asked):
    quarter = next(iter(quarters(asked)))
    whole = margin_went(asked, quarter, quarter.before("year")).accounts
    owner = whole["owner"].dropna().iloc[0]

    mine = margin_went(Asked(asked.generation, Scope.of_owners(owner)), quarter, quarter.before("year"))

    assert set(mine.accounts["owner"]) == {owner}
    assert mine.whole.change == pytest.approx(whole.loc[whole["owner"] == owner, "change"].sum(), abs=0.01)


def test_melting_accounts_are_those_flagged_and_below_zero_those_that_cost(asked: Asked):
    flagged = asked.generation.rows(
        "select account_id from mart.flag where flag in ('margin_erosion', 'service_burden')")
    losers = asked.generation.rows(
        "select account_id from mart.account where contribution_12m < 0 and revenue_12m > 0")

    assert sorted(melting(asked).rows["account_id"]) == sorted(str(account) for (account,) in flagged)
    assert sorted(below_zero(asked).rows["account_id"]) == sorted(str(account) for (account,) in losers)


@pytest.mark.parametrize(("now", "english", "chinese"), [
    (70.0, "30 less contribution than a year before.", "贡献比上年少 30。"),
    (130.0, "still 30 more contribution than a year before.", "贡献合计仍比上年多 30。")])
def test_who_is_squeezed_and_earns_more_all_the_same_is_not_said_to_earn_less(
        now: float, english: str, chinese: str):
    found = Melting(pd.DataFrame([{"account_id": "A", "flag": "service_burden", "revenue_12m": 500.0,
                                   "contribution_12m": now, "contribution_prev_12m": 100.0}]))

    assert found.headline(words_in("en")).endswith(english)
    assert found.headline(words_in("zh")).endswith(chinese)


def test_a_price_rise_to_zero_brings_exactly_what_the_account_costs(asked: Asked):
    rows = below_zero(asked).rows

    assert (rows["price_rise"] * rows["revenue_12m"] + rows["contribution_12m"]).abs().max() < 0.01
