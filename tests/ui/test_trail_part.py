"""The trail on the settings page: a sentence, filters, what was changed; what does not fit is said."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from kadash.store import Home

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)


def the_part(folder: str, language: str) -> None:
    from pathlib import Path

    from kadash.language import words_in
    from kadash.store import Home
    from kadash.ui.frame import Page
    from kadash.ui.settings.trail import trail

    trail(Page("settings", words_in(language), Home(Path(folder)), None, False), False)


def a_home(folder) -> Home:
    home = Home(folder)
    home.journal().note("signed_in", "", author="Li", at=NINE)
    home.journal().put("plan", "C1", {"goal": "grow"}, author="Wang", at=NINE)
    home.journal().note("exported", "", {"file": "accounts.csv", "accounts": 2, "ids": ["C1", "C2"]}, author="Li",
                        at=NINE)
    return home


@pytest.mark.parametrize(("language", "sentence", "what", "detail"), [
    ("en", "The chain is whole: 3 lines since 1 Oct 2026.", "Took away a file", "accounts: 2, file accounts.csv"),
    ("zh", "链条完整：自2026年10月1日起共 3 行。", "导出文件", "客户数：2、文件 accounts.csv")])
def test_the_part_says_whether_the_chain_is_whole_and_who_did_what(tmp_path, language, sentence, what, detail):
    a_home(tmp_path)
    app = AppTest.from_function(the_part, args=(str(tmp_path), language), default_timeout=60)
    app.query_params["days"] = "all"

    app.run()

    assert not app.exception and app.markdown[0].value == sentence
    newest = app.dataframe[0].value.iloc[0]
    assert (newest.iloc[1], newest.iloc[2], newest.iloc[4]) == ("Li", what, detail)
    app.selectbox("who").set_value("Wang").run()
    assert list(app.dataframe[0].value.iloc[:, 3]) == ["C1"]


def test_what_does_not_fit_is_said_line_by_line(tmp_path):
    home = a_home(tmp_path)
    with sqlite3.connect(home.path / "journal.sqlite") as connection:
        connection.execute("drop trigger trail_never_changes")
        connection.execute("update trail set who = 'Nobody' where line_id = 1")

    app = AppTest.from_function(the_part, args=(str(tmp_path), "en"), default_timeout=60).run()

    assert app.error[0].value.startswith("The chain is not whole: 1 place does not fit.")
    assert app.markdown[0].value == "- Line 1 says something else than when it was written."
