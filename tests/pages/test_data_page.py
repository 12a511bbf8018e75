"""The Data page and the first visit, on no data and on the sample company, in both languages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.store import Home

APP = str(Path(__file__).parents[2] / "app.py")


def opened(monkeypatch: pytest.MonkeyPatch, data: Path, path: str, language: str) -> AppTest:
    """A page of the app, opened by its address on a data directory."""
    monkeypatch.setenv("KADASH_DATA", str(data))
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    return app


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_visit_offers_the_sample_company_in_one_click(
        language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, tmp_path / "none", "overview", language)

    assert not app.exception
    label = {"zh": "打开示例公司", "en": "Open the sample company"}[language]
    assert label in [button.label for button in app.button]


def test_a_language_nobody_speaks_reads_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, tmp_path / "none", "overview", "fr")

    assert app.title[0].value == "Overview"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_loaded_is_accounted_for_on_the_data_page(
        language: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KADASH_DATA", str(sample_home.path))

    def page(language: str) -> None:
        import streamlit as st

        st.query_params["lang"] = language
        from pages import data

        data.render()

    app = AppTest.from_function(page, kwargs={"language": language}, default_timeout=60).run()

    assert not app.exception
    assert app.title[0].value == {"zh": "数据", "en": "Data"}[language]
    said = " ".join(text.value for text in app.markdown)
    assert {"zh": "数据来自 7 个文件", "en": "7 files are behind the numbers"}[language] in said
