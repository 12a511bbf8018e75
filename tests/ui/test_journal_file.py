"""The journal on a page: what was entered, what was before, the way back; a spoilt entry is named and mended there."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from kadash.store import Home

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)


def the_box(folder: str, language: str) -> None:
    from pathlib import Path

    from kadash.language import words_in
    from kadash.store import Home
    from kadash.ui.frame import Page
    from kadash.ui.journal_file import journal_box

    journal_box(Page("settings", words_in(language), Home(Path(folder)), None, False))


@pytest.mark.parametrize(("language", "said", "state"), [
    ("en", "2 entries are kept (people who write: 2).", "changed"), ("zh", "现存 2 项录入（录入人 2 位）。", "已修改")])
def test_the_box_says_what_was_entered_and_names_a_spoilt_entry_first(tmp_path, language, said, state):
    journal = Home(tmp_path).journal()
    journal.put("note", "C2", "decoy", author="Li", at=NINE)
    journal.put("plan", "C1", {"goal": "first"}, author="Li", at=NINE)
    journal.put("plan", "C1", {"goal": "second"}, author="Wang", at=NINE)

    app = AppTest.from_function(the_box, args=(str(tmp_path), language)).run()

    assert not app.exception and app.markdown[0].value.startswith(said)
    assert app.dataframe[0].value.iloc[0, -1] == state
    with sqlite3.connect(journal.path) as connection:
        connection.execute("update entry set body = '{' where subject = 'C2'")
    app = app.run()
    assert len(app.warning) == 1 and app.dataframe[0].value.iloc[0, 3] == "C2"


def test_a_kadash_without_entries_says_what_will_stand_there(tmp_path):
    app = AppTest.from_function(the_box, args=(str(tmp_path), "en")).run()

    assert not app.exception and app.markdown[0].value.startswith("Nothing has been entered yet.")
