"""Pyramid and account list through their widgets: what the address says, what a choice shows, in both languages."""

from __future__ import annotations

import datetime as dt
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


def test_the_list_names_the_columns_that_a_laptop_shows_only_sideways(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch,
):
    app = page(monkeypatch, sample_home.path, "accounts", "en")

    assert [caption.value for caption in app.caption if "to the right" in caption.value] == [
        "Click in a row to open the review. Further columns to the right: Next step, Owner, Days silent, Days late."]


def test_no_figure_of_a_table_reads_as_minus_nought(sample_home: Home, monkeypatch: pytest.MonkeyPatch):
    scores = page(monkeypatch, sample_home.path, "pyramid", "en", view="score").dataframe[0].value
    accounts = page(monkeypatch, sample_home.path, "accounts", "en").dataframe[0].value

    assert {"score_growth", "mean_days_late", "change"} <= {*scores.columns, *accounts.columns}
    assert not scores["score_growth"].between(-0.05, 0, inclusive="neither").any()
    assert not accounts[["mean_days_late", "change"]].apply(
        lambda figures: figures.between(-0.5, 0, inclusive="neither")).to_numpy().any()


def test_a_list_of_few_columns_does_not_speak_of_further_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, [Account("C1", name="Nord", owner=None)])

    app = page(monkeypatch, tmp_path, "accounts", "en")

    assert "Click in a row to open the review." in [caption.value for caption in app.caption]


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


VIEWS = ("layers", "movement", "crossed", "concentration")
MANY = tuple(
    Account(f"A{number}", owner=owner, contribution=10 * number, tier=tier, other_layer=other, parent="A1",
            past={dt.date(2025, 9, 30): ("lead", 5.0)})
    for number, (owner, tier, other) in enumerate(
        [("Li", "gold", "mvc"), ("Wang", "lead", "mvc"), ("Li", "lead", "steady")], 1))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_opens_on_the_sample_company(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch, view: str, language: str,
):
    app = page(monkeypatch, sample_home.path, "pyramid", language, view=view)

    assert not app.exception
    assert app.markdown[0].value.startswith("**")
    assert app.dataframe


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_opens_without_cost_and_without_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str, language: str,
):
    asked_of(tmp_path, [Account(name, contribution=UNKNOWN, other_layer="steady") for name in "AB"], cost_known=False)

    app = page(monkeypatch, tmp_path, "pyramid", language, view=view)

    assert not app.exception


def test_movement_without_a_past_month_end_says_what_to_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, COMPANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", view="movement")

    assert app.info[0].value == words_in("en")("movement.no_history")


@pytest.mark.parametrize("view", VIEWS)
def test_a_filter_in_the_address_holds_in_every_view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str):
    asked_of(tmp_path, MANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", view=view, owner=["Li"])

    assert not app.exception
    assert names_of_last(app) in (["Account A3", "Account A1"], ["Account A1"], ["Account A3"])


def names_of_last(app: AppTest) -> list[str]:
    return app.dataframe[len(app.dataframe) - 1].value["account"].tolist()


def test_movers_can_be_narrowed_to_one_way_and_say_where_they_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, MANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", view="movement", way="up")

    assert app.dataframe[1].value[["account", "from", "to"]].values.tolist() == [["Account A1", "Lead", "Gold"]]


def test_a_cell_in_the_address_shows_its_accounts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, MANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", view="crossed", cell="lead~mvc")

    assert names_in(app) == ["Account A2"]


def test_a_cell_that_is_none_of_the_matrix_shows_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, MANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", view="crossed", cell="gold~bz", other="value_tier")

    assert not app.exception
    assert len(names_in(app)) == 3


def test_few_accounts_are_said_to_be_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked_of(tmp_path, MANY)

    app = page(monkeypatch, tmp_path, "pyramid", "en", view="concentration")

    assert "Only 3 accounts ordered: one more or less moves every share by points." in [c.value for c in app.caption]


@pytest.mark.parametrize(("language", "said"), [
    ("en", "accounts buy on while their margin erodes or their service burden rises"),
    ("zh", "个客户照常购买，但利润被侵蚀或服务负担上升")])
def test_who_is_squeezed_is_said_with_the_flag_beside_the_name(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch, language: str, said: str,
):
    app = page(monkeypatch, sample_home.path, "pyramid", language, view="margin")

    assert [one.value for one in app.markdown if said in one.value] != []
    table = next(one.value for one in app.dataframe if list(one.value.columns[:2]) == ["account", "flag"])
    assert set(table["flag"]) == {words_in(language)(f"flag.{flag}") for flag in ("margin_erosion", "service_burden")}
