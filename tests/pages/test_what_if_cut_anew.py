"""A lever of a layer and another scheme in one move of the page, as a quick hand or a slow line sends them."""

from __future__ import annotations

import pytest

from kadash.store import Home
from tests.pages.what_if_opened import opened


def test_a_layers_lever_falls_away_with_its_scheme_whichever_the_page_hears_first(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, scheme="five_level", **{"for": "e"})

    app.slider(key="retention.e").set_value(10.0)
    app.selectbox(key="scheme").set_value("customer_class")
    app.run()

    assert app.query_params == {"lang": "en", "scheme": "customer_class"}
    assert not app.exception and not app.error


def test_a_lever_of_everybody_stays_when_the_scheme_changes_with_it(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, scheme="five_level")

    app.slider(key="retention").set_value(10.0)
    app.selectbox(key="scheme").set_value("customer_class")
    app.run()

    assert app.query_params == {"lang": "en", "scheme": "customer_class", "levers": "retention=10pt"}
