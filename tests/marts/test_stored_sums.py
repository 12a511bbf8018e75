"""What questions about everybody are answered from says what the lines, the months and the accounts say."""

from __future__ import annotations

import pytest

from kadash.store import Generation, Home

SUMS = ("amount_with_cost", "amount_with_list", "quantity", "list_value", "cost", "freight", "commission", "rebate")
OF_LINES = """count(*), sum(line.amount), sum(line.amount) filter (where line.cost is not null),
    sum(line.amount) filter (where line.list_value is not null), sum(line.quantity), sum(line.list_value),
    sum(line.cost), sum(line.freight), sum(line.commission), sum(line.rebate)"""
ATTRIBUTES = "region, industry, owner, declared_class"


@pytest.fixture(scope="module")
def company(sample_home: Home) -> Generation:
    generation = sample_home.generation()
    assert generation is not None
    return generation


def same(company: Generation, short: str, long: str) -> int:
    """How many rows two queries both give; no row is of one alone."""
    for one, other in ((short, long), (long, short)):
        assert company.one(f"select count(*) from (({one}) except all ({other}))") == (0,)
    rows = company.one(f"select count(*) from ({short})")
    assert rows is not None
    return int(str(rows[0]))


def test_sums_by_product_are_those_of_its_lines(company: Generation) -> None:
    rows = same(company, f"select product_id, category, custom, month, lines, amount, {', '.join(SUMS)} "
                         "from mart.product_sums",
                f"select product_id, category, custom, cast(date_trunc('month', day) as date), {OF_LINES} "
                "from mart.counted_line as line group by all")

    assert rows > 1000


def test_sums_by_what_is_said_of_accounts_are_those_of_their_lines(company: Generation) -> None:
    rows = same(company, f"select {ATTRIBUTES}, category, month, lines, amount, {', '.join(SUMS)} "
                         "from mart.attribute_sums",
                f"select {ATTRIBUTES}, line.category, cast(date_trunc('month', day) as date), {OF_LINES} "
                "from mart.counted_line as line join mart.account using (account_id) group by all")

    assert rows > 1000


def test_sums_by_layer_are_those_of_the_lines_of_its_accounts(company: Generation) -> None:
    rows = same(company, "select scheme, layer, category, month, lines, amount, amount_with_list, list_value, cost "
                         "from mart.layer_sums",
                "select scheme, layer, line.category, cast(date_trunc('month', day) as date), count(*), sum(amount), "
                "sum(amount) filter (where list_value is not null), sum(list_value), sum(cost) "
                "from mart.counted_line as line join mart.segment using (account_id) group by all")

    assert rows > 1000


def test_months_together_are_the_months_of_the_accounts(company: Generation) -> None:
    columns = ("orders", "lines", "quantity", "revenue", "list_value", "discount", "cost", "margin", "freight",
               "commission", "rebate", "service_cost", "financing", "contribution", "purchases")

    rows = same(company, f"select {ATTRIBUTES}, month, account_months, {', '.join(columns)}, revenue_with_margin, "
                         "revenue_with_contribution from mart.month_sums",
                f"select {ATTRIBUTES}, month, count(*), {', '.join(f'sum(of.{one})' for one in columns)}, "
                "sum(of.revenue) filter (where of.margin is not null), "
                "sum(of.revenue) filter (where of.contribution is not null) "
                "from mart.account_month as of join mart.account using (account_id) group by all")

    assert rows > 100


def test_a_bit_stands_for_every_account_with_lines_and_for_every_buyer_of_a_category_and_month(
        company: Generation) -> None:
    told = """
        select all_categories, category, month, account_id, buyers >> cast(place & 63 as ubigint) & 1 = 1 as bought
        from mart.buyer_bits join mart.account_place on place >> 6 = of_64
        where with_lines >> cast(place & 63 as ubigint) & 1 = 1 and {}"""

    of_categories = same(company, told.format("not all_categories"),
                         "select false, category, month, account_id, days > 0 from mart.account_category_month")
    of_all = same(company, told.format("all_categories"),
                  "select true, cast(null as varchar), month, account_id, purchases > 0 from mart.account_month "
                  "where lines > 0")

    assert of_categories > of_all > 1000


def test_orders_of_the_sample_stand_together_and_within_a_month(company: Generation) -> None:
    several = company.one("""select count(*) from (select 1 from mart.counted_line group by account_id, order_id
                             having min(date_trunc('month', day)) < max(date_trunc('month', day)))""")

    assert company.rows("select in_turn, in_month from mart.order_turns") == [(True, several == (0,))]
