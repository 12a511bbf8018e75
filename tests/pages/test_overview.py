"""The overview in both languages: on the sample company, and with nothing loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.language import LANGUAGES, words_in
from kadash.store import Home

APP = Path(__file__).parents[2] / "app.py"


def the_overview(monkeypatch: pytest.MonkeyPatch, home: Path, language: str) -> AppTest:
    monkeypatch.setenv("KADASH_DATA", str(home))
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["lang"] = language
    return app.run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_shows_its_figures_and_what_is_flagged(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch, language: str,
) -> None:
    app = the_overview(monkeypatch, sample_home.path, language)

    words = words_in(language)
    assert [title.value for title in app.title] == [words("page.overview")]
    assert [metric.label for metric in app.metric] == [
        words(f"overview.{name}") for name in ("revenue", "contribution", "rate", "active", "equity")]
    assert all(metric.value not in ("", "–") for metric in app.metric)
    assert not app.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_loaded_is_a_page_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    app = the_overview(monkeypatch, tmp_path, language)

    assert [title.value for title in app.title] == [words_in(language)("page.overview")]
    assert not app.metric
    assert not app.exception
