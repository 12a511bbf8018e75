"""The Customer voice page: without a survey it says what to drop and offers the questionnaire, with one it is full."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.language import words_in
from kadash.store import Home
from tests.loads.builders import a_line, lines_file, loaded
from tests.pages.test_every_page import opened


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_survey_the_page_says_which_file_to_drop_and_offers_the_questionnaire(
        language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line()), currency="CNY")
    words = words_in(language)

    app = opened(monkeypatch, home.path, "voice", language)

    assert not app.exception
    shown = [one.value for one in app.markdown]
    assert f"**{words('voice.nothing')}**" in shown
    assert words("voice.nothing.files") in shown
    assert app.expander[0].proto.expanded
    assert [one.proto.label for one in app.get("download_button")] == [
        words("voice.hand_out.xlsx"), words("voice.hand_out.html")]


@pytest.mark.parametrize(("language", "said"), [
    ("en", "Gap: over the accounts that gave both, so it need not be what is received less what is expected."),
    ("zh", "差距：只计实得与期望都答了的客户，因此不一定等于实得减期望。")])
def test_the_table_of_drivers_says_of_whom_the_gap_is(
        language: str, said: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, sample_home.path, "voice", language)

    assert [one.value for one in app.caption if one.value.startswith(said)] != []


def test_a_link_to_a_layer_shows_that_layer(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, sample_home.path, "voice", "en", layer="platinum")

    assert not app.exception
    assert [box.value for box in app.selectbox] == ["value_tier", "platinum"]
    accounts = app.dataframe[-1].value
    assert set(accounts["Layer"]) == {"Platinum"}
