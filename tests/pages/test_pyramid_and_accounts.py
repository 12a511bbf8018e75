"""Pyramid and account list through their widgets: what the address says, what a choice shows, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.language import LANGUAGES, words_in
from kadash.store import Home
from tests.answers.builders import UNKNOWN, Account, asked_of

COMPANY = (
    Account("C1", name="![x](http://evil)", tier="gold", contribution=60, flags=(("late_payer", "watch"),)),
    Account("C2", name="Nord", owner="Wang", contribution=50, service="data_link"),
    Account("C3", name="Süd", contribution=-5, region="West"),
)


def page(monkeypatch: pytest.MonkeyPatch, home: Path, name: str, language: str, **address: str | list[str]) -> AppTest:
    """One page run alone on a data directory, with parameters in the address bar."""
    monkeypatch.setenv("KADASH_DATA", str(home))
    app = AppTest.from_string(f"from pages import {name}\n{name}.render()", default_timeout=60)
    app.query_params["lang"] = language
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def names_in(app: AppTest) -> list[str]:
    return app.dataframe[0].value["account"].tolist()


@pytest.mark.parametrize("name", ["pyramid", "accounts"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_company_opens_on_a_sentence_and_a_table(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch, name: str, language: str,
):
    app = page(monkeypatch, sample_home.path, name, language)

    assert not app.exception
    assert [title.value for title in app.title] == [words_in(language)(f"page.{name}")]
    assert len(app.dataframe[0].value) == 400


@pytest.mark.parametrize("name", ["pyramid", "accounts"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_loaded_is_a_page_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, language: str):
    app = page(monkeypatch, tmp_path, name, language)

    assert not app.exception
    assert not app.dataframe


def test_a_layer_in_the_address_shows_its_accounts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, COMPANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", layer="gold")

    assert names_in(app) == ["![x](http://evil)"]


def test_choosing_a_layer_writes_its_code_to_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, COMPANY)
    app = page(monkeypatch, tmp_path, "pyramid", "zh")

    app.segmented_control(key="layer").set_value("gold").run()

    assert app.query_params["layer"] == "gold"
    assert names_in(app) == ["![x](http://evil)"]


def test_an_unknown_layer_in_the_address_shows_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, COMPANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", layer="diamond")

    assert not app.exception
    assert len(names_in(app)) == 3


def test_filters_in_the_address_narrow_the_list_whatever_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, COMPANY)

    for language in LANGUAGES:
        app = page(monkeypatch, tmp_path, "accounts", language, region=["West"], sort="loss")
        assert names_in(app) == ["Süd"]


def test_a_chosen_filter_goes_to_the_address_and_can_be_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, COMPANY)
    app = page(monkeypatch, tmp_path, "accounts", "en")

    app.multiselect(key="flag").set_value(["late_payer"]).run()
    assert app.query_params["flag"] == "late_payer"
    assert names_in(app) == ["![x](http://evil)"]

    app.button(key="accounts_reset").click().run()
    assert "flag" not in app.query_params
    assert len(names_in(app)) == 3


def test_a_search_that_finds_nobody_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, COMPANY)

    app = page(monkeypatch, tmp_path, "accounts", "en", q="nobody")

    assert not app.exception
    assert app.markdown[0].value == f"**{words_in('en')('accounts.none')}**"
    assert not app.dataframe


def test_where_no_cost_is_known_columns_of_contribution_stay_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, [Account("A", contribution=UNKNOWN), Account("B", contribution=UNKNOWN)], cost_known=False)

    for name in ("pyramid", "accounts"):
        app = page(monkeypatch, tmp_path, name, "en")
        assert not app.exception
        assert "contribution_12m" not in app.dataframe[0].value.columns
        assert "revenue_12m" in app.dataframe[0].value.columns


def test_money_in_the_table_is_read_in_the_unit_of_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, [Account("A", revenue=1_234_000.0)])

    chinese = page(monkeypatch, tmp_path, "accounts", "zh").dataframe[0].value
    english = page(monkeypatch, tmp_path, "accounts", "en").dataframe[0].value

    assert chinese["revenue_12m"].tolist() == [123.4]
    assert english["revenue_12m"].tolist() == [1234.0]


@pytest.mark.parametrize(("name", "key"), [("pyramid", "pyramid.accounts.first"), ("accounts", "accounts.first")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_that_does_not_hold_all_accounts_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, key: str, language: str,
):
    asked_of(tmp_path, [Account(f"A{number:03}") for number in range(501)])

    app = page(monkeypatch, tmp_path, name, language)

    assert len(app.dataframe[0].value) == 500
    assert words_in(language)(key, None, shown="500", of="501") in [caption.value for caption in app.caption]


@pytest.mark.parametrize("name", ["pyramid", "accounts"])
def test_a_table_that_holds_all_accounts_does_not_speak_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str,
):
    asked_of(tmp_path, [Account(f"A{number:03}") for number in range(500)])

    app = page(monkeypatch, tmp_path, name, "en")

    assert len(app.dataframe[0].value) == 500
    assert not [caption.value for caption in app.caption if caption.value.startswith("The first")]
