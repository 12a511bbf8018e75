"""Ten questions of a sales director, each one of Explore's questions, equal to the cent to plain SQL."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.answers import Asked
from kadash.answers.explore.answer import Explored, explore
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis, Filter, Measure, Question
from kadash.answers.explore.settle import settled
from kadash.answers.explore.starters import STARTERS

CENT = 0.005
LAST_YEAR = "between date '2025-10-01' and date '2026-09-30'"
YEAR_BEFORE = "between date '2024-10-01' and date '2025-09-30'"
"""W of the sample company and the twelve months before it: its as-of day is 30 September 2026."""


def answered(asked: Asked, question: Question) -> Explored:
    ground = Ground.of(asked)
    assert settled(question, ground.source(question.source)) == question
    return explore(ground, question)


def figures(explored: Explored, place: int = 0) -> dict[object, float]:
    """Keys of each named cell to its figure."""
    cells = explored.inner[~explored.inner["is_row_others"]]
    keys = [*explored.row_keys, *(["c0"] if explored.question.column is not None else [])]
    values = zip(cells[keys].itertuples(index=False, name=None), cells[f"m{place}"], strict=True)
    return {tuple(None if pd.isna(k) else str(k)[:10] if isinstance(k, pd.Timestamp) else k for k in key): value
            for key, value in values if not pd.isna(value)}


def plain(asked: Asked, sql: str) -> dict[object, float]:
    """The last column by the others."""
    return {tuple(str(key) if hasattr(key, "isoformat") else key for key in row[:-1]): float(str(row[-1]))
            for row in asked.generation.rows(sql) if row[-1] is not None}


def same(found: dict[object, float], expected: dict[object, float]) -> None:
    assert found.keys() == expected.keys() and len(found) > 0
    assert found == {key: pytest.approx(value, abs=CENT) for key, value in expected.items()}


def test_1_revenue_by_region_and_year(asked: Asked) -> None:
    found = answered(asked, STARTERS["region_year"].question)

    same(figures(found), plain(asked, """
        select a.region, date_trunc('year', l.order_date)::date, sum(l.amount)
        from core.order_line l left join mart.account a using (account_id) group by all"""))


def test_2_the_ten_accounts_that_bring_most_this_year_and_what_they_changed(asked: Asked) -> None:
    found = answered(asked, STARTERS["top_accounts"].question)
    sql = """select account_id, {} from mart.account order by contribution_12m desc nulls last, account_id limit 10"""

    same(figures(found), plain(asked, sql.format("contribution_12m")))
    same(figures(found, 1), plain(asked, sql.format(
        "coalesce(contribution_12m, 0) - coalesce(contribution_prev_12m, 0)")))


def test_3_the_category_that_lost_most_margin(asked: Asked) -> None:
    found = answered(asked, STARTERS["margin_lost"].question)

    expected = plain(asked, f"""
        select category, coalesce(sum(amount - cost) filter (where order_date {LAST_YEAR}), 0)
            - coalesce(sum(amount - cost) filter (where order_date {YEAR_BEFORE}), 0)
        from core.order_line where order_date >= date '2024-10-01' group by category""")
    same(figures(found), expected)
    assert (found.by_row["r0"].iloc[0],) == min(expected, key=lambda key: expected[key])


def test_4_median_days_late_by_industry(asked: Asked) -> None:
    found = answered(asked, STARTERS["days_late"].question)

    same(figures(found), plain(asked, """
        select a.industry, median(coalesce(i.paid_date, date '2026-09-30') - i.due_date)
        from core.receivable i left join mart.account a using (account_id)
        where i.invoice_date <= date '2026-09-30' and i.amount > 0
            and (i.paid_date is not null or i.due_date < date '2026-09-30')
        group by all"""))


def test_5_how_many_accounts_bought_each_category_each_quarter(asked: Asked) -> None:
    found = answered(asked, STARTERS["buyers"].question)

    same(figures(found), plain(asked, """
        select category, date_trunc('quarter', month)::date, count(distinct account_id)
        from (select account_id, category, date_trunc('month', order_date) as month, order_date
              from core.order_line group by all having sum(amount) > 0)
        group by all"""))


def test_6_the_share_of_quotes_won_by_account_manager(asked: Asked) -> None:
    found = answered(asked, STARTERS["quotes_won"].question)

    same(figures(found), plain(asked, f"""
        select a.owner, count(*) filter (where outcome = 'won') / count(*) filter (where outcome in ('won', 'lost'))
        from core.quote q left join mart.account a using (account_id) where q.quote_date {LAST_YEAR} group by all"""))


def test_7_overdue_money_by_account_manager_and_its_share(asked: Asked) -> None:
    found = answered(asked, STARTERS["overdue"].question)

    expected = plain(asked, """
        select a.owner, coalesce(sum(i.amount) filter (where i.paid_date is null and i.due_date < date '2026-09-30'), 0)
        from core.receivable i left join mart.account a using (account_id) group by all""")
    same(figures(found), expected)
    assert sum(figures(found, 1).values()) == pytest.approx(1.0)


def test_8_revenue_of_a_month_against_the_same_month_a_year_before(asked: Asked) -> None:
    found = answered(asked, STARTERS["months"].question)

    same(figures(found, 1), plain(asked, """
        with month as (select date_trunc('month', order_date)::date as month, sum(amount) as revenue
                       from core.order_line group by all)
        select now.month, now.revenue / before.revenue - 1
        from month now join month before on before.month = now.month - interval 1 year"""))


def test_9_the_discount_of_a_category_by_value_tier(asked: Asked) -> None:
    found = answered(asked, STARTERS["discounts"].question)

    same(figures(found), plain(asked, f"""
        select l.category, s.layer, sum(l.list_value - l.amount) / sum(l.list_value)
        from core.order_line l left join mart.segment s on s.account_id = l.account_id and s.scheme = 'value_tier'
        where l.order_date {LAST_YEAR} and l.list_value <> 0 group by all"""))


def test_10_which_accounts_of_a_region_still_buy_a_category_made_to_order(asked: Asked) -> None:
    region = str(asked.generation.rows("select min(region) from mart.account")[0][0])
    question = Question("lines", (Axis("account_id"),), None, (Measure("revenue"), Measure("orders")),
                        (Filter(Axis("region"), "is", (region,)), Filter(Axis("custom"), "is", ("true",))), "12m", 5)

    found = answered(asked, question)

    sql = f"""select l.account_id, {{}} from core.order_line l join mart.account a using (account_id)
        where a.region = '{region}' and l.custom and l.order_date {LAST_YEAR}
        group by all order by sum(l.amount) desc, account_id limit 5"""
    same(figures(found), plain(asked, sql.format("sum(l.amount)")))
    same(figures(found, 1), plain(asked, sql.format("count(distinct coalesce(l.order_id, l.order_date::varchar))")))
