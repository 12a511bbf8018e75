"""A page that fails says so in the reader's language, with a reference that the log has too."""

from __future__ import annotations

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest


def failing_page(language: str) -> None:
    from kadash.language import words_in
    from kadash.ui.last_door import last_door

    with last_door(words_in(language)):
        raise RuntimeError("the secret of row 7")


@pytest.mark.parametrize(("language", "said"), [("en", "Something went wrong on this page"), ("zh", "本页出了错")])
def test_a_failing_page_says_so_with_a_reference_that_stands_in_the_log(
        language: str, said: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="kadash"):
        app = AppTest.from_function(failing_page, args=(language,)).run()

    sentence = app.error[0].value
    reference = re.search(r"[0-9a-f]{8}", sentence)
    assert sentence.startswith(said)
    assert reference is not None
    assert reference.group() in caplog.text
    assert "secret" not in sentence


def test_a_failure_still_reaches_streamlit_whose_own_box_is_hidden() -> None:
    app = AppTest.from_function(failing_page, args=("en",)).run()

    assert len(app.exception) == 1
    assert any("stException" in html.proto.body and "display: none" in html.proto.body for html in app.get("html"))


def page_of_a_spoilt_entry() -> None:
    from kadash.errors import KadashError
    from kadash.language import words_in
    from kadash.ui.last_door import last_door

    with last_door(words_in("en")):
        raise KadashError("journal_unreadable", entry=7, kind="plan", subject="C1")


def test_what_a_user_can_mend_is_said_in_words_and_is_no_failure() -> None:
    app = AppTest.from_function(page_of_a_spoilt_entry).run()

    assert not app.exception
    assert app.error[0].value.startswith("Entry 7 of the journal")
