"""A link holds the whole question; views are kept by name; rows behind a cell are those that it counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.explore.answer import explore
from kadash.answers.explore.catalogue import sources
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.link import from_link, to_link
from kadash.answers.explore.names import names_of
from kadash.answers.explore.question import GRAINS, HOWS, OPS, SHOWN, Axis, Filter, Measure, Question
from kadash.answers.explore.rows import lines_of, of_cell, rows_behind
from kadash.answers.explore.saved import put_away, save_view, saved_views
from kadash.answers.explore.sentence import headline
from kadash.answers.explore.settle import settled
from kadash.answers.explore.starters import STARTERS
from kadash.answers.explore.wide import wide
from kadash.answers.explore.worded import field_name, formula_name, source_name
from kadash.errors import KadashError
from kadash.language import words_in
from kadash.policy import default_policy
from kadash.store import Home

AT = dt.datetime(2026, 10, 1, 9, 0, tzinfo=dt.UTC)
names = st.from_regex(r"[a-z_0-9]{1,12}", fullmatch=True)
axes = st.builds(Axis, names, st.sampled_from(["", *GRAINS]))
measures = st.builds(Measure, names, st.sampled_from([None, *HOWS]), st.sampled_from(SHOWN))
values = st.lists(st.none() | st.text(min_size=1), max_size=4).map(tuple)
filters = st.builds(Filter, axes, st.sampled_from(OPS), values)
questions = st.builds(
    Question, names, st.lists(axes, max_size=3).map(tuple), st.none() | axes, st.lists(measures, max_size=6).map(tuple),
    st.lists(filters, max_size=12).map(tuple), st.sampled_from(["", "12m", "year", "2025-01-01..2025-03-31"]),
    st.none() | st.integers(1, 9999), st.none() | st.integers(0, 5), st.booleans())


@settings(max_examples=40, deadline=None)
@given(questions)
def test_a_link_holds_the_whole_question(question: Question) -> None:
    assert from_link(to_link(question)) == question


@pytest.mark.parametrize("link", [
    {"from": ["lines"], "rows": ["..", "", "a.b"], "show": [":", ".share"], "where": ["x", "x:is", "x:is<:1", ":is:1"],
     "top": ["-1"], "by": ["²"]},
    {"from": ["lines"], "rows": ["no_such_field"], "show": ["nothing"], "where": ["order_date:from:yesterday"]},
])
def test_what_cannot_be_read_of_a_link_is_left_out(asked: Asked, link: dict[str, list[str]]) -> None:
    question, ground = from_link(link), Ground.of(asked)

    assert question is not None
    assert settled(question, ground.source("lines")) == Question("lines", measures=(Measure("revenue"),))


def test_every_field_and_figure_has_a_name_in_both_languages() -> None:
    for words in (words_in("en"), words_in("zh")):
        for source in sources(default_policy()).values():
            said = [source_name(words, source), *(formula_name(words, one) for one in source.formulas.values()),
                    *(field_name(words, one) for one in source.fields.values())]
            assert all(said)
            assert words.language == "en" or not [text for text in said if text.isascii()]


def test_ready_made_questions_need_no_mending_and_each_has_a_sentence(asked: Asked) -> None:
    ground = Ground.of(asked)

    for code, starter in STARTERS.items():
        source = ground.source(starter.question.source)
        assert settled(starter.question, source) == starter.question
        found = explore(ground, starter.question)
        assert not found.inner.empty, code
        for language in ("en", "zh"):
            assert len(headline(found, {}, words_in(language))) > 10


def test_the_sentence_says_who_brings_most(asked: Asked) -> None:
    question = Question("months", (Axis("region"),), Axis("month", "year"), (Measure("revenue"),))

    said = headline(explore(Ground.of(asked), question), {}, words_in("en"))

    assert said == "Revenue by region and year: East brings 33% (187.7M)"


def test_the_rows_behind_a_cell_are_those_that_it_counts_and_say_their_file_and_row(asked: Asked) -> None:
    ground = Ground.of(asked)
    found = explore(ground, Question("lines", (Axis("region"),), Axis("order_date", "year"), (Measure("revenue"),)))
    cell = found.inner.iloc[2]
    narrowed = of_cell(found, (cell["r0"],), cell["c0"])

    assert narrowed is not None
    behind = rows_behind(ground, narrowed, most=100_000)
    assert behind.rows["amount"].sum() == pytest.approx(cell["m0"], abs=0.005)
    assert behind.found == len(behind.rows)
    assert behind.rows["file"].eq("order_lines.csv").all() and behind.rows["row"].ge(2).all()
    assert behind.rows["account_id"].notna().all()


def test_the_rows_behind_others_are_all_that_do_not_stand_alone(asked: Asked) -> None:
    ground = Ground.of(asked)
    found = explore(ground, Question("lines", (Axis("category"),), None, (Measure("rows"),), top=2))

    others = of_cell(found, None, ..., others=True)

    assert others is not None
    assert rows_behind(ground, others).found == found.by_row[found.by_row["is_row_others"]]["m0"].sum()


def test_a_month_of_an_account_leads_to_its_order_lines(asked: Asked) -> None:
    ground = Ground.of(asked)
    row = rows_behind(ground, Question("months", filters=(Filter(Axis("revenue"), "from", ("1",)),)), most=1).rows

    lines = lines_of(ground.source("months"), dict(zip(row.columns, row.iloc[0], strict=True)))

    assert lines is not None
    assert explore(ground, Question("lines", (), None, (Measure("revenue"),), lines.filters)).total(0) == pytest.approx(
        row["revenue"].iloc[0], abs=0.005)


def test_accounts_of_one_name_stay_two_rows_and_names_stand_for_numbers(asked: Asked) -> None:
    found = explore(Ground.of(asked), STARTERS["top_accounts"].question)
    named = names_of(Ground.of(asked), {Axis("account_id"): found.by_row["r0"].dropna()})

    table = wide(found, dict.fromkeys(named, "Same & Sons"), words_in("en"))

    assert table.table["h0"].tolist() == ["Same & Sons"] * 10 + [f"Others ({found.rows_found - 10})", "Total"]


def test_a_view_is_kept_by_name_and_opened_by_who_may(tmp_path: Path) -> None:
    journal = Home(tmp_path).journal()
    everything, li = Scope.everything().key, Scope.of_owners("Li").key
    link = to_link(STARTERS["overdue"].question)

    save_view(journal, everything, "  Monday:   overdue ", link, who="Ann", at=AT)
    save_view(journal, li, "Mine", link, who="Li", at=AT)

    assert [view.name for view in saved_views(journal, everything)] == ["Mine", "Monday: overdue"]
    assert [view.name for view in saved_views(journal, li)] == ["Mine"]
    assert from_link(dict(saved_views(journal, li)[0].link)) == STARTERS["overdue"].question
    put_away(journal, saved_views(journal, li)[0], who="Li", at=AT)
    assert saved_views(journal, li) == []
    with pytest.raises(KadashError, match="explore_name"):
        save_view(journal, li, "  ", link, who="Li", at=AT)


def test_keys_of_days_are_days(asked: Asked) -> None:
    found = explore(Ground.of(asked), Question("lines", (Axis("order_date", "quarter"),), None, (Measure("revenue"),)))

    assert found.by_row["r0"].max() == pd.Timestamp(2026, 7, 1)


def test_a_small_share_is_told_with_a_digit_after_the_point(asked: Asked) -> None:
    question = Question("lines", (Axis("order_id"),), None, (Measure("revenue"),), top=3)

    said = headline(explore(Ground.of(asked), question), {}, words_in("en"))

    assert "brings 0.7% (4.04M)" in said
