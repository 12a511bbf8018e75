"""A file that another version of kadash published is made anew before a page reads it."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from kadash.access import Grant, Role
from kadash.cli import main
from kadash.language import words_in
from kadash.loads import load
from kadash.policy import default_policy
from kadash.store import Home
from tests.conftest import LOADING_DAY
from tests.loads.builders import a_line, current, lines_file, loaded
from tests.pages.signed_in import granted, opened_by
from tests.pages.test_every_page import opened


@pytest.fixture
def older_home(sample_home: Home, tmp_path: Path) -> Home:
    """The sample company as an earlier version would have left it."""
    return aged(Home(shutil.copytree(sample_home.path, tmp_path / "older")))


def aged(home: Home) -> Home:
    """The same, with its file as an earlier version would have left it."""
    file, = (home.path / "generations").glob("*.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("delete from meta.setting where key = 'relations'")
        connection.execute("drop table mart.portfolio_month")
    return home


@pytest.mark.parametrize("path", ["overview", "pyramid", "data"])
def test_a_page_offers_to_make_the_figures_anew_and_shows_nothing_else(
        path: str, older_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, older_home.path, path, "en")

    assert not app.exception
    assert [info.value for info in app.info] == [words_in("en")("frame.other_version")]
    assert [button.key for button in app.button] == ["make_anew"]


def test_who_may_not_load_is_told_who_can_have_them_made_anew(
        older_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KADASH_ADMINISTRATORS", "chef")
    granted(older_home, "li", Grant(Role.REP, owners=("Li Na",)))

    app = opened_by(monkeypatch, "li", older_home.path, "overview")

    assert not app.exception and not app.button
    assert [info.value for info in app.info] == [words_in("en")("frame.other_version_wait")]


def test_the_terminal_says_to_load_again(older_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["status", "--data", str(older_home.path), "--lang", "en"])

    assert code == 2
    assert "run “load” again" in capsys.readouterr().err


def test_a_load_of_nothing_new_makes_the_figures_anew(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line(day="2026-08-03"), a_line(order="O2", day="2026-09-03")), currency="CNY")
    older = aged(Home(shutil.copytree(home.path, tmp_path / "older")))

    load(older, [], today=LOADING_DAY, who="test", policy=default_policy())

    before, after = (current(one).rows("from mart.portfolio_month order by all") for one in (home, older))
    assert len(before) > 0
    assert after == before
