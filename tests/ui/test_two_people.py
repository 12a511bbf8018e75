"""Two people change one thing: the second is told who did, sees both versions, loses nothing typed, and chooses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from kadash.errors import KadashError
from kadash.store import Home

NINE = datetime(2026, 10, 1, 9, tzinfo=UTC)


def an_entry(folder: str, language: str) -> None:
    from pathlib import Path

    import streamlit as st

    from kadash.language import words_in
    from kadash.store import Home
    from kadash.ui.frame import Page
    from kadash.ui.review.kept_entry import kept_entry

    kept = kept_entry(Page("review", words_in(language), Home(Path(folder)), None, False), "event", "C1")
    holds = kept.newest.body["events"][0]["what"] if kept.newest and kept.newest.body else ""
    typed = st.text_input("what", holds, key=f"what_{kept.name}")
    if st.button("save", key="save") and kept.save({"events": [{"what": typed, "kind": "other"}]}):
        st.rerun()
    kept.line()


@pytest.fixture
def met(tmp_path) -> tuple[AppTest, Home]:
    """Li opened the page and typed; Wang saved before Li clicked."""
    home = Home(tmp_path)
    home.journal().put("event", "C1", {"events": [{"what": "a plant", "kind": "other"}]}, author="Ana", at=NINE)
    app = AppTest.from_function(an_entry, args=(str(tmp_path), "en"), default_timeout=60).run()
    home.journal().put("event", "C1", {"events": [{"what": "a new plant", "kind": "other"}]}, author="Wang", at=NINE)
    app.text_input[0].set_value("a plant in spring")
    return app.button("save").click().run(), home


def test_the_second_is_told_who_changed_it_sees_both_and_keeps_what_was_typed(met) -> None:
    app, home = met

    assert not app.exception
    assert app.error[0].value.startswith("Wang changed this on ")
    assert app.dataframe[0].value.values.tolist() == [
        ["What no export knows, line 1: What", "a new plant", "a plant in spring"]]
    assert app.text_input[0].value == "a plant in spring"
    assert home.journal().get("event", "C1").body["events"][0]["what"] == "a new plant"


def test_the_second_may_save_theirs_instead_and_the_first_stays_in_the_history(met) -> None:
    app, home = met

    next(one for one in app.button if one.label == "Save mine instead").click().run()

    assert not app.exception and len(app.error) == 0
    assert [one.body["events"][0]["what"] for one in home.journal().history("event", "C1")] == [
        "a plant", "a new plant", "a plant in spring"]


def test_or_take_over_what_the_first_saved(met) -> None:
    app, home = met

    next(one for one in app.button if one.key.startswith("see_new")).click().run()

    assert not app.exception and len(app.error) == 0
    assert app.text_input[0].value == "a new plant"
    assert len(home.journal().history("event", "C1")) == 2


def test_of_several_entered_at_once_none_is_kept_where_somebody_changed_one(tmp_path) -> None:
    journal = Home(tmp_path).journal()
    seen = journal.put("change", "a", {}, author="Li", at=NINE)
    journal.put("change", "b", {}, author="Wang", at=NINE)

    journal.refuse_changed("change", {"a": seen.entry_id, "c": 0})
    with pytest.raises(KadashError, match="entry_changed") as refused:
        journal.refuse_changed("change", {"a": seen.entry_id, "b": 0})

    assert refused.value.facts["author"] == "Wang"
