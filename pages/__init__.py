"""The menu; one file a page."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from types import ModuleType

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kadash.access import Right, Viewer
from kadash.errors import KadashError
from kadash.language import Words, words_in
from kadash.ui import links, session, sign_in
from kadash.ui.last_door import last_door
from kadash.ui.no_access import no_access, not_for_them
from kadash.ui.sidebar import sidebar
from kadash.ui.sign_in_page import sign_in_page
from kadash.ui.style import SIDEBAR_PX, style
from kadash.ui.watch import watch
from kadash.ui.who_is_there import note_once

MENU = {
    "look": ("overview", "pyramid", "accounts"),
    "decide": ("what-if", "services"),
    "review": ("review",),
    "data": ("data", "explore", "voice", "models"),
    "settings": ("settings", "help"),
}
"""Group to the paths of its pages, as in the address bar; a page's file is its path with `_` for `-`."""

ASKS = {"data": Right.LOAD}
"""The right that a page takes to be opened, where it is not the sight of figures."""
FOR_EVERYBODY = ("settings", "help")


def open_app() -> None:
    """Menu, sidebar and the page that the address bar names."""
    icon = str(session.ROOT / "docs" / "icon.png") if sign_in.identity() else None  # files need a sign-in
    st.set_page_config(page_title="kadash", page_icon=icon, layout="wide", initial_sidebar_state=SIDEBAR_PX)
    style()
    words: Words | None = None
    with last_door(words_in(session.language())):  # the company's own words stand in the data folder
        words = session.words()
    if words is None:
        return
    with last_door(words):
        if sign_in.identity() is None:
            _no_menu()
            sign_in_page(words)
            return
        try:
            viewer = session.viewer()
        except KadashError as error:
            if error.code != "no_access":
                raise
            note_once("no_access")
            _no_menu()
            no_access(words, error)
            return
        note_once("signed_in")
        watch(viewer)
        _open_menu(words, viewer)


def _no_menu() -> None:
    """Every address leads to the same nothing; one that were unknown would have Streamlit's own box say so."""
    paths = ["start", *(path for group in MENU.values() for path in group)]  # the first has no address of its own
    pages = [st.Page(lambda: None, title="kadash", url_path=path, default=path == "start") for path in paths]
    st.navigation(pages, position="hidden").run()


def _open_menu(words: Words, viewer: Viewer) -> None:
    """The pages of the viewer's role; the address of another one leads to a sentence."""
    pages = {path: _page(path, words, viewer.may(ASKS.get(path, Right.SEE)) or path in FOR_EVERYBODY)
             for group in MENU.values() for path in group}
    open_to_them = {path: page for path, page in pages.items() if page.visibility == "visible"}
    links.register(open_to_them)
    start = st.Page(partial(_start, next(iter(open_to_them))), title="kadash", url_path="start", default=True,
                    visibility="hidden")
    grouped = {words(f"menu.{group}"): [pages[path] for path in paths] for group, paths in MENU.items()}
    page = st.navigation({"": [start], **grouped}, expanded=True)
    sidebar(words, session.asked())
    page.run()


def _page(path: str, words: Words, is_open: bool) -> StreamlitPage:
    title = words(f"page.{path}")
    if is_open:
        return st.Page(_module(path).render, title=title, url_path=path)
    return st.Page(partial(not_for_them, words, title), title=title, url_path=path, visibility="hidden")


def import_all() -> None:
    """Import every page of the menu, so that the first visitor need not wait for it."""
    for paths in MENU.values():
        for path in paths:
            _module(path)


def _start(path: str) -> None:
    links.go(path, **{key: value for key, value in st.query_params.items() if key != "lang"})


def _module(path: str) -> ModuleType:
    return import_module(f"pages.{path.replace('-', '_')}")
