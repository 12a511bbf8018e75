"""A file taken away: who took it, and which accounts it tells of, stands in the trail before it is handed out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import ScriptRunContext, add_script_run_ctx, get_script_run_ctx

from kadash.access import Right
from kadash.answers.exported import accounts_told
from kadash.exports.csv import csv_bytes
from kadash.ui import session
from kadash.ui.home import home as whole_home

MOST_IDS = 20_000
"""Accounts named one by one in a line of the trail; of more, their count and the file they came from."""


def taken(make: Callable[[], bytes], file: str, accounts: Callable[[], Iterable[str]] = tuple) -> Callable[[], bytes]:
    """What makes a file when it is asked for, and notes it then; for `data` of a download button.

    file: what it will be called. accounts: numbers of those that it tells of, besides the one of the address.
    """
    home, here, tab = whole_home(), st.query_params.get("account"), get_script_run_ctx()

    def made() -> bytes:
        viewer = session.allowed(Right.EXPORT)
        content = make()
        ids, generation = sorted({*accounts(), *([here] if here else [])}), home.generation()
        detail: dict[str, object] = {"file": file, "accounts": len(ids), "generation": generation and generation.name}
        home.journal().note("exported", here or "", detail | ({"ids": ids} if 0 < len(ids) <= MOST_IDS else {}),
                     author=viewer.name, at=session.now())
        return content

    return lambda: _in_tab(tab, made)


def _in_tab(tab: ScriptRunContext | None, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, asked in the name of who looks at a tab.

    Streamlit makes a file in a thread that knows no session; who asks for it and what they may is read at that moment.
    """
    if get_script_run_ctx(suppress_warning=True) is not None:
        return make()
    found: Future[bytes] = Future()

    def run() -> None:
        try:
            found.set_result(make())
        except BaseException as error:  # noqa: BLE001 - handed on to who waits, whatever it is
            found.set_exception(error)

    thread = threading.Thread(target=run, name="kadash-file")
    add_script_run_ctx(thread, tab)
    thread.start()
    return found.result()


def taken_table(table: Callable[[], pd.DataFrame], file: str) -> Callable[[], bytes]:
    """The same for a table as CSV; whom it tells of is read from its cells."""
    return taken(lambda: csv_bytes(table()), file, told_in(table))


def told_in(table: Callable[[], pd.DataFrame]) -> Callable[[], list[str]]:
    """Whom a table tells of, read from its cells when that is asked for."""
    asked = session.asked()
    return lambda: accounts_told(asked, table()) if asked is not None else []
