"""In step 3: the time line of an account on one axis, filters by kind, and its events beside those entered."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import SPANS_OF_TIME, Entered, ReviewHead, entered, time_line
from kadash.charts.theme import theme
from kadash.charts.time_line import time_line_chart
from kadash.language import Words
from kadash.reviews.happenings import Happening, happening_said
from kadash.reviews.lanes import TimeLine
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.plain import plain
from kadash.ui.read_table import table_title
from kadash.ui.review.events_entry import events_entry
from kadash.ui.review.rows import rows

MOST_HAPPENINGS = 14


def timeline(page: Page, asked: Asked, account: ReviewHead) -> None:
    """How far back and which kinds, the lanes, the events beside the grid of those that no export knows, the rows."""
    words, told = page.words, entered(page.home.journal(), account.account_id)
    found = _shown(page, asked, account, told)
    events, entry = st.columns([1.2, 1], gap="medium")
    with events:
        _events(words, found.points)
    with entry:
        events_entry(page, account, told.events)
    rows(page, asked, account)


def _shown(page: Page, asked: Asked, account: ReviewHead, told: Entered) -> TimeLine:
    """What is looked at, drawn; what was not loaded is named."""
    words = page.words
    years = address.one_of(words("review.timeline.years"), SPANS_OF_TIME, "years",
                           lambda one: words(f"review.timeline.years.{one}"), default="3")
    whole = time_line(asked, account, told, years)
    lanes = address.some_side_by_side(words("review.timeline.kinds"), whole.lanes, "kinds",
                                      lambda one: words(f"review.lane.{one}"))
    found = whole.only(lanes)
    table_title(words, found.sentence(words), "review_timeline", lambda: _file(found, words))
    if found.lanes:
        named = words.listed([words(f"review.lane.{lane}") for lane in found.lanes])
        picture(drawn(time_line_chart, found, words, theme(page.dark)), "review_lanes",
                words("review.timeline.alt", None, lanes=named))
        st.caption(words("review.timeline.about"))
    else:
        st.caption(words("review.timeline.empty"))
    if found.missing:
        tables = words.listed([words(f"table.{table}") for table in found.missing])
        st.caption(words("review.timeline.missing", None, tables=tables))
    return found


def _events(words: Words, found: tuple[Happening, ...]) -> None:
    st.markdown(f"**{words('review.timeline.events')}**")
    if not found:
        st.caption(words("review.timeline.none"))
        return
    marks = {True: words("review.timeline.trigger"), False: words("review.timeline.other")}
    st.markdown("  \n".join(
        words("review.timeline.line", None, mark=marks[one.trigger], day=words.date(one.day),
              what=happening_said(one, words, plain)) for one in found[:MOST_HAPPENINGS]))
    if len(found) > MOST_HAPPENINGS:
        with st.expander(words("review.timeline.older", len(found) - MOST_HAPPENINGS)):
            for one in found[MOST_HAPPENINGS:]:
                said = happening_said(one, words, plain)
                st.caption(words("review.timeline.older_line", None, day=words.date(one.day), what=said))


def _file(found: TimeLine, words: Words) -> pd.DataFrame:
    """The months of the lanes as a table to take away."""
    heads = {name: words(f"review.timeline.file.{name}") for name in ("lane", "month", "n", "value", "part")}
    return pd.DataFrame(
        [{heads["lane"]: words(f"review.lane.{one.lane}"), heads["month"]: one.month, heads["n"]: one.n,
          heads["value"]: one.value, heads["part"]: one.part} for one in found.months], columns=list(heads.values()))
