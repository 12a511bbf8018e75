"""The rows behind a cell: each with its account, and the file and the row it came from."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers.explore.ground import Ground
from kadash.answers.explore.names import names_of
from kadash.answers.explore.question import Axis, Question
from kadash.answers.explore.rows import EVERY, PLACE, RowsBehind, lines_of, rows_behind
from kadash.answers.explore.source import Field
from kadash.answers.explore.worded import field_name, filter_text, source_name, value_name, when_text
from kadash.exports.explore import MIME, explored_workbook
from kadash.language import Words
from kadash.ui import links
from kadash.ui.cache import kept
from kadash.ui.explore.answer import facts
from kadash.ui.explore.asking import asked_beside
from kadash.ui.explore.view import View, put
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.tables import HEAD_PX, ROW_PX
from kadash.ui.taken import taken, taken_table, told_in

ROWS_SEEN = 14
_FORMATS = {"money": "%,.2f", "price": "%,.2f", "rate": "%,.1f%%", "count": "%,.0f", "days": "%,.0f",
            "score": "%,.1f", "quantity": "%,.4g", "number": "%,.10g"}


def behind(page: Page, ground: Ground, view: View) -> None:
    """The rows, what leads on from one of them, and the files of them."""
    words, question = page.words, view.question

    def beside(_ground: Ground, _question: Question) -> RowsBehind:
        return asked_beside(words, lambda stop: rows_behind(ground, question, stop=stop))

    found = kept(beside, ground, question)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(words("explore.behind.back"), key="explore_back", on_click=put, args=(view.answer(),))
        _files(page, ground, question, found)
    st.markdown(f"**{plain(_said(words, ground, question, found))}**")
    if found.rows.empty:
        st.info(words("explore.nothing"))
        return
    chosen = _table(words, ground, question, found)
    if not found.are_all:
        of = None if found.found is None else words.number(found.found)
        st.caption(words("explore.behind.first" if of else "explore.behind.first_of_many", None,
                         shown=words.number(len(found.rows)), of=of, most=words.number(EVERY)))
    if chosen is None:
        st.caption(words("explore.behind.row"))
    else:
        _leads_on(words, ground, question, dict(zip(found.rows.columns, found.rows.iloc[chosen], strict=True)))


def _said(words: Words, ground: Ground, question: Question, found: RowsBehind) -> str:
    """How many rows of what, narrowed to what."""
    source = ground.source(question.source)
    name = words("explore.source.file") if ground.asked is None else source_name(words, source)
    named = names_of(ground, {one.axis: one.values for one in question.filters})
    parts = [filter_text(words, source, one, named) for one in question.filters if one.values]
    if question.when:
        parts.append(when_text(words, question.when))
    said = words("explore.behind.said", len(found.rows) if found.found is None else found.found, name=name)
    more = "" if found.found is not None else words("explore.behind.more_than")
    return more + said + "".join(f" · {part}" for part in parts)


def _table(words: Words, ground: Ground, question: Question, found: RowsBehind) -> int | None:
    """The rows; gives the one that is chosen."""
    shown = worded(words, ground, found)
    config: dict[str, Any] = {name: _config(words, one) for one in found.fields if (name := one.name) in shown}
    config |= {name: st.column_config.TextColumn(words(f"explore.place.{name}")) for name in ("file", "sheet")}
    config["row"] = st.column_config.NumberColumn(words("explore.place.row"), format="%d")
    for one in found.fields:
        if one.kind == "rate" and one.name in shown:
            shown[one.name] = shown[one.name] * 100
    event = st.dataframe(
        shown, hide_index=True, key=f"explore_rows_{hash(question)}", on_select="rerun", selection_mode="single-row",
        placeholder="–", height=HEAD_PX + ROW_PX * min(len(shown), ROWS_SEEN), column_config=config,
        alt=words("explore.behind"))
    rows = event.selection.rows
    return int(rows[0]) if rows else None


def worded(words: Words, ground: Ground, found: RowsBehind) -> pd.DataFrame:
    """The rows with codes in words, without columns that are empty throughout or only a key."""
    shown = found.rows.dropna(axis="columns", how="all").copy()
    names = {one.name for one in found.fields}
    if "account_id" in shown and "account_id" not in names:
        shown = shown.drop(columns="account_id")
    for one in found.fields:
        if one.name in shown and one.codes is not None:
            source = next(s for s in ground.sources.values() if s.fields.get(one.name) == one)
            shown[one.name] = [None if pd.isna(value) else value_name(words, source, Axis(one.name), value)
                               for value in shown[one.name]]
    return shown


def _config(words: Words, one: Field) -> Any:
    head = field_name(words, one)
    if one.kind == "date":
        return st.column_config.DateColumn(head, format="YYYY-MM" if one.name == "month" else "YYYY-MM-DD")
    if one.kind == "flag":
        return st.column_config.CheckboxColumn(head)
    if one.is_numeric:
        return st.column_config.NumberColumn(head, format=_FORMATS[one.kind])
    return st.column_config.TextColumn(head)


def _leads_on(words: Words, ground: Ground, question: Question, row: dict[str, Any]) -> None:
    """From a row to its file and row, its account's review, and the order lines behind it."""
    if row.get("file") is not None and not pd.isna(row["file"]):
        sheet = row.get("sheet")
        key = "explore.behind.place" if sheet is None or pd.isna(sheet) else "explore.behind.place_sheet"
        st.markdown(plain(words(key, None, file=row["file"], sheet=sheet, row=int(row["row"]))))
    account = row.get("account_id")
    with st.container(horizontal=True, gap="medium"):
        if isinstance(account, str):
            name = row.get("account_name")
            label = name if isinstance(name, str) else account
            links.to("review", plain(words("explore.behind.account", None, name=label)), account=account)
        lines = lines_of(ground.source(question.source), row)
        if lines is not None:
            st.button(words("explore.behind.lines"), key="explore_lines", on_click=put, args=(View(lines, behind=0),))


def _files(page: Page, ground: Ground, question: Question, found: RowsBehind) -> None:
    """The rows as a workbook and as CSV, up to a number that spreadsheet programs bear."""
    words = page.words

    def table() -> tuple[pd.DataFrame, list[str]]:
        every = found if found.are_all else rows_behind(ground, question, EVERY)
        shown = worded(words, ground, every)
        kinds = {one.name: one.kind for one in every.fields}
        heads = {one.name: field_name(words, one) for one in every.fields}
        heads |= {name: words(f"explore.place.{name}") for name in PLACE if name in shown and name not in heads}
        return shown.rename(columns=heads), [str(kinds.get(str(name), "text")) for name in shown]

    def workbook() -> bytes:
        shown, kinds = table()
        return explored_workbook(shown, kinds, words("explore.sheet.rows"), facts(words, ground, question),
                                 words("explore.sheet.question"))

    st.download_button(words("explore.xlsx"), data=taken(workbook, "rows.xlsx", told_in(lambda: table()[0])),
                       file_name="rows.xlsx", mime=MIME, type="tertiary", on_click="ignore", key="explore_rows_xlsx")
    st.download_button(words("explore.csv"), data=taken_table(lambda: table()[0], "rows.csv"), file_name="rows.csv",
                       mime="text/csv", type="tertiary", on_click="ignore", key="explore_rows_csv")
