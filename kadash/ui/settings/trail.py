"""Who did what: whether the trail is whole, its lines by person, act and days, what each changed, and a file of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers.trail import Act, TrailSeen, action_word, change_of, trail_seen
from kadash.exports.csv import csv_bytes
from kadash.exports.trail import trail_table, trail_workbook
from kadash.language import Words
from kadash.loads.policy import policy_in_use
from kadash.store import Journal
from kadash.ui import address, session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.tables import HEAD_PX, MOST_ROWS_SEEN, ROW_PX
from kadash.ui.taken import taken

DAYS = ("1", "7", "30", "365", "all")
ANY = "any"
MOST_SHOWN = 500
MOST_CHANGES = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def trail(page: Page, busy: bool) -> None:
    """For administrators: the sentence on top, the filters, the lines, one line whole. busy is not asked here."""
    session.allowed(Right.SEE_TRAIL)
    words, journal = page.words, page.home.journal()
    st.subheader(words("trail.title"), anchor=False)
    sentence = st.container()
    seen = _asked_for(words, journal)
    with sentence:
        _state(words, seen)
    st.caption(_kept(words, policy_in_use(page.home).trail.kept_days))
    if not seen.acts:
        st.markdown(words("trail.nothing"))
        return
    _files(words, journal, seen)
    chosen = _table(words, seen.acts[:MOST_SHOWN])
    if len(seen.acts) > MOST_SHOWN:
        st.caption(words("trail.first", None, shown=words.number(MOST_SHOWN), of=words.number(len(seen.acts))))
    if chosen is None:
        st.caption(words("trail.choose"))
    else:
        _one(words, journal, chosen)


def _asked_for(words: Words, journal: Journal) -> TrailSeen:
    every = trail_seen(journal)
    with st.container(horizontal=True, gap="medium"):
        who = address.one_from_list(words("trail.who"), (ANY, *every.people), "who",
                                    lambda one: words("trail.anyone") if one == ANY else one, ANY)
        action = address.one_from_list(words("trail.action"), (ANY, *every.actions), "act",
                                       lambda one: words("trail.anything") if one == ANY else action_word(words, one),
                                       ANY)
        days = address.one_from_list(words("trail.days"), DAYS, "days", lambda one: words(f"trail.days.{one}"), "30")
    since = None if days == "all" else session.now() - dt.timedelta(days=int(days))
    return trail_seen(journal, who=None if who == ANY else who, action=None if action == ANY else action, since=since)


def _state(words: Words, seen: TrailSeen) -> None:
    state = seen.state
    if state.whole:
        st.markdown(seen.sentence(words))
        return
    st.error(words("trail.not_whole", len(state.faults)))
    st.markdown("\n".join(f"- {words(f'trail.fault.{one.code}', None, number=one.number)}"
                          for one in state.faults[:MOST_CHANGES]))


def _kept(words: Words, days: int) -> str:
    return words("trail.kept", days) if days else words("trail.kept_for_good")


def _files(words: Words, journal: Journal, seen: TrailSeen) -> None:
    with st.container(horizontal=True, gap="small"):
        st.download_button(words("trail.csv"), data=taken(
                           lambda: csv_bytes(trail_table(words, journal, seen)), "kadash-trail.csv"),
                           file_name="kadash-trail.csv", mime="text/csv", type="tertiary", on_click="ignore",
                           key="trail_csv")
        st.download_button(words("trail.xlsx"), data=taken(
                           lambda: trail_workbook(words, journal, seen), "kadash-trail.xlsx"),
                           file_name="kadash-trail.xlsx", mime=_XLSX, type="tertiary", on_click="ignore",
                           key="trail_xlsx")


def _table(words: Words, acts: Sequence[Act]) -> Act | None:
    shown = pd.DataFrame({
        words("trail.column.when"): [_when(words, act) for act in acts],
        words("trail.column.who"): [act.line.who for act in acts],
        words("trail.column.what"): [act.what(words) for act in acts],
        words("trail.column.about"): [act.line.subject for act in acts],
        words("trail.column.detail"): [act.said(words) for act in acts]})
    event = st.dataframe(shown, hide_index=True, key="trail_rows", on_select="rerun", selection_mode="single-row",
                         height=HEAD_PX + ROW_PX * min(len(shown), MOST_ROWS_SEEN), alt=words("trail.title"))
    rows = event.selection.rows
    return acts[rows[0]] if rows and rows[0] < len(acts) else None


def _one(words: Words, journal: Journal, act: Act) -> None:
    """One line whole: what it changed from what to what, what belongs to it, and its hash."""
    st.markdown(f"**{plain(act.what(words))}** · {plain(act.line.who)} · {_when(words, act)}")
    changed = change_of(words, journal, act)
    if changed:
        st.dataframe(pd.DataFrame({
            words("trail.column.place"): [one.place for one in changed],
            words("trail.column.before"): [one.before or "–" for one in changed],
            words("trail.column.after"): [one.after or "–" for one in changed]})[:MOST_CHANGES],
            hide_index=True, key="trail_change", alt=words("trail.column.what"))
    elif act.kind:
        st.caption(words("trail.same"))
    if act.detail:
        st.json(dict(act.detail), expanded=1)
    st.caption(words("trail.line", None, number=act.line.line_id, hash=act.line.hash))


def _when(words: Words, act: Act) -> str:
    return words.moment(act.line.moment.astimezone()) if act.line.moment else "–"
