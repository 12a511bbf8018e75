"""Measures in a grid and sums wanted on the what-if page, and how the page names and counts levers."""

from __future__ import annotations

import pytest

from kadash.scenarios import Levers, Measure, Move, Programme, Setup, scenario_to_address
from kadash.store import Home
from kadash.ui.what_if.measures import programme_of, rows_from
from kadash.ui.what_if.setting import given_of, levers_of
from tests.pages.what_if_opened import drawn, opened

VISITS = Programme((Measure("Visits", (), Move(retention=0.02), Move(retention=0.01), 6, cost_per_year=10.0),))


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
