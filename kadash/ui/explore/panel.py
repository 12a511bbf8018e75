"""The page: the question at the left, its answer at the right; ready-made questions above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kadash.answers.explore.ground import FILE, Ground, with_rows
from kadash.answers.explore.settle import settled
from kadash.answers.explore.starters import STARTERS, starters
from kadash.errors import KadashError
from kadash.language import Words
from kadash.ui.cache import kept
from kadash.ui.explore import file as files
from kadash.ui.explore.answer import answer
from kadash.ui.explore.asking import STOPPED
from kadash.ui.explore.behind import behind
from kadash.ui.explore.controls import controls
from kadash.ui.explore.saved import saved
from kadash.ui.explore.view import View, of_address, put
from kadash.ui.frame import Page
from kadash.ui.plain import plain

AT_ONCE = 4
"""Ready-made questions that stand on the page at the first visit; the others are one click further."""
OF_COST = ("contribution_12m", "margin")
"""Figures that nobody has where no cost is loaded: a question about them is not offered then."""
PANES = "explore_panes"
_ANSWER_FIRST = f"""<style>@media (max-width: 640px) {{
.st-key-{PANES} [data-testid="stHorizontalBlock"] > [data-testid="stColumn"]:first-child {{ order: 2; }}
}}</style>"""
"""On a phone the answer stands above the choices that make it."""


def panel(page: Page) -> None:
    """What the address bar asks; the first ready-made question where it asks nothing."""
    words, view = page.words, of_address()
    if view is not None and view.question.source.startswith(FILE):
        _of_file(page, view)
        return
    if page.asked is None or page.asked.outdated:
        with st.expander(words("explore.file")):
            files.drop_box(words, page.home)
        return
    ground = Ground.of(page.asked).in_year(words.company.fiscal_year)
    offered = kept(with_rows, ground)
    ready = tuple(code for code in kept(starters, ground, offered)
                  if page.asked.cost_known or STARTERS[code].question.measures[0].name not in OF_COST)
    is_first = view is None
    if view is None or view.question.source not in ground.sources:
        first = STARTERS[ready[0]] if ready else None
        if first is None:
            st.info(words("explore.nothing"))
            return
        view = View(first.question, first.picture)
    if is_first:
        _starters(words, ready)
    _bar(page, ready, view)
    _shown(page, ground, view, offered, {})


def _of_file(page: Page, view: View) -> None:
    found = files.opened()
    if found is None or view.question.source not in found.ground.sources:
        st.info(page.words("explore.file.gone"))
        files.drop_box(page.words, page.home)
        if page.asked is not None:
            st.button(page.words("explore.file.close"), key="explore_leave", on_click=put, args=(None,))
        return
    files.said(page.words, found, view)
    ground = found.ground.in_year(page.words.company.fiscal_year)
    _shown(page, ground, view, tuple(ground.sources), found.names(page.words))


def _bar(page: Page, ready: tuple[str, ...], view: View) -> None:
    """What leads to other questions: ready-made ones, saved ones, a file."""
    words = page.words
    with st.container(horizontal=True, gap="small"):
        with st.popover(words("explore.start"), key="explore_starters"):
            for code in ready:
                _starter(words, code, "again")
        saved(page, view)
        with st.popover(words("explore.file"), key="explore_file_box"):
            files.drop_box(words, page.home)


def _starters(words: Words, ready: tuple[str, ...]) -> None:
    """Ready-made questions to begin with, one click each."""
    with st.container(horizontal=True, gap="small"):
        for code in ready[:AT_ONCE]:
            _starter(words, code, "first")


def _starter(words: Words, code: str, where: str) -> None:
    st.button(words(f"explore.start.{code}"), key=f"explore_{where}_{code}", on_click=put,
              type="secondary" if where == "first" else "tertiary", args=(View(*STARTERS[code]),))


def _shown(page: Page, ground: Ground, view: View, offered: tuple[str, ...], names: dict[str, str]) -> None:
    words = page.words
    source = ground.source(view.question.source)
    view = replace(view, question=settled(view.question, source))
    if view.behind is not None:
        _told(words, lambda: behind(page, ground, view))
        return
    st.html(_ANSWER_FIRST)
    with st.container(key=PANES):
        left, right = st.columns([0.27, 0.73], gap="medium")
    with left, st.container(gap="small"):
        controls(words, ground, view, tuple(dict.fromkeys([*offered, source.name])), names)
    with right:
        _told(words, lambda: answer(page, ground, view))


def _told(words: Words, show: Callable[[], None]) -> None:
    """Show it; what a person can mend is said in its place, and a stopped question is not asked again by itself."""
    if st.session_state.pop(STOPPED, False):
        st.info(words("explore.stopped"))
        st.button(words("explore.again"), key="explore_again")
        return
    try:
        show()
    except KadashError as error:
        st.warning(plain(words.of_error(error)))
