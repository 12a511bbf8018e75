"""What accounts are worth and cost: on the sample company against plain SQL, and by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.answers import Asked
from kadash.answers.worth import ByYear, Winning, by_year, winning, worth
from kadash.language import words_in


def summed(asked: Asked, sql: str, **params: object) -> float:
    row = asked.generation.one(sql, **params)
    assert row is not None
    return float(str(row[0]))


@pytest.mark.parametrize("part", ["historical_value", "current_value", "potential_value", "lifetime_value"])
def test_the_parts_are_those_of_the_values_to_the_cent(asked: Asked, part: str):
    assert worth(asked).total(part) == pytest.approx(summed(asked, f"select sum({part}) from mart.value"), abs=0.01)


def test_earned_less_keeping_is_contribution_in_every_layer(asked: Asked):
    layers = worth(asked).layers.set_index("layer")

    contribution = summed(asked, "select sum(contribution_12m) from mart.account where first_order is not null")
    assert layers.drop("prospect")["contribution"].sum() == pytest.approx(contribution, abs=0.01)
    prospects = summed(asked, "select sum(service_cost_12m) from mart.account where first_order is null")
    assert layers.loc["prospect", "kept"] == pytest.approx(prospects, abs=0.01)


def test_the_likely_reach_of_a_sum_lies_evenly_about_it_in_logs(asked: Asked):
    found = worth(asked)

    low, high = found.likely("current_value")

    assert low * high == pytest.approx(found.total("current_value") ** 2)
    assert high / low == pytest.approx(2.718281828 ** (2 * 1.6448536 * found.log_sd), rel=1e-6)


def test_a_year_of_relation_counts_only_accounts_that_went_through_it_whole_within_the_data(asked: Asked):
    years = by_year(asked).years.set_index("year")

    third = asked.generation.one(
        """
        with data as (select min(month) as first from mart.portfolio_month where revenue <> 0),
        begun as (
            select account_id, date_trunc('month', case
                when created_date <= first_order then created_date
                when first_order >= data.first + interval 12 months then first_order end) as month
            from mart.account, data where first_order is not null)
        select count(distinct begun.account_id), sum(months.contribution)
        from data, begun left join mart.account_month as months on months.account_id = begun.account_id
            and months.month >= begun.month + interval 24 months and months.month < begun.month + interval 36 months
        where begun.month + interval 24 months >= data.first and begun.month + interval 36 months <= date '2026-10-01'
        """)
    assert third is not None
    assert years.loc[3, "accounts"] == third[0]
    assert years.loc[3, "contribution"] == pytest.approx(float(str(third[1])), abs=0.01)


def test_years_of_relation_summed_at_the_load_are_those_of_every_owners_accounts(asked: Asked):
    short = asked.generation.rows(
        "select owner, year, sum(accounts), sum(active), sum(revenue), sum(contribution) from mart.relation_year "
        "where year is not null group by owner, year order by all")
    long = asked.generation.rows("""
        with begun as (
            select account.account_id, account.owner, date_trunc('month', case
                when created_date <= first_order then created_date
                when first_order >= data.first + interval 12 months then first_order end) as month, data.first
            from mart.account as account,
                (select min(month) as first from mart.portfolio_month where revenue <> 0) as data
            where first_order is not null),
        brought as (
            select begun.account_id, begun.owner, number as year, sum(revenue) as revenue,
                sum(contribution) as contribution
            from begun cross join range(1, 11) as counted (number)
            left join mart.account_month as months on months.account_id = begun.account_id
                and months.month >= begun.month + to_months(12 * (number - 1)::integer)
                and months.month < begun.month + to_months(12 * number::integer)
            where begun.month + to_months(12 * (number - 1)::integer) >= begun.first
                and begun.month + to_months(12 * number::integer) <= date '2026-10-01'
            group by begun.account_id, begun.owner, number)
        select owner, year, count(*), count(*) filter (where revenue > 0), coalesce(sum(revenue), 0), sum(contribution)
        from brought group by owner, year order by all""")
    unplaced = asked.generation.one("select sum(accounts) from mart.relation_year where year is null")
    without = asked.generation.one("""
        select count(*) from mart.account, (select min(month) as first from mart.portfolio_month where revenue <> 0)
        where first_order < first + interval 12 months and not coalesce(created_date <= first_order, false)""")

    assert len(short) > 1
    assert short == long
    assert unplaced == without


def test_what_is_won_pays_back_within_the_year_in_which_the_sum_reaches_its_cost():
    found = ByYear(pd.DataFrame({"per_won": [100.0, 50.0, 50.0], "together": [100.0, 150.0, 200.0]}), True, 0)

    assert [found.payback_years(cost) for cost in (25.0, 100.0, 125.0, 200.0, 201.0)] == [0.25, 1.0, 1.5, 3.0, None]


def test_years_that_bring_a_loss_put_the_payback_off():
    found = ByYear(pd.DataFrame({"per_won": [-20.0, 60.0], "together": [-20.0, 40.0]}), True, 0)

    assert found.payback_years(10.0) == 1.5


def test_winning_is_what_was_spent_before_first_orders_by_account_won(asked: Asked):
    found = winning(asked)

    assert found.won == summed(asked, "select count(*) from mart.account where first_order >= '2025-10-01'")
    before = summed(asked, """
        select sum(months.service_cost) from mart.account_month as months join mart.account using (account_id)
        where months.month >= '2025-10-01' and months.month <= '2026-09-30'
            and (first_order is null or months.month < date_trunc('month', first_order))""")
    assert found.winning == pytest.approx(before, abs=0.01)


def test_the_own_ratio_stands_beside_the_saying():
    found = Winning(won=10, winning=50_000.0, kept=100, keeping=250_000.0)

    assert (found.per_won, found.per_kept, found.ratio) == (5_000.0, 2_500.0, 2.0)
    assert found.sentence(words_in("en")) == (
        "Winning an account cost 5K, keeping one for a year 2.5K: 2 to 1. The saying is 5 to 1.")


def test_without_any_cost_of_winning_the_page_says_which_export_would_show_it():
    found = Winning(won=10, winning=0.0, kept=100, keeping=250_000.0)

    assert found.ratio is None
    assert found.sentence(words_in("en")).startswith("What winning costs is not in the data. Load visits")
