"""The answer on the page: its sentence, its picture or table, and the files of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from kadash.answers.explore.answer import Explored, explore
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.names import names_of
from kadash.answers.explore.question import Question
from kadash.answers.explore.rows import of_cell
from kadash.answers.explore.sentence import headline
from kadash.answers.explore.wide import Line, Wide, wide
from kadash.answers.explore.worded import axis_name, filter_text, title, unit_of, when_text
from kadash.exports.explore import MIME, explored_workbook
from kadash.language import Words
from kadash.store.stoppable import Stop
from kadash.ui.cache import kept
from kadash.ui.explore import pictures
from kadash.ui.explore.asking import asked_beside
from kadash.ui.explore.view import PICTURES, View, put
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.tables import HEAD_PX, ROW_PX, money_scale, text_column_px
from kadash.ui.taken import taken, taken_table, told_in

ROWS_SEEN, _MOST_NAME_PX = 16, 240
_LARGE = {"en": (1e6, "%,.1fM"), "zh": (1e8, "%,.2f亿")}
"""What sums are read in where none is below half of it."""
_SHORTENED, _SMALL = 20_000.0, 1_000.0
"""From which typical sum on money is shortened, and below which it is told with its cents."""
_FORMATS = {"rate": "%,.1f%%", "count": "%,.0f", "days": "%,.1f", "score": "%,.1f", "price": "%,.2f",
            "quantity": "%,.0f", "number": "%,.2f"}


@dataclass(frozen=True)
class Asked:
    """An answer, and what accounts and products in it are called."""

    explored: Explored
    names: Mapping[str, str]


def answered(page: Page, ground: Ground, question: Question) -> Asked:
    """The answer, kept per file and viewer; a click on the page stops one that takes long."""

    def ask(stop: Stop) -> Asked:
        explored = explore(ground, question, stop)
        axes = [*zip(question.rows, explored.row_keys, strict=True),
                *([(question.column, "c0")] if question.column is not None else [])]
        keys = {axis: explored.cells[key].dropna().unique().tolist() for axis, key in axes}
        return Asked(explored, names_of(ground, keys))

    def beside(_ground: Ground, _question: Question) -> Asked:
        return asked_beside(page.words, ask)

    return kept(beside, ground, question)


def answer(page: Page, ground: Ground, view: View) -> None:
    """The sentence, what narrows it, the choice of a picture, the answer, and its files."""
    words = page.words
    asked = answered(page, ground, view.question)
    explored = asked.explored
    st.markdown(f"**{plain(headline(explored, asked.names, words))}**")
    _narrowed(words, ground, view.question)
    if explored.inner.empty or not any(explored.inner[f"m{place}"].notna().any()
                                       for place in range(len(view.question.measures))):
        st.info(words("explore.nothing" if explored.inner.empty else "explore.no_figure"))
        return
    table = wide(explored, asked.names, words)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _picture_choice(words, view)
        _files(page, ground, view, asked, table)
    if view.picture == "table":
        _table(words, view, explored, table)
    else:
        pictures.drawn(page, view, asked.explored, table, lambda line, head: _open(view, explored, table, line, head))
    st.button(words("explore.behind.all"), type="tertiary", key="explore_behind_all", on_click=put,
              args=(replace(view, behind=0),))


def _narrowed(words: Words, ground: Ground, question: Question) -> None:
    """What is counted: filters and period, in a quiet line."""
    source = ground.source(question.source)
    named = names_of(ground, {one.axis: one.values for one in question.filters})
    parts = [filter_text(words, source, one, named) for one in question.filters if one.values]
    if parts:
        st.caption(plain(" · ".join(parts)))


def _picture_choice(words: Words, view: View) -> None:
    def changed() -> None:
        put(replace(view, picture=st.session_state["explore_as"] or "table"))

    st.session_state["explore_as"] = view.picture
    st.segmented_control(words("explore.as"), PICTURES, key="explore_as", required=True, on_change=changed, wrap=True,
                         label_visibility="collapsed", format_func=lambda one: words(f"explore.as.{one}"))


def _table(words: Words, view: View, explored: Explored, table: Wide) -> None:
    """The table; a click on a cell opens the rows behind it."""
    shown, config, scales = table.table.copy(), {}, _scales(words, table)
    for at, name in enumerate(table.axes):
        texts = [name, *shown[f"h{at}"].dropna().astype("str").head(ROWS_SEEN)]
        config[f"h{at}"] = st.column_config.TextColumn(name, pinned=at == 0, width=text_column_px(texts, _MOST_NAME_PX))
    for number, head in enumerate(table.heads):
        measure = view.question.measures[head.place]
        unit, column = unit_of(explored.source.formula(measure), measure), f"v{number}"
        written = _FORMATS.get(unit, "%,.2f")
        if unit == "money":
            scale, written = scales[head.place]
            shown[column] = shown[column] / scale
        if unit == "rate":
            shown[column] = shown[column] * 100
        config[column] = st.column_config.NumberColumn(head.label, format=written, help=_about(words, measure.shown))
    key = f"explore_table_{hash((view.question, words.language))}"

    def clicked() -> None:
        cells = st.session_state[key].selection.cells
        if cells:
            row, column = cells[0]
            head = int(str(column)[1:]) if str(column).startswith("v") else None
            _open(view, explored, table, int(row), head)

    st.dataframe(shown, hide_index=True, key=key, on_select=clicked, selection_mode="single-cell", placeholder="–",
                 height="content" if len(shown) <= ROWS_SEEN else HEAD_PX + ROW_PX * ROWS_SEEN, column_config=config,
                 alt=title(words, explored.source, view.question))
    st.caption(words("explore.behind.click"))


def _scales(words: Words, table: Wide) -> dict[int, tuple[float, str]]:
    """The unit that the money of a figure is read in, one for all its columns: the company's, else by their size."""
    found = {}
    for place in {head.place for head in table.heads}:
        columns = [f"v{number}" for number, head in enumerate(table.heads) if head.place == place]
        amounts = pd.Series(table.table[columns].to_numpy().ravel(), dtype="float64").dropna()
        sizes = amounts[amounts != 0].abs()
        size, written = _LARGE[words.language]
        if words.money_unit() is not None or len(sizes) == 0:
            found[place] = money_scale(amounts, words)
        elif sizes.min() >= size / 2:
            found[place] = size, written
        else:
            found[place] = money_scale(amounts, words) if sizes.median() >= _SHORTENED else (1.0, _whole(sizes))
    return found


def _whole(sizes: pd.Series[float]) -> str:
    """How money is written that is not shortened: with cents where it is small."""
    return "%,.2f" if sizes.median() < _SMALL else "%,.0f"


def _open(view: View, explored: Explored, table: Wide, row: int, head: int | None) -> None:
    """Look at the rows behind a cell; of a row where no column is named."""
    line: Line = table.lines[row]
    column = ... if head is None or table.heads[head].is_total or table.heads[head].is_others or \
        view.question.column is None else table.heads[head].column
    found = of_cell(explored, line.keys if line.kind == "row" else None, column, others=line.kind == "others")
    if found is not None:
        put(replace(view, question=found, behind=len(found.filters) - len(view.question.filters)))


def _files(page: Page, ground: Ground, view: View, asked: Asked, table: Wide) -> None:
    """What is seen, as a workbook and as CSV."""
    words, question = page.words, view.question
    kinds = ["text"] * len(table.axes) + [
        unit_of(asked.explored.source.formula(question.measures[head.place]), question.measures[head.place])
        for head in table.heads]
    st.download_button(
        words("explore.xlsx"), type="tertiary", on_click="ignore", key="explore_xlsx", mime=MIME,
        file_name="explore.xlsx", data=taken(lambda: explored_workbook(
            table.labelled(), kinds, words("explore.sheet.answer"), facts(words, ground, question),
            words("explore.sheet.question")), "explore.xlsx", told_in(table.labelled)))
    st.download_button(words("explore.csv"), type="tertiary", on_click="ignore", key="explore_csv", mime="text/csv",
                       file_name="explore.csv", data=taken_table(table.labelled, "explore.csv"))


def facts(words: Words, ground: Ground, question: Question) -> list[tuple[str, str]]:
    """What a file says of the question it answers."""
    source = ground.source(question.source)
    named = names_of(ground, {one.axis: one.values for one in question.filters})
    found = [(words("explore.question"), title(words, source, question)),
             (words("explore.asked_on"), words.date(ground.moment.as_of))]
    if ground.asked is not None:
        found.append((words("explore.currency"), words.currency(ground.asked.currency)))
    if question.when:
        found.append((words("explore.when"), when_text(words, question.when)))
    return [*found, *((axis_name(words, source, one.axis), filter_text(words, source, one, named))
                      for one in question.filters if one.values)]


def _about(words: Words, shown: str) -> str | None:
    return None if shown == "value" else words(f"explore.shown.{shown}.about")

