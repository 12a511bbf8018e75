"""A large company's pages start from what was made before anybody asked, once a file."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked, ready
from kadash.answers.score import scored
from kadash.answers.score.accounts import scored_of_everybody
from kadash.answers.service_plan import plan_base
from kadash.answers.service_plan.base import every_option
from kadash.answers.what_if import SCHEME, what_if_base
from kadash.store import Generation, Home
from kadash.ui import ready as looks
from kadash.ui.ready import Ready

TODAY = dt.date(2026, 12, 31)


def forget() -> None:
    for kept in (scored_of_everybody, every_option, plan_base, what_if_base):
        kept.cache_clear()


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of any file from here on."""
    asked, frame = [], Generation.frame

    def counted(self: Generation, sql: str, **params: object) -> object:
        asked.append(sql)
        return frame(self, sql, **params)

    monkeypatch.setattr(Generation, "frame", counted)
    return asked


def test_of_a_large_company_score_plan_and_what_if_ask_the_file_nothing_more(
        asked: Asked, sample_home: Home, questions: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "LEAST_ACCOUNTS", 400)
    forget()

    Ready(sample_home).look()
    before = len(questions)
    visitor = Asked(asked.generation, Scope.everything())
    found = scored(visitor), plan_base(visitor), what_if_base(visitor, SCHEME, None, None)

    assert before > 5 and len(questions) == before
    assert [len(found[0].accounts), len(found[1].accounts)] == [400, 400]


def test_of_a_small_company_and_of_none_nothing_is_made(
        asked: Asked, sample_home: Home, tmp_path: Path, questions: list[str]) -> None:
    Ready(sample_home).look()
    Ready(Home(tmp_path)).look()

    assert not ready.make_ready(asked, sample_home, TODAY)
    assert questions == []


def test_each_new_file_is_made_ready_once(
        sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(looks, "make_ready", lambda asked, home, today: made.append(asked.generation.name))
    home = Home(tmp_path)
    watching = Ready(home)
    for _ in range(2):
        built = home.building_file()
        built.write_bytes(max((sample_home.path / "generations").glob("*.duckdb")).read_bytes())
        home.publish(built)
        watching.look()
        watching.look()

    assert made == ["g000001", "g000002"]


def test_a_damaged_company_does_not_end_the_looking(tmp_path: Path) -> None:
    home = Home(tmp_path)
    built = home.building_file()
    built.write_bytes(b"no database")
    home.publish(built)

    Ready(home).look()


def test_the_looking_ends_when_it_is_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[tuple[object, ...]] = []
    monkeypatch.setattr(looks.atexit, "register", lambda *end: ends.append(end))

    Ready(Home(tmp_path)).begin()
    (end, thread), = ends
    assert isinstance(thread, threading.Thread) and thread.is_alive() and callable(end)
    end(thread)

    assert not thread.is_alive()
