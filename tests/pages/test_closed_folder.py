"""A data folder that cannot be opened for writing is said in words, before any page asks it for figures."""

import sqlite3
from pathlib import Path

import pytest

from kadash.language import words_in
from kadash.ui import session
from kadash.ui.plain import plain
from tests.pages.test_every_page import opened


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_closed_data_folder_is_one_sentence_on_the_page(
        language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(session, "words_for", refused)

    app = opened(monkeypatch, tmp_path / "none", "overview", language)

    assert not app.exception
    assert [error.value for error in app.error] == [plain(words_in(language)("error.folder_not_writable"))]
