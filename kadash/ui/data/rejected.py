"""Rows that could not be used: which they are, and the workbook in which they are mended."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.loaded import Loaded
from kadash.exports.rejected_job import MODULE, current_name, made_workbook
from kadash.exports.rejected_rows import MOST_ROWS_OF_A_SHEET, rejected_workbook
from kadash.language import Words
from kadash.loads.load import building
from kadash.loads.rejected import MOST_ROWS, waiting_rows
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data import running
from kadash.ui.data.details import rejected_frame
from kadash.ui.taken import taken

MADE_AT_ONCE = 20_000
"""Rows up to which the workbook is made while the click waits for it."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejected_panel(words: Words, home: Home, asked: Asked, answer: Loaded) -> None:
    """How many rows wait, what to do about them, and the first of them; nothing where none was ever rejected."""
    rejected = answer.rows("rejected")
    if not rejected:
        return
    if not answer.waiting:
        st.markdown(words("mend.all_mended", rejected))
        return
    st.markdown(words.sentences([words("mend.waiting", answer.waiting), words("mend.what_to_do")]))
    if answer.waiting > MOST_ROWS:
        st.caption(words("mend.first_rows", MOST_ROWS))
    if answer.waiting > MOST_ROWS_OF_A_SHEET:
        st.caption(words("mend.several_sheets", MOST_ROWS_OF_A_SHEET))
    if rejected > answer.waiting:
        st.caption(words("mend.some_mended", rejected - answer.waiting))
    if answer.waiting > MADE_AT_ONCE:
        _made_beside(words, home, answer.waiting)
    else:
        _download(words, lambda: _workbook(words, home, asked))
    st.dataframe(_reasons(words, answer), hide_index=True, key="rejected_reasons", alt=words("mend.reasons"),
                 column_config={words("data.column.rows"): st.column_config.NumberColumn(format="localized")})
    with st.expander(words("mend.rows", len(answer.rejected))):
        st.dataframe(rejected_frame(words, answer.rejected), hide_index=True, key="rejected_rows")


def _reasons(words: Words, answer: Loaded) -> pd.DataFrame:
    """Why rows wait, column by column, with how many they are and an example."""
    found = answer.reasons
    columns = ["file", *(["sheet"] if found["sheet"].notna().any() else []), "column", "reason", "rows", "example"]
    shown = found.assign(reason=[words(f"finding.{code}", 1) for code in found["code"]],
                         column=found["column"].fillna(""), example=found["example"].fillna(""))[columns]
    heads = {name: words(f"data.column.{name}") for name in columns if name != "example"}
    return shown.rename(columns={**heads, "example": words("mend.example")})


def _download(words: Words, content: Callable[[], bytes]) -> None:
    st.download_button(words("mend.download"), data=taken(content, "rejected.xlsx"), mime=_XLSX,
                       key="download_rejected", on_click="ignore", file_name=f"{words('mend.file_name')}.xlsx")


def _made_beside(words: Words, home: Home, waiting: int) -> None:
    """The workbook of many rows: made by a job with a progress bar, then there to be downloaded."""
    done = running.ended(home, "rejected")
    if done is not None:
        generation, workbook = made_workbook(home, done)
        if generation == current_name(home) and workbook.is_file():
            _download(words, workbook.read_bytes)
            return
    st.caption(words("mend.takes_a_while"))
    if st.button(words("mend.make"), key="make_rejected", disabled=_busy(home)):
        running.begin(home, "rejected", MODULE, language=words.language, rows=min(waiting, MOST_ROWS))
        st.rerun()


def _busy(home: Home) -> bool:
    state = running.current(home)
    return state is not None and state.outcome == "running"


def _workbook(words: Words, home: Home, asked: Asked) -> bytes:
    with building(home) as (_, scratch):
        path = scratch / "rejected.xlsx"
        rejected_workbook(words, waiting_rows(home, asked.generation, session.today()), path)
        return path.read_bytes()
