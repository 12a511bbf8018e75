"""The help opens without data, finds what is looked for, and is reached from the why of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.store import Home
from tests.pages.test_decide_pages import opened, texts


@pytest.mark.parametrize(("lang", "expected"), [("en", "**Contribution rate** :gray[· share]"),
                                                ("zh", "**贡献率** :gray[· 比例]")])
def test_every_figure_is_explained_without_data(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str, expected: str) -> None:
    app = opened(monkeypatch, tmp_path / "empty", "help", lang)

    assert not app.exception
    assert expected in texts(app)


def test_what_is_looked_up_is_found_and_the_rest_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = opened(monkeypatch, tmp_path / "empty", "help", "zh", look_up="毛利率 此前")

    shown = texts(app)
    assert "**上年毛利率**" in shown
    assert "付款拖延" not in shown


def test_a_link_for_an_entry_puts_it_first_with_its_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = opened(monkeypatch, tmp_path / "empty", "help", "en", entry="flag.late_payer")

    shown = [block.value for block in app.markdown]
    first = next(place for place, text in enumerate(shown) if "are explained here" in text) + 1
    assert shown[first].startswith("**Late payer** :gray[· Watch]  \nPays more than 15 days late on average")


def test_the_why_of_the_pyramid_leads_to_the_entry_of_its_scheme(
        monkeypatch: pytest.MonkeyPatch, sample_home: Home) -> None:
    app = opened(monkeypatch, sample_home.path, "pyramid", "en", scheme="lifecycle")

    queries = [link.query_string for link in app.main if link.type == "page_link"]
    assert "entry=scheme.lifecycle&lang=en" in queries
