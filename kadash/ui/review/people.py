"""In step 3: the people on both sides as a light map with its gaps, entered by the rep, and the four steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.review import ReviewHead, entered
from kadash.charts.people import people_map
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.reviews.people import FUNCTIONS, ROLES, SIDES, STANCES, PeopleMap, kept_people, people_to_body
from kadash.reviews.people_said import gap_text, people_sentence
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.plain import plain
from kadash.ui.review.kept_entry import kept_entry

COLUMNS = ("side", "name", "function", "director", "role", "stance", "last_contact", "knows")
OPTIONS = {"side": SIDES, "function": FUNCTIONS, "role": ROLES, "stance": STANCES}


def people(page: Page, asked: Asked, account: ReviewHead) -> None:
    """What is missing first, the map, then the grid behind it."""
    words = page.words
    found = entered(page.home.journal(), account.account_id).people
    gaps = found.gaps(session.today())
    st.markdown(f"**{people_sentence(found, gaps, words)}**")
    if gaps:
        st.markdown("\n".join(f"- {gap_text(gap, words, plain)}" for gap in gaps))
    if found.people:
        picture(drawn(people_map, found, words, theme(page.dark)), "review_people", words("review.people.alt"))
    if session.may(Right.EDIT_ENTRIES):
        _grid(page, account, found)


def _grid(page: Page, account: ReviewHead, found: PeopleMap) -> None:
    words, kept = page.words, kept_entry(page, "people", account.account_id)
    rows = pd.DataFrame([vars(one) for one in found.people], columns=list(COLUMNS))
    st.caption(words("review.people.about"))
    with st.form(f"people_{kept.name}", border=False):
        edited = st.data_editor(
            rows.assign(last_contact=pd.to_datetime(rows["last_contact"]), director=rows["director"].eq(True)),
            num_rows="dynamic", hide_index=True, key=f"grid_{kept.name}", column_config=_config(words), placeholder="–",
            alt=words("review.people.title"))
        if st.form_submit_button(words("review.people.save"), type="primary"):
            given = kept_people([{str(k): v for k, v in row.items()} for row in edited.to_dict("records")])
            if kept.save(people_to_body(given)):
                st.rerun()
    kept.line()


def _names(column: str, words: Words) -> Callable[[Any], str]:
    return lambda one: words(f"review.people.{column}.{one}") if one else ""


def _config(words: Words) -> dict[str, Any]:
    heads = {name: words(f"review.people.{name}") for name in COLUMNS}
    config: dict[str, Any] = {
        name: st.column_config.SelectboxColumn(heads[name], options=list(options), format_func=_names(name, words))
        for name, options in OPTIONS.items()}
    return config | {
        "name": st.column_config.TextColumn(heads["name"], required=True, max_chars=60),
        "director": st.column_config.CheckboxColumn(heads["director"]),
        "last_contact": st.column_config.DateColumn(heads["last_contact"]),
        "knows": st.column_config.TextColumn(heads["knows"], max_chars=60)}
