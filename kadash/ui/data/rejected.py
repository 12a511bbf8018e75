"""Rows that could not be used: which they are, and the workbook in which they are mended."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.loaded import Loaded
from kadash.exports.rejected_rows import rejected_workbook
from kadash.language import Words
from kadash.loads.load import building
from kadash.loads.rejected import MOST_ROWS, waiting_rows
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data.details import rejected_frame

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejected_panel(words: Words, home: Home, asked: Asked, answer: Loaded) -> None:
    """How many rows wait, what to do about them, and the first of them; nothing where none was ever rejected."""
    rejected = answer.rows("rejected")
    if not rejected:
        return
    if not answer.waiting:
        st.markdown(words("mend.all_mended", rejected))
        return
    st.markdown(" ".join([words("mend.waiting", answer.waiting), words("mend.what_to_do")]))
    if answer.waiting > MOST_ROWS:
        st.caption(words("mend.first_rows", MOST_ROWS))
    if rejected > answer.waiting:
        st.caption(words("mend.some_mended", rejected - answer.waiting))
    st.download_button(words("mend.download"), data=lambda: _workbook(words, home, asked), mime=_XLSX,
                       file_name=f"{words('mend.file_name')}.xlsx", key="download_rejected", on_click="ignore")
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


def _workbook(words: Words, home: Home, asked: Asked) -> bytes:
    with building(home) as (_, scratch):
        path = scratch / "rejected.xlsx"
        rejected_workbook(words, waiting_rows(home, asked.generation, session.today()), path)
        return path.read_bytes()
