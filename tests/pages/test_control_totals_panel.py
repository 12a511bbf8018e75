"""The ERP's total of a month, typed on the Data page and held against ours, in both languages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.store import Home
from tests.loads.builders import lines_file, loaded

HEADER = "Customer No.,Order No.,Order Date,Amount,Status"
ROWS = ("A1,O1,2026-03-02,100.10,shipped", "A1,O2,2026-03-05,50.00,cancelled", "A2,O6,2026-04-01,900.00,shipped")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    found = Home(tmp_path / "home")
    loaded(found, lines_file(tmp_path, *ROWS, header=HEADER))
    monkeypatch.setenv("KADASH_DATA", str(found.path))
    return found


def data_page(language: str) -> AppTest:
    def page(language: str) -> None:
        import streamlit as st

        st.query_params["lang"] = language
        from pages import data

        data.render()

    return AppTest.from_function(page, kwargs={"language": language}, default_timeout=60).run()


def typed(app: AppTest, month: int, amount: str) -> AppTest:
    app.selectbox(key="control_month").select_index(month)
    app.text_input(key="control_amount").set_value(amount)
    submit = next(button for button in app.button if button.label in ("Compare", "比对"))
    return submit.click().run()


def said(app: AppTest) -> str:
    return " ".join(text.value for text in [*app.markdown, *app.expander, *app.error] if hasattr(text, "value"))


@pytest.mark.parametrize(("language", "sentence"), [
    ("en", "1 month differs from your ERP: Mar 2026."), ("zh", "1 个月与 ERP 不一致：2026年3月。")])
def test_a_difference_is_named_with_the_rows_that_explain_it(home: Home, language: str, sentence: str) -> None:
    app = typed(data_page(language), 1, "￥150.10")

    assert not app.exception
    assert sentence in said(app)
    assert {"en": "These rows come to exactly the difference", "zh": "以下各项合计正好等于差额"}[language] in said(app)
    assert home.journal().get("control_total", "2026-03").body == {"amount": "150.10"}


def test_a_month_that_agrees_is_said_to_agree_and_a_blank_takes_the_total_back(home: Home) -> None:
    app = typed(data_page("en"), 0, "900")

    assert "The month you typed agrees to the cent." in said(app)

    typed(app, 0, "")
    assert home.journal().get("control_total", "2026-04") is None


def test_what_is_no_amount_is_named_and_not_kept(home: Home) -> None:
    app = typed(data_page("en"), 0, "about 900")

    [error] = app.error
    assert error.value.replace("\\", "") == "“about 900” is not an amount. Type it like 1,284,500.10."
    assert home.journal().all("control_total") == []
