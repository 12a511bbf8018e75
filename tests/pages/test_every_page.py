"""Every page of the menu through AppTest: on no data and on the sample company, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from kadash.language import words_in
from kadash.store import Home
from pages import MENU

APP = str(Path(__file__).parents[2] / "app.py")
PAGES = [path for paths in MENU.values() for path in paths]


def opened(monkeypatch: pytest.MonkeyPatch, data: Path, path: str, language: str, **params: str) -> AppTest:
    """The app, opened at a page by its address."""
    monkeypatch.setenv("KADASH_DATA", str(data))
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update({"lang": language, **params})
    app._page_hash = calc_hash(path)  # pages are functions, and switch_page() knows files only
    return app.run()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_on_no_data(path: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, tmp_path / "none", path, language)

    assert not app.exception
    assert app.title[0].value == words_in(language)(f"page.{path}")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_on_the_sample_company(
        path: str, language: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, sample_home.path, path, language)

    assert not app.exception
    assert app.title[0].value == words_in(language)(f"page.{path}")
    assert "CNY" in app.caption[0].value


@pytest.mark.parametrize("step", ["promised", "moved", "understood", "decided", "planned"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_of_a_review_opens_on_the_sample_company(
        step: str, language: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    account, = sample_home.generation().one(
        "select account_id from mart.flag where flag = 'margin_erosion' order by account_id limit 1")

    app = opened(monkeypatch, sample_home.path, "review", language, account=str(account), step=step)

    assert not app.exception
