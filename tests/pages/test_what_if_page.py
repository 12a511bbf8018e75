"""The what-if as a reader meets it: whom, levers, views, the address; in both languages, on any data."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.store import Home
from kadash.ui.what_if import VIEWS
from tests.marts.builders import a_line
from tests.pages.what_if_opened import figures, opened, texts
from tests.reviews.builders import published


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_data_it_says_what_to_load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str) -> None:
    app = opened(monkeypatch, tmp_path / "empty", lang)

    assert not app.exception
    assert len(texts(app)) > 30


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_on_data(monkeypatch: pytest.MonkeyPatch, company: Home, view: str, lang: str) -> None:
    app = opened(monkeypatch, company.path, lang, view=view)

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_for_one_account_whose_name_stays_text(
        monkeypatch: pytest.MonkeyPatch, company: Home, view: str) -> None:
    app = opened(monkeypatch, company.path, view=view, account="S")

    assert not app.exception
    assert "![x]" not in "\n".join(str(element.value) for element in app.markdown)


@pytest.mark.parametrize("scheme", ["key_account", "lifecycle", "five_level"])
def test_layers_of_any_scheme_can_be_moved(monkeypatch: pytest.MonkeyPatch, company: Home, scheme: str) -> None:
    app = opened(monkeypatch, company.path, scheme=scheme)

    assert not app.exception
    assert app.selectbox(key="scheme").value == scheme
    assert len(app.button_group(key="for").options) > 1


def test_the_first_sentence_says_which_layer_gains_most_and_how_much_may_be_spent_on_it(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path)

    assert "gains most from one more point of retention:" in app.markdown[0].value
    assert "a year may be spent on" in app.markdown[0].value


def test_base_and_scenario_stand_together_and_the_base_stays(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path)
    before = figures(app)
    assert "no change" in before
    assert "Assumptions, not predictions" in texts(app)

    app.slider(key="retention").set_value(5.0).run()

    base = before.split("<b>")[1].split("</b>")[0]
    assert f"<b>{base}</b>" in figures(app)
    assert "no change" not in figures(app)
    assert "The scenario adds" in texts(app)


def test_a_link_reopens_the_levers_for_all_and_for_a_layer_and_reset_puts_every_one_back(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, levers="margin=1pt;iron.retention=5pt", years="7", **{"for": "iron"})
    assert app.slider(key="retention.iron").value == 5.0
    assert {button.label for button in app.button if str(button.key).startswith("back_")} == {
        "All accounts: Margin +1 pt ✕", "Iron: Retention +5 pt ✕"}

    app.button(key="what_if_reset").click().run()

    assert app.slider(key="retention.iron").value == 0.0
    assert "levers" not in app.query_params
    assert "years" not in app.query_params


def test_one_lever_is_put_back_and_the_others_stay(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, levers="margin=1pt;iron.retention=5pt")

    app.button(key="back_margin").click().run()

    assert app.query_params["levers"] == "iron.retention=5pt"
    assert app.slider(key="margin").value == 0.0


def test_a_lever_moved_for_a_layer_stands_in_the_address_beside_that_for_all(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, levers="margin=1pt", **{"for": "iron"})

    app.slider(key="retention.iron").set_value(-2.0).run()

    assert app.query_params["levers"] == "margin=1pt;iron.retention=-2pt"


def test_an_address_that_cannot_be_read_is_said_and_can_be_left(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, levers="retention=lots")

    assert not app.exception
    assert "retention" in app.info[0].value
    next(button for button in app.button if button.label == "Start over").click().run()
    assert app.slider(key="retention").value == 0.0


def test_an_account_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, account="NOPE")

    assert not app.exception
    assert "NOPE" in app.info[0].value


def test_where_no_cost_is_known_a_margin_is_asked_for_and_every_figure_says_it_rests_on_it(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [a_line(f"A{number}", f"2026-0{month}-05", 1000.0, cost=None)
             for number in range(3) for month in range(1, 10)]
    home = published(tmp_path, cost_known=False, order_line=lines)

    app = opened(monkeypatch, home.path)
    assert "Assume a margin rate" in texts(app)
    assert len(app.slider) == 0

    app.number_input(key="assumed_margin").set_value(25).run()
    assert "Every figure here rests on your assumed margin rate of 25%." in texts(app)
    assert figures(app)


def test_where_everybody_who_earns_is_counted_as_staying_no_margin_is_blamed(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [a_line(f"A{number}", f"2026-0{month}-05", 1000.0, cost=None)
             for number in range(1, 4) for month in range(1, 10)]
    home = published(tmp_path, cost_known=False, order_line=lines)

    app = opened(monkeypatch, home.path, assumed_margin="0.25")

    assert "Mend the margin" not in app.markdown[0].value
