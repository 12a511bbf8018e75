"""The sums made at the load equal the long way over the accounts, for everybody and for some owners."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from kadash.answers.concentration import concentration
from kadash.policy import default_policy
from kadash.store import Generation
from kadash.value import whitespace
from tests.marts.builders import Row, a_line
from tests.reviews.builders import a_trading_company, buying_monthly, published

MONEY = "cast(sum({}) as decimal(38, 4))"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """The trading company, half with cables; builders, two without cables, most without drives; one of its own kind."""
    tables = a_trading_company()
    more: list[Row] = [*buying_monthly("C", 300.0, category="Drives", product_id="P2")]
    for number in range(5):
        more += buying_monthly(f"A{number}", 50.0, category="Cables", product_id="P3")
    for number in range(12):
        more += buying_monthly(f"B{number}", 500.0 + 5 * number, category="Relays")
        if number > 1:
            more += buying_monthly(f"B{number}", 90.0 + number, category="Cables", product_id="P3")
        if number > 6:
            more += buying_monthly(f"B{number}", 40.0, "2026-07", 5, category="Drives", product_id="P2")
    more += [a_line("B5", "2026-08-10", 100.0, cost=180.0, category="Cables", product_id="P3")]
    tables["order_line"] += more
    tables["account"] += [{"account_id": "C", "account_name": "Ships", "owner": "Li", "industry": "Ships"}, *(
        {"account_id": f"B{number}", "account_name": f"Builder {number}", "owner": None if number == 0 else "Wang",
         "industry": "Building", "region": "East"} for number in range(12))]
    generation = published(tmp_path_factory.mktemp("sums"), **tables).generation()
    assert generation is not None
    yield generation


def test_what_owners_sum_to_is_what_their_accounts_sum_to(company: Generation) -> None:
    money = ("revenue_12m", "revenue_prev_12m", "contribution_12m", "contribution_prev_12m")

    short = company.rows(f"select owner, sum(accounts), {', '.join(MONEY.format(name) for name in money)}, "
                         "sum(active_12m) from mart.portfolio_year group by owner order by owner")
    long = company.rows(f"select owner, count(*), {', '.join(MONEY.format(name) for name in money)}, "
                        "count(*) filter (where purchases_12m > 0) from mart.account group by owner order by owner")

    assert [row[0] for row in short] == ["Li", "Wang", None]
    assert short == long


def test_accounts_below_zero_silent_and_flagged_are_each_counted_once(company: Generation) -> None:
    short = company.one("select sum(below_zero), sum(below_zero_contribution), sum(silent), sum(silent_revenue), "
                        "sum(flagged_accounts) from mart.portfolio_year")
    long = company.one("""
        select
            count(*) filter (where contribution_12m < 0 and revenue_12m > 0),
            sum(contribution_12m) filter (where contribution_12m < 0 and revenue_12m > 0),
            count(*) filter (where purchases_prev_12m > 0 and purchases_12m = 0),
            sum(revenue_prev_12m) filter (where purchases_prev_12m > 0 and purchases_12m = 0),
            (select count(distinct account_id) from mart.flag)
        from mart.account""")

    assert short == long


def test_every_layer_of_every_scheme_sums_to_its_accounts(company: Generation) -> None:
    wanted = ("select scheme, layer, previous_layer, {}, sum(revenue_12m), sum(contribution_12m), sum(largest_order) "
              "from {} group by scheme, layer, previous_layer order by all")

    short = company.rows(wanted.format("sum(accounts)", "mart.layer_year"))
    long = company.rows(wanted.format("count(*)", "mart.segment join mart.account using (account_id)"))

    assert {row[0] for row in short} >= {"value_tier", "lifecycle"}
    assert short == long


def test_every_layer_sums_to_the_value_of_its_accounts_to_the_cent(company: Generation) -> None:
    short = company.rows("select scheme, layer, sum(lifetime_value), sum(current_value), sum(below_zero), "
                         "sum(below_zero_contribution) from mart.layer_year group by scheme, layer order by all")
    long = company.rows("""
        select segment.scheme, segment.layer, sum(value.lifetime_value), sum(value.current_value),
            count(*) filter (where account.contribution_12m < 0 and account.revenue_12m > 0),
            sum(account.contribution_12m) filter (where account.contribution_12m < 0 and account.revenue_12m > 0)
        from mart.segment as segment
        join mart.account as account using (account_id)
        left join mart.value as value using (account_id)
        group by segment.scheme, segment.layer order by all""")

    assert [(row[0], row[1], row[4], row[5]) for row in short] == [(row[0], row[1], row[4], row[5]) for row in long]
    for ours, plain in zip(short, long, strict=True):
        for cents, exact in zip(ours[2:4], plain[2:4], strict=True):
            assert (cents is None and exact is None) or abs(float(cents) - exact) < 0.005


def test_every_layer_sums_to_what_is_known_earned_and_spent_on_its_accounts(company: Generation) -> None:
    short = company.rows("select scheme, layer, sum(known), sum(known_revenue_12m), sum(known_margin_12m), "
                         "sum(keeping_12m) from mart.layer_year group by scheme, layer order by all")
    long = company.rows("""
        select segment.scheme, segment.layer,
            count(*) filter (where account.contribution_12m is not null or account.first_order is null),
            coalesce(sum(account.revenue_12m) filter (where account.contribution_12m is not null), 0),
            coalesce(sum(account.margin_12m) filter (where account.contribution_12m is not null), 0),
            coalesce(sum(case when account.contribution_12m is not null
                then account.margin_12m - account.contribution_12m
                when account.first_order is null then account.service_cost_12m end), 0)
        from mart.segment as segment
        join mart.account as account using (account_id)
        group by segment.scheme, segment.layer order by all""")

    assert sum(row[4] for row in short) > 0  # type: ignore[misc]
    assert short == long


def test_a_flag_sums_to_its_accounts_and_counts_as_new_what_last_month_did_not_have(company: Generation) -> None:
    short = company.rows("select flag, sum(accounts), sum(new_accounts), sum(revenue_12m), sum(open_receivable) "
                         "from mart.flag_year group by flag order by flag")
    long = company.rows("""
        select flag.flag, count(*), count(*) filter (where not contains(history.flags, '"' || flag.flag || '"')),
            sum(account.revenue_12m), sum(account.open_receivable)
        from mart.flag as flag
        join mart.account as account using (account_id)
        join mart.account_history as history using (account_id)
        where history.month_end = date '2026-08-31'
        group by flag.flag order by flag.flag""")

    assert len(short) > 1
    assert short == long


@pytest.mark.parametrize("measure", ["contribution", "revenue"])
def test_the_measured_concentration_is_that_of_the_ranked_accounts(company: Generation, measure: str) -> None:
    amounts = company.frame(f"select {measure}_12m as amount from mart.account where first_order is not null")
    long = concentration(amounts["amount"].to_numpy(dtype=np.float64))

    short = company.one("select accounts, half_accounts, eighty_accounts, earners, losers, cast(total as double), "
                        "cast(peak as double) from mart.concentration where measure = $measure", measure=measure)

    assert short is not None
    assert short[:5] == (long.accounts, long.half_accounts, long.eighty_accounts, long.earners, long.losers)
    assert short[5:] == pytest.approx((long.total, long.peak_share * long.total))


def test_places_in_the_order_of_reviews_count_every_account_once_and_name_the_neighbours(company: Generation) -> None:
    rows = company.rows("select place, account_id, previous_id, next_id, accounts, urgency, at_stake "
                        "from mart.review_place order by place")
    ids = [row[1] for row in rows]

    assert [row[0] for row in rows] == list(range(1, 27))
    assert {row[4] for row in rows} == {26}
    assert [row[2] for row in rows] == [None, *ids[:-1]]
    assert [row[3] for row in rows] == [*ids[1:], None]
    assert [(row[5], -row[6]) for row in rows] == sorted((row[5], -row[6]) for row in rows)  # type: ignore[operator]


def test_what_the_median_peer_gives_a_category_is_what_whitespace_says(company: Generation) -> None:
    long = _gaps(company)

    peers = company.frame("select industry, value_tier, category, accounts, median_share, margin_rate "
                          "from mart.peer_category")
    found = long.merge(_groups(company), on="account_id").merge(peers, on=["industry", "value_tier", "category"],
                                                                how="left", suffixes=("", "_mart"))

    assert set(long["peer_group"]) == {"industry_tier", "base"}
    assert len(found) == len(long)
    assert found["median_share"].tolist() == pytest.approx(found["peer_share"].tolist())
    assert found["margin_rate_mart"].tolist() == pytest.approx(found["margin_rate"].tolist())
    assert (found["accounts"] - 1).tolist() == found["peers"].tolist()


def test_an_account_of_the_list_has_the_figures_flags_and_layers_of_the_marts(company: Generation) -> None:
    differing = company.rows("""
        select list.account_id
        from mart.account_list as list
        join mart.account as account using (account_id)
        join mart.value as value using (account_id)
        where list.revenue_12m is distinct from account.revenue_12m
            or list.contribution_12m is distinct from account.contribution_12m
            or list.current_value is distinct from value.current_value
            or len(string_split(list.flags, ',')) <> greatest(1, (
                select count(*) from mart.flag as flag where flag.account_id = list.account_id))
            or exists (
                select 1 from mart.segment as segment where segment.account_id = list.account_id
                and not contains(list.layers, '|' || segment.scheme || ':' || segment.layer || '|'))
            or list_sum(list.trend) is distinct from (
                select cast(coalesce(sum(month.revenue), 0) as double) from mart.account_month as month
                where month.account_id = list.account_id and month.month >= date '2024-10-01'
                    and month.revenue <> 0)""")

    assert company.one("select count(*) from mart.account_list") == (26,)
    assert differing == []


def _gaps(company: Generation) -> pd.DataFrame:
    """Every account's gaps, computed for all accounts together as their potential value is."""
    bought = company.frame("""
        select account_id, category, cast(sum(revenue) as double) as revenue_12m,
            cast(sum(margin) as double) as margin_12m
        from mart.account_category_month where month between date '2025-10-01' and date '2026-09-30'
        group by account_id, category""")
    facts = company.frame("select account_id, industry, layer as peer_tier from mart.account join mart.segment "
                          "using (account_id) where scheme = 'value_tier' order by account_id")
    return whitespace(facts, bought, default_policy())


def _groups(company: Generation) -> pd.DataFrame:
    """The group of peers of each account: its industry and tier, or none of both where too few share them."""
    own = company.frame("select account_id, industry, value_tier from mart.review_place")
    small = _gaps(company).query("peer_group == 'base'")["account_id"]
    own.loc[own["account_id"].isin(small), ["industry", "value_tier"]] = None
    return own
