"""What is cheaper to count gives the same answer: different ones by bits, sources by lines that add up to them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from kadash.answers import Asked
from kadash.answers.explore.answer import explore
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis, Filter, Measure, Question
from kadash.answers.explore.stand_in import scanned

REVENUE, BUYERS, MARGIN = Measure("revenue"), Measure("buyers"), Measure("margin")
ORDERS, ACCOUNTS = Measure("orders"), Measure("accounts")
BY_CATEGORY = ((Axis("category"),), Axis("month", "quarter"))
BY_PRODUCT = ((Axis("product_id"),), Axis("month", "year"))


@pytest.fixture(scope="module")
def ground(asked: Asked) -> Ground:
    return replace(Ground.of(asked), from_sums=False)


def without_stand_ins(ground: Ground) -> Ground:
    return replace(ground, from_sums=False,
                   sources={name: replace(one, stand_ins=()) for name, one in ground.sources.items()})


@pytest.mark.parametrize(("question", "by"), [
    (Question("categories", *BY_CATEGORY, (REVENUE, MARGIN, Measure("discount_rate"))), "category_lines"),
    (Question("categories", (Axis("category"),), None, (MARGIN, Measure("margin", shown="change")), (), "12m", 3),
     "category_lines"),
    (Question("categories", *BY_CATEGORY, (BUYERS, REVENUE)), "category_purchases"),
    (Question("categories", (Axis("region"),), None, (Measure("buyers", shown="growth"), Measure("lines", "sum")),
              (Filter(Axis("category"), "not", (None,)),), "12m"), "category_purchases"),
    (Question("categories", (Axis("layer_value_tier"),), None, (Measure("category", "distinct"),)), "category_lines"),
    (Question("products", *BY_PRODUCT, (REVENUE, MARGIN, Measure("list_value", "sum")), top=7), "product_lines"),
    (Question("products", *BY_PRODUCT, (BUYERS, Measure("quantity"))), "product_purchases"),
    (Question("lines", (Axis("category"),), Axis("order_date", "month"), (ORDERS, ACCOUNTS, REVENUE)), "lines_in_turn"),
    (Question("lines", (Axis("owner"), Axis("category")), None, (ORDERS,), top=5), "lines_in_turn"),
])
def test_what_stands_in_for_a_source_gives_its_answer_to_the_cent(ground: Ground, question: Question, by: str) -> None:
    assert scanned(ground, question).name == by

    found, expected = explore(ground, question), explore(without_stand_ins(ground), question)

    keys = [*found.row_keys, *(["c0"] if question.column else []), "is_row_total", "is_column_total"]
    figures = [f"m{place}" for place in range(len(question.measures))]
    assert len(found.cells) > 4
    pd.testing.assert_frame_equal(found.cells[keys], expected.cells[keys])
    pd.testing.assert_frame_equal(found.cells[figures], expected.cells[figures], check_dtype=False, rtol=0, atol=0.005)
    assert found.source.name == question.source


@pytest.mark.parametrize("question", [
    Question("categories", (Axis("category"),), None, (Measure("category_contribution"),)),
    Question("categories", (Axis("category"),), None, (Measure("rows"),)),
    Question("categories", (Axis("category"),), None, (Measure("revenue", "median"),)),
    Question("categories", (Axis("category"),), None, (REVENUE,), (Filter(Axis("revenue"), "from", ("1000",)),)),
    Question("products", (Axis("custom"),), None, (REVENUE,)),
    Question("products", (Axis("product_id"),), None, (Measure("price"),)),
    Question("lines", (Axis("category"),), None, (ORDERS,), when="12m"),
    Question("lines", (Axis("account_id"),), None, (ORDERS,)),
    Question("lines", (Axis("category"),), None, (ACCOUNTS,)),
])
def test_a_question_that_rests_on_the_sources_own_rows_is_asked_of_them(ground: Ground, question: Question) -> None:
    assert scanned(ground, question).name == question.source


def test_margins_of_lines_stand_in_only_where_every_line_has_a_cost(ground: Ground, asked: Asked) -> None:
    class WithoutOneCost:
        def rows(self, sql: str) -> list[tuple[object, ...]]:
            return asked.generation.rows(sql.replace("cost is null", "cost is not null"))

    one_missing = replace(ground, generation=WithoutOneCost())  # type: ignore[arg-type]

    assert scanned(one_missing, Question("categories", (Axis("category"),), None, (REVENUE,))).name == "category_lines"
    assert scanned(one_missing, Question("categories", (Axis("category"),), None, (MARGIN,))).name == "categories"


def test_different_ones_count_once_in_every_cell_in_others_and_in_every_total(ground: Ground, asked: Asked) -> None:
    question = Question("lines", (Axis("category"),), Axis("order_date", "year"),
                        (ACCOUNTS, Measure("product_id", "distinct"), ORDERS), top=2)
    lines = pd.DataFrame(asked.generation.rows("""select account_id, product_id, account_id || ' ' || order_id,
        category, year(order_date) from core.order_line"""),
                         columns=["account", "product", "order", "category", "year"])

    found = explore(ground, question)

    biggest = lines.groupby("category")["account"].nunique().sort_values(ascending=False).index[:2].tolist()
    lines = lines.assign(category=lines["category"].where(lines["category"].isin(biggest), "others"))
    cells = found.cells.assign(
        category=found.cells["r0"].where(~found.cells["is_row_others"], "others").where(
            ~found.cells["is_row_total"], "all"),
        year=found.cells["c0"].dt.year.astype("Int64").astype(str).where(~found.cells["is_column_total"], "all"))
    got = cells.set_index(["category", "year"])[["m0", "m1", "m2"]]
    for category in (*biggest, "others", "all"):
        for year in (*(str(year) for year in lines["year"].unique()), "all"):
            of = lines[(lines["category"].eq(category) | (category == "all"))
                       & (lines["year"].astype(str).eq(year) | (year == "all"))]
            expected = [of["account"].nunique(), of["product"].nunique(), of["order"].nunique()]
            assert got.loc[(category, year)].tolist() == expected, (category, year)


@pytest.mark.parametrize("source", ["months", "invoices", "events", "quotes", "contracts", "answers", "flags"])
def test_every_account_that_a_source_has_is_counted(ground: Ground, asked: Asked, source: str) -> None:
    question = Question(source, measures=(Measure("account_id", "distinct"),))

    sql = f"select count(distinct account_id) from ({ground.sources[source].sql})"
    as_of = {"as_of": asked.as_of} if "$as_of" in sql else {}
    assert explore(ground, question).total(0) == float(str(asked.generation.rows(sql, **as_of)[0][0]))
