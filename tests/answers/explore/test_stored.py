"""A question that stored sums answer has the rows of its lines: every axis, figure, period, filter and viewer."""

from __future__ import annotations

import datetime as dt
from collections import UserList
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.explore.answer import Explored, explore
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import GRAINS, SHOWN, Axis, Filter, Grain, Measure, Question
from kadash.answers.explore.settle import settled
from kadash.answers.explore.source import Field
from kadash.answers.explore.starters import STARTERS
from kadash.answers.explore.stored import stored
from kadash.answers.explore.stored.sums import Sums, sums_for
from kadash.answers.explore.values import values_of
from kadash.language import FiscalYear
from kadash.policy import default_policy
from kadash.store import Generation
from kadash.store.masked import Mask, masked
from tests.answers.explore.odd_company import odd_accounts, odd_lines
from tests.reviews.builders import published

ENTRIES = {one.name: one for source in ("lines", "categories", "products", "months") for one in sums_for(source)}
CAREFUL = settings(max_examples=15, deadline=None, derandomize=True,
                   suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much,
                                          HealthCheck.too_slow])
WHEN = ("", "12m", "before_12m", "year", "2025-02-01..2025-08-31", "2025-02-10..2025-08-20", "2024-01-01..2026-12-31")
REGION, REVENUE, ORDERS = Axis("region"), Measure("revenue"), Measure("orders")


class Viewers(UserList[Ground]):
    """Who sees all, who sees an owner's accounts, who sees a region's beside them, who sees none; who sees all under
    other names."""

    def __repr__(self) -> str:
        return "viewers"


@pytest.fixture(scope="module")
def viewers(asked: Asked) -> Viewers:
    return who_sees(asked.generation)


@pytest.fixture(scope="module", params=["costs half known", "costs stood in for"])
def odd_viewers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Viewers:
    """A company whose lines lack costs, lists, quantities, categories, products and order numbers, in the middle of a
    month: with orders of two months, or with a margin that stands in for what no cost is known of."""
    half_known = request.param == "costs half known"
    policy = default_policy()
    policy = policy.model_copy(update={
        "money": policy.money.model_copy(update={"stand_in_margin_rate": None if half_known else 0.25})})
    home = published(tmp_path_factory.mktemp("odd"), as_of=dt.date(2026, 9, 17), policy=policy,
                     account=odd_accounts(), order_line=odd_lines(of_several_days=half_known))
    generation = home.generation()
    assert generation is not None
    return who_sees(generation)


def who_sees(generation: Generation) -> Viewers:
    owner, region = map(str, generation.rows("select min(owner), max(region) from mart.account")[0])
    scopes = (Scope.everything(), Scope.of_owners(owner), Scope.of(owners=[owner], regions=[region]),
              Scope.of_owners("nobody"))
    found = Viewers(Ground.of(Asked(generation, scope)) for scope in scopes)
    found.append(Ground.of(Asked(masked(generation.path, Mask("a secret", "Account")), Scope.everything())))
    return found


@pytest.fixture(scope="module")
def values(viewers: Viewers) -> dict[str, list[str | None]]:
    return values_of_filters(viewers)


@pytest.fixture(scope="module")
def odd_values(odd_viewers: Viewers) -> dict[str, list[str | None]]:
    return values_of_filters(odd_viewers)


def values_of_filters(viewers: Viewers) -> dict[str, list[str | None]]:
    """What filters may name: some values of each of these fields, and what is not known."""
    asked_of = {name: ("mart.account", name) for name in ("region", "industry", "owner", "declared_class")}
    asked_of |= {name: ("mart.counted_line", name) for name in ("category", "product_id")}
    asked_of["product"] = ("mart.counted_line", "product_id")
    asked_of["layer_value_tier"] = ("mart.segment", "case when scheme = 'value_tier' then layer end")
    found = {name: viewers[0].generation.rows(f"select distinct {column} from {table} order by all limit 4")
             for name, (table, column) in asked_of.items()}
    return {name: list(dict.fromkeys([None, *(None if row[0] is None else str(row[0]) for row in rows)]))
            for name, rows in found.items()}


def both_ways(ground: Ground, question: Question) -> None:
    """The same cells in the same order, from sums and the long way."""
    short, long = (_cells(explore(replace(ground, from_sums=way), question)) for way in (True, False))
    pd.testing.assert_frame_equal(short, long, check_dtype=False, rtol=1e-12, atol=1e-9)


def _cells(found: Explored) -> pd.DataFrame:
    keys = [*found.row_keys, *(["c0"] if found.question.column else [])]
    return found.cells.astype(dict.fromkeys(keys, str)).reset_index(drop=True)


def _axes(fields: list[Field]) -> st.SearchStrategy[Axis]:
    plain: tuple[Grain, ...] = ("",)
    return st.sampled_from([Axis(one.name, grain) for one in fields if not one.is_numeric
                            for grain in (GRAINS if one.kind == "date" else plain)])


@st.composite
def questions(draw: st.DrawFn, entry: Sums, ground: Ground, values: dict[str, list[str | None]]) -> Question:
    """A question of what an entry knows, and now and then of what it does not."""
    source = ground.source(entry.answers)
    fields = [one for one in source.fields.values() if entry.knows(one)]
    layers = [draw(st.sampled_from([one for one in fields if one.of == "layer"]))] if entry.of_one_layer else []
    known = _axes([one for one in fields if one.of != "layer" or not layers] + layers * 5)
    axis = known if draw(st.integers(0, 9)) else _axes(list(source.fields.values()))
    rows = draw(st.lists(axis, min_size=1, max_size=2, unique=True))
    column = draw(st.one_of(st.none(), axis))
    figures = [Measure(name) for name in sorted({*entry.alike, *entry.figures})]
    summed = [Measure(name, "sum") for name in sorted(entry.sums)]
    measures = draw(st.lists(st.sampled_from(figures * 2 + summed), min_size=1, max_size=3, unique=True))
    shown = draw(st.sampled_from(SHOWN))
    filters = []
    for name in draw(st.lists(st.sampled_from(sorted(values)), max_size=2, unique=True)):
        if name in source.fields and (entry.knows(source.field(name)) or not draw(st.integers(0, 9))):
            wanted = draw(st.lists(st.sampled_from(values[name]), min_size=1, max_size=3, unique=True))
            filters.append(Filter(Axis(name), draw(st.sampled_from(["is", "not"])), tuple(wanted)))
    question = Question(entry.answers, tuple(rows), column, tuple(replace(one, shown=shown) for one in measures),
                        tuple(filters), draw(st.sampled_from(WHEN)), draw(st.sampled_from([None, 1, 3])),
                        draw(st.sampled_from([0, None])), draw(st.booleans()))
    return settled(question, source)


@pytest.mark.parametrize("name", ENTRIES)
@CAREFUL
@given(data=st.data(), who=st.integers(0, 4), first_month=st.sampled_from([1, 4]))
def test_every_question_that_sums_answer_has_the_rows_of_its_lines(
        viewers: Viewers, values: dict[str, list[str | None]], name: str, data: st.DataObject, who: int,
        first_month: int) -> None:
    a_question_both_ways(viewers, values, ENTRIES[name], data, who, first_month)


@pytest.mark.parametrize("name", ENTRIES)
@CAREFUL
@given(data=st.data(), who=st.integers(0, 4), first_month=st.sampled_from([1, 4]))
def test_it_has_them_too_where_lines_lack_much_and_a_month_is_not_over(
        odd_viewers: Viewers, odd_values: dict[str, list[str | None]], name: str, data: st.DataObject, who: int,
        first_month: int) -> None:
    a_question_both_ways(odd_viewers, odd_values, ENTRIES[name], data, who, first_month)


def a_question_both_ways(viewers: Viewers, values: dict[str, list[str | None]], entry: Sums, data: st.DataObject,
                         who: int, first_month: int) -> None:
    sees = (who // 4) * 4 if entry.seen_by == "nobody" else who  # only the first and the last see all
    ground = viewers[sees].in_year(FiscalYear(first_month))
    question = data.draw(questions(entry, ground, values))
    assume(stored(ground, question) is not None)

    both_ways(ground, question)


@pytest.mark.parametrize(("question", "by"), [
    (Question("lines", (REGION,), Axis("order_date", "year"), (REVENUE,)), "lines_by_attributes"),
    (Question("lines", (Axis("product"),), None, (REVENUE, Measure("margin_rate"))), "lines_by_product"),
    (Question("lines", (Axis("category"),), Axis("layer_value_tier"), (REVENUE,)), "lines_by_layer"),
    (Question("lines", (REGION,), None, (ORDERS, REVENUE), when="12m"), "lines_by_month"),
    (Question("lines", (REGION,), None, (Measure("accounts"), REVENUE)), "lines_with_accounts"),
    (Question("lines", (Axis("category"),), None, (Measure("accounts"),)), "lines_of_categories_with_accounts"),
    (Question("lines", (Axis("layer_value_tier"),), None, (Measure("accounts"),)), "accounts_of_lines"),
    (Question("lines", (Axis("account_id"),), None, (REVENUE,), top=10), "lines_by_account"),
    (STARTERS["margin_lost"].question, "categories_by_attributes"),
    (STARTERS["discounts"].question, "categories_by_layer"),
    (STARTERS["buyers"].question, "categories_with_buyers"),
    (Question("categories", (Axis("layer_value_tier"), REGION), None, (Measure("buyers"),)), "buyers_of_categories"),
    (Question("products", (Axis("product_id"),), None, (REVENUE,), top=20), "products_by_month"),
    (STARTERS["region_year"].question, "months_by_attributes"),
    (Question("months", (Axis("layer_value_tier"),), None, (Measure("contribution"),)), "months_by_layer"),
    (Question("months", (Axis("month", "month"),), None, (Measure("buyers"),)), "months_with_buyers"),
    (Question("months", (Axis("layer_value_tier"),), None, (Measure("buyers"),)), "layers_with_buyers"),
])
def test_the_sums_that_answer_a_question_give_its_rows(viewers: Viewers, question: Question, by: str) -> None:
    found = stored(viewers[0], question)

    assert found is not None
    assert found.name == by
    both_ways(viewers[0], question)


@pytest.mark.parametrize("question", [
    Question("lines", (REGION,), None, (Measure("amount", "median"),)),
    Question("lines", (REGION,), None, (Measure("amount", "average"),)),
    Question("lines", (Axis("order_date", "day"),), None, (REVENUE,)),
    Question("lines", (REGION,), None, (REVENUE,), (Filter(Axis("order_date"), "from", ("2026-01-01",)),)),
    Question("lines", (REGION,), None, (REVENUE,), (Filter(Axis("amount"), "from", ("1000",)),)),
    Question("lines", (REGION,), None, (REVENUE,), when="2026-01-02..2026-03-31"),
    Question("lines", (REGION,), None, (REVENUE,), when="2026-01-01..2026-03-30"),
    Question("lines", (Axis("product"), REGION), None, (REVENUE,)),
    Question("lines", (Axis("category"),), None, (ORDERS,)),
    Question("lines", (Axis("layer_value_tier"), Axis("layer_lifecycle"), Axis("category")), None, (REVENUE,)),
    Question("lines", (REGION,), None, (Measure("order_date", "distinct"),)),
    Question("lines", (REGION,), None, (replace(ORDERS, shown="share"),)),
    Question("categories", (Axis("category"),), None, (Measure("category_contribution"),)),
    Question("categories", (Axis("category"),), None, (Measure("rows"),)),
    Question("products", (Axis("product_id"),), None, (Measure("buyers"),)),
    Question("products", (Axis("custom"),), None, (REVENUE,)),
    Question("invoices", (REGION,), None, (Measure("invoiced"),)),
    Question("lines"),
])
def test_a_question_whose_rows_no_sum_gives_is_asked_the_long_way(viewers: Viewers, question: Question) -> None:
    assert stored(viewers[0], question) is None


@pytest.mark.parametrize("question", [
    Question("lines", (Axis("product"),), None, (REVENUE,)),
    Question("products", (Axis("product_id"),), None, (REVENUE,)),
    Question("lines", (Axis("category"),), Axis("layer_value_tier"), (REVENUE,)), STARTERS["discounts"].question,
    Question("months", (Axis("layer_value_tier"),), None, (Measure("contribution"),)),
])
def test_who_does_not_see_all_is_never_answered_from_sums_that_know_no_account(
        viewers: Viewers, question: Question) -> None:
    found = [stored(ground, question) for ground in viewers]

    for sees_all in (found[0], found[4]):
        assert sees_all is not None
        assert sees_all.seen_by == "nobody"
    assert all(one is None or one.seen_by == "accounts" for one in found[1:4])
    with pytest.raises(ValueError, match="only who sees all"):
        explore(replace(viewers[1], sources={question.source: found[0]}, from_sums=False), question)


def test_accounts_are_counted_by_bits_where_these_come_to_a_row_for_two_lines_at_most(viewers: Viewers) -> None:
    class WithPairs:
        """A file in which bits come to so many rows for each line."""

        def __init__(self, pairs_a_line: float) -> None:
            self.pairs_a_line = pairs_a_line

        def rows(self, sql: str) -> list[tuple[object, ...]]:
            return [(self.pairs_a_line,)] if "pairs_a_line" in sql else viewers[0].generation.rows(sql)

    question = Question("lines", (Axis("owner"),), Axis("category"), (Measure("accounts"),))
    found = [stored(replace(viewers[0], generation=WithPairs(pairs)), question)  # type: ignore[arg-type]
             for pairs in (0.4, 0.5, 0.6)]

    assert [one is not None for one in found] == [True, True, False]


@pytest.mark.parametrize(("source", "field", "of_lines"), [
    ("lines", "category", "category"), ("lines", "product", "product_id"), ("lines", "status", "status"),
    ("categories", "category", "category"), ("products", "product_id", "product_id")])
def test_the_values_of_a_field_are_those_of_the_lines_the_most_frequent_first(
        viewers: Viewers, source: str, field: str, of_lines: str) -> None:
    for ground in viewers[:3]:
        accounts = ground.generation.frame("select account_id, owner, region from mart.account")
        seen = accounts["account_id"][ground.moment.scope.allows(accounts)].tolist()
        expected = ground.generation.rows(f"""select {of_lines} from core.order_line
            where list_contains($seen, account_id) group by 1 order by count(*) desc, 1 limit 200""", seen=seen)

        assert list(values_of(ground, source, Axis(field)).values) == [row[0] for row in expected]


def test_a_sum_answers_only_where_what_it_needs_holds_of_the_file(viewers: Viewers) -> None:
    class Without:
        """A file of which one thing does not hold."""

        def __init__(self, what: str) -> None:
            self.what = what

        def rows(self, sql: str) -> list[tuple[object, ...]]:
            return [(False,)] if self.what in sql else viewers[0].generation.rows(sql)

    def by(what: str, question: Question) -> str | None:
        found = stored(replace(viewers[0], generation=Without(what)), question)  # type: ignore[arg-type]
        return None if found is None else found.name

    by_region = (REGION,)
    assert by("in_month", Question("lines", by_region, None, (ORDERS,))) is None
    assert by("mart.attribute_sums", Question("lines", by_region, None, (REVENUE,))) == "lines_by_month"
    assert by("mart.product_sums", Question("lines", (Axis("product"),), None, (REVENUE,))) is None
    assert by("mart.buyer_bits", Question("lines", (Axis("category"),), None, (Measure("accounts"),))) is None
    margin, revenue = (Question("categories", (Axis("category"),), None, (one,))
                       for one in (Measure("margin"), REVENUE))
    assert by("cost is null", margin) is None
    assert by("cost is null", revenue) == "categories_by_attributes"
