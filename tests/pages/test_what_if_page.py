"""The what-if as a reader meets it: whom, levers, views, scenarios kept; in both languages, on any data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from kadash.scenarios import Levers, Measure, Move, Programme, Setup, scenario_to_address
from kadash.store import Home
from kadash.ui.what_if import VIEWS
from kadash.ui.what_if.compared import side_by_side
from kadash.ui.what_if.measures import programme_of, rows_from
from kadash.ui.what_if.setting import given_of, levers_of
from tests.marts.builders import a_line
from tests.reviews.builders import a_trading_company, published

ROOT = Path(__file__).parents[2]
OPENING_S = 60.0
FIVE_IN_IRON = {"levers": "iron.retention=5pt"}
VISITS = Programme((Measure("Visits", (), Move(retention=0.02), Move(retention=0.01), 6, cost_per_year=10.0),))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published(tmp_path_factory.mktemp("company"), **a_trading_company())


def opened(monkeypatch: pytest.MonkeyPatch, home: Path, lang: str = "en", **params: str) -> AppTest:
    """The app, opened at the what-if by its address."""
    monkeypatch.setenv("KADASH_DATA", str(home))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=OPENING_S)
    app.query_params.update({"lang": lang, **params})
    app._page_hash = calc_hash("what-if")  # pages are functions, and switch_page() knows files only
    return app.run()


def texts(app: AppTest) -> str:
    said = [str(element.value) for kind in (app.markdown, app.caption, app.info, app.warning, app.error)
            for element in kind]
    return "\n".join([*said, drawn(app)])


def drawn(app: AppTest) -> str:
    """What is drawn as HTML of our own: figures and charts."""
    return "\n".join(html.proto.body for html in app.get("html"))


def figures(app: AppTest) -> str:
    return next(html.proto.body for html in app.get("html") if html.proto.body.startswith('<div class="kdf">'))


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


def test_a_programme_of_a_link_stands_in_the_grid_and_its_sum_is_said(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, view="programme", **scenario_to_address(Setup(programme=VISITS)))

    assert not app.exception
    assert "customer equity" in app.markdown[0].value
    assert "each alone and added up" in drawn(app)


def test_an_example_programme_fills_the_grid(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, view="programme")

    app.button(key="what_if_example").click().run()

    assert not app.exception
    assert "programme" in app.query_params


def test_backwards_a_click_sets_the_lever_that_brings_the_sum(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, view="backwards", wanted="100")

    next(button for button in app.button if str(button.key) == "try_margin").click().run()

    assert not app.exception
    assert app.query_params["levers"].startswith("margin=")
    assert app.slider(key="margin").value > 0


def test_a_scenario_is_saved_with_its_author_opened_copied_deleted_and_brought_back(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    app = opened(monkeypatch, home.path, view="saved", **FIVE_IN_IRON)
    app.text_input(key="what_if_name").set_value("Keep **iron**").run()
    app.button(key="what_if_save").click().run()
    entry = home.journal().all("scenario")[0]
    assert (entry.subject, bool(entry.author)) == ("keep-iron", True)
    assert "**Keep \\*\\*iron\\*\\***" in [element.value for element in app.markdown]

    again = opened(monkeypatch, home.path, scenario="keep-iron", **{"for": "iron"})
    assert again.slider(key="retention.iron").value == 5.0

    app.button(key="copy_keep-iron").click().run()
    assert [one.subject for one in home.journal().all("scenario")] == ["keep-iron", "copy-of-keep-iron"]
    app.button(key="away_keep-iron").click().run()
    assert home.journal().get("scenario", "keep-iron") is None
    app.button(key="what_if_undo").click().run()
    assert home.journal().get("scenario", "keep-iron") is not None
    assert not app.exception


def test_a_scenario_without_a_name_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    app = opened(monkeypatch, home.path, view="saved")

    app.button(key="what_if_save").click().run()

    assert "needs a name" in app.error[0].value
    assert home.journal().all("scenario") == []


def test_saved_scenarios_that_cannot_be_read_are_counted_in_one_sentence(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    for name in ("old", "older"):
        home.journal().put("scenario", name, {"turbo": 1}, author="Wang", at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))

    app = opened(monkeypatch, home.path, view="saved")

    assert not app.exception
    assert [one.value for one in app.warning] == ["2 saved scenarios cannot be read and are not shown."]


def test_two_saved_scenarios_stand_side_by_side(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    app = opened(monkeypatch, home.path, view="saved", **FIVE_IN_IRON)
    for name in ("One", "Two"):
        app.text_input(key="what_if_name").set_value(name).run()
        app.button(key="what_if_save").click().run()

    app.multiselect(key="compare").set_value(["one", "two"]).run()

    assert not app.exception
    assert list(app.dataframe[0].value.columns) == ["Figure", "One", "Two"]


def test_a_scenario_of_other_data_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    app = opened(monkeypatch, home.path, view="saved")
    app.text_input(key="what_if_name").set_value("One").run()
    app.button(key="what_if_save").click().run()
    assert "the data under it have changed since" not in texts(app)
    entry = home.journal().get("scenario", "one")
    assert entry is not None and isinstance(entry.body, dict)
    home.journal().put("scenario", "one", {**entry.body, "generation": "g000000.duckdb"}, author="Wang",
                       at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))

    later = opened(monkeypatch, home.path, view="saved")

    assert "the data under it have changed since" in texts(later)


def test_names_and_values_of_the_page_go_to_the_engine_and_back() -> None:
    levers = Levers(retention=0.05, payment_days=-15.0, by_segment={"iron": Move(cost_to_serve=-0.1)})

    assert given_of(levers) == {"retention": 5.0, "payment_days": -15.0, "cost_to_serve.iron": -10.0}
    assert levers_of(given_of(levers)) == levers


def test_a_measure_with_two_effects_goes_into_the_grid_and_comes_back_whole() -> None:
    programme = Programme((Measure("Visits", ("iron",), Move(retention=0.02, frequency=0.05), Move(retention=0.01), 6,
                                   cost_once=100.0, cost_per_account_per_year=7.0),))

    grid = rows_from(programme)

    assert list(grid["effect"]) == [2.0, 5.0]
    assert list(grid["cost_once"]) == [100.0, 0.0]
    assert programme_of(grid, ("iron", "lead")) == programme


def test_where_everybody_who_earns_is_counted_as_staying_no_margin_is_blamed(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [a_line(f"A{number}", f"2026-0{month}-05", 1000.0, cost=None)
             for number in range(1, 4) for month in range(1, 10)]
    home = published(tmp_path, cost_known=False, order_line=lines)

    app = opened(monkeypatch, home.path, assumed_margin="0.25")

    assert "Mend the margin" not in app.markdown[0].value


def test_the_workbook_holds_the_scenarios_that_the_address_puts_side_by_side_and_that_are_kept() -> None:
    kept = [SimpleNamespace(scenario_id=name) for name in "abcdef"]

    assert side_by_side(["c", "gone", "a"], kept) == ("c", "a")
    assert side_by_side(["a"], kept) == side_by_side(["a", "gone"], kept) == ()
    assert side_by_side(list("abcdef"), kept) == ("a", "b", "c", "d")
