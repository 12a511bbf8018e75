"""Scenarios kept on the what-if page: saved, opened by a link, copied, put away, side by side, on other data."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from kadash.store import Home
from kadash.ui.what_if.compared import side_by_side
from tests.pages.what_if_opened import opened, texts

FIVE_IN_IRON = {"levers": "iron.retention=5pt"}


def test_a_scenario_is_saved_with_its_author_opened_copied_deleted_and_brought_back(
        monkeypatch: pytest.MonkeyPatch, own_company: Home) -> None:
    app = opened(monkeypatch, own_company.path, view="saved", **FIVE_IN_IRON)
    app.text_input(key="what_if_name").set_value("Keep **iron**").run()
    app.button(key="what_if_save").click().run()
    entry = own_company.journal().all("scenario")[0]
    assert (entry.subject, bool(entry.author)) == ("keep-iron", True)
    assert "**Keep \\*\\*iron\\*\\***" in [element.value for element in app.markdown]

    again = opened(monkeypatch, own_company.path, scenario="keep-iron", **{"for": "iron"})
    assert again.slider(key="retention.iron").value == 5.0

    app.button(key="copy_keep-iron").click().run()
    assert [one.subject for one in own_company.journal().all("scenario")] == ["keep-iron", "copy-of-keep-iron"]
    app.button(key="away_keep-iron").click().run()
    assert own_company.journal().get("scenario", "keep-iron") is None
    app.button(key="what_if_undo").click().run()
    assert own_company.journal().get("scenario", "keep-iron") is not None
    assert not app.exception


def test_a_scenario_without_a_name_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, own_company: Home) -> None:
    app = opened(monkeypatch, own_company.path, view="saved")

    app.button(key="what_if_save").click().run()

    assert "needs a name" in app.error[0].value
    assert own_company.journal().all("scenario") == []


def test_saved_scenarios_that_cannot_be_read_are_counted_in_one_sentence(
        monkeypatch: pytest.MonkeyPatch, own_company: Home) -> None:
    at = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    for name in ("old", "older"):
        own_company.journal().put("scenario", name, {"turbo": 1}, author="Wang", at=at)

    app = opened(monkeypatch, own_company.path, view="saved")

    assert not app.exception
    assert [one.value for one in app.warning] == ["2 saved scenarios cannot be read and are not shown."]


def test_two_saved_scenarios_stand_side_by_side(monkeypatch: pytest.MonkeyPatch, own_company: Home) -> None:
    app = opened(monkeypatch, own_company.path, view="saved", **FIVE_IN_IRON)
    for name in ("One", "Two"):
        app.text_input(key="what_if_name").set_value(name).run()
        app.button(key="what_if_save").click().run()

    app.multiselect(key="compare").set_value(["one", "two"]).run()

    assert not app.exception
    assert list(app.dataframe[0].value.columns) == ["Figure", "One", "Two"]


def test_a_scenario_of_other_data_says_so(monkeypatch: pytest.MonkeyPatch, own_company: Home) -> None:
    app = opened(monkeypatch, own_company.path, view="saved")
    app.text_input(key="what_if_name").set_value("One").run()
    app.button(key="what_if_save").click().run()
    assert "the data under it have changed since" not in texts(app)
    entry = own_company.journal().get("scenario", "one")
    assert entry is not None and isinstance(entry.body, dict)
    own_company.journal().put("scenario", "one", {**entry.body, "generation": "g000000.duckdb"}, author="Wang",
                       at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))

    later = opened(monkeypatch, own_company.path, view="saved")

    assert "the data under it have changed since" in texts(later)
    linked = opened(monkeypatch, own_company.path, scenario="one")
    assert "The data under it have changed since" in texts(linked)


def test_a_kept_scenario_opened_by_its_link_is_named_until_a_lever_is_moved(
        monkeypatch: pytest.MonkeyPatch, own_company: Home) -> None:
    app = opened(monkeypatch, own_company.path, view="saved", **FIVE_IN_IRON)
    app.text_input(key="what_if_name").set_value("One").run()
    app.button(key="what_if_save").click().run()

    linked = opened(monkeypatch, own_company.path, scenario="one")
    assert linked.caption[1].value.startswith("Opened\\: One\\, kept by")

    linked.slider(key="retention").set_value(1.0).run()
    assert linked.caption[1].value.startswith("Moved on from One")


def test_the_workbook_holds_the_scenarios_that_the_address_puts_side_by_side_and_that_are_kept() -> None:
    kept = [SimpleNamespace(scenario_id=name) for name in "abcdef"]

    assert side_by_side(["c", "gone", "a"], kept) == ("c", "a")
    assert side_by_side(["a"], kept) == side_by_side(["a", "gone"], kept) == ()
    assert side_by_side(list("abcdef"), kept) == ("a", "b", "c", "d")
