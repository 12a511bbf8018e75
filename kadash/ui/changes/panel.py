"""The changes of the overview: since when, of whose accounts, the most important first."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kadash.answers import Asked
from kadash.answers.changes import (
    DEFAULT_SCHEME,
    SINCES,
    AccountChanges,
    Changes,
    Nothing,
    Since,
    changes,
    file_of,
    look,
)
from kadash.answers.changes.worded import account_name, compared_with, headline, kind_name, sentence
from kadash.language import Words
from kadash.segments import layers_of
from kadash.ui import address, session
from kadash.ui.cache import kept
from kadash.ui.changes.dealt_with import dealt_with
from kadash.ui.changes.decide import decide
from kadash.ui.changes.report import report
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.pyramid.filters import among
from kadash.ui.style import LINES

MOST_SHOWN, MOST_OPENED = 5, 100
"""Lines of a laptop's screen, and of the rest once it is opened; the file has all."""

SCHEME_PX = 200

ALL = "changes"
"""Where the address bar says that the rest is open."""


def changes_panel(page: Page, asked: Asked) -> None:
    """Since when, the answer in a sentence, a line an account; the rest one click away."""
    words = page.words
    with st.container(key="changes_panel", gap="small"):
        place = st.container()
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            found = _asked_for(page, asked, place)
            report(page, asked, found)
            dealt_with(page, found)
        with place:
            _head(words, found)
        _lines(page, asked, found)
    look(page.home.journal(), session.viewer().name, file_of(asked.generation), asked.as_of, at=session.now())


def _asked_for(page: Page, asked: Asked, place: DeltaGenerator) -> Changes:
    """The choices, then the answer; of a large company `place` says that it is compared."""
    words = page.words
    since: Since = address.one_of(words("changes.since"), SINCES, "since", lambda one: words(f"changes.since.{one}"),
                                  "load")  # type: ignore[assignment]
    with st.container(width=SCHEME_PX):
        scheme = address.one_from_list(words("changes.scheme"), tuple(layers_of(asked.policy)), "scheme",
                                       lambda one: words(f"scheme.{one}"), DEFAULT_SCHEME)
    whose = among(words, asked)
    with place, st.spinner(words("changes.comparing")):
        return changes(asked, page.home, since, viewer=session.viewer().name, today=session.today(), scheme=scheme,
                       among=whose, ask=kept)


def _head(words: Words, found: Changes) -> None:
    if found.accounts or not isinstance(found.before, Nothing):
        st.markdown(f"**{headline(found, words)}**")
    st.caption(plain(compared_with(found, words)))


def _lines(page: Page, asked: Asked, found: Changes) -> None:
    words, opened = page.words, st.query_params.get(ALL) == "all"
    rest = len(found.accounts) - MOST_SHOWN
    with st.container(gap="xsmall", key=f"{LINES}_changes"):
        for one in found.accounts[:MOST_OPENED if opened else MOST_SHOWN]:
            _line(page, asked, found, one)
    if opened and len(found.accounts) > MOST_OPENED:
        st.caption(words("changes.report.rest", len(found.accounts) - MOST_OPENED))
    if rest > 0:
        label = words("changes.fewer") if opened else words("changes.more", rest)
        st.button(label, type="tertiary", key="changes_rest", on_click=_open, args=(None if opened else "all",))


def _line(page: Page, asked: Asked, found: Changes, one: AccountChanges) -> None:
    """The account, its first change, in small print the others; the button opens why and what to do."""
    words, first = page.words, one.first
    colour = "orange" if one.way == "worse" else "gray"
    money = words("changes.at_stake", None, money=words.money(first.at_stake))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(gap=None):
            st.markdown(f":{colour}-badge[{kind_name(first, words)}] **{plain(account_name(first, words))}** · "
                        f":{colour}[{money}] · {plain(sentence(first, words))}")
            others = [plain(sentence(other, words)) for other in one.besides]
            if others:
                st.caption(words("changes.also", what=" · ".join(others)))
        if st.button(words("changes.open"), key=f"change_{first.key}", type="tertiary"):
            decide(page, asked, found, one)


def _open(value: str | None) -> None:
    address.put(**{ALL: value})


