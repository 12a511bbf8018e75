"""A question that runs for hours is freed by whatever its page does next: another question, a reload, a closed tab."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import pytest
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from kadash.answers.explore import answer
from kadash.answers.explore.compile import Compiled, compiled
from kadash.answers.explore.moment import Moment
from kadash.answers.explore.question import Question
from kadash.answers.explore.source import Source
from kadash.errors import KadashError
from kadash.store import Generation, Home
from kadash.store.stoppable import Stop
from kadash.ui import cache
from tests.pages.test_every_page import opened

HOURS = "select sum(a.range * b.range % 7) as long from range(1000000000) as a, range(1000000) as b"
LIMIT_S = 60.0
QUICK = "from=lines&rows=category&show=revenue&lang=en"


class Watched:
    """What became of every question, and the runner of the page that asked."""

    def __init__(self) -> None:
        self.begun, self.ended = threading.Event(), list[str]()
        self.runners = list[LocalScriptRunner]()

    def endings(self, count: int) -> list[str]:
        """How so many questions ended, once they did."""
        limit = time.monotonic() + LIMIT_S
        while len(self.ended) < count and time.monotonic() < limit:
            time.sleep(0.02)
        return self.ended


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Questions by region run for hours."""
    found, asks = Watched(), Generation.frame_within

    def slow_by_region(question: Question, source: Source, moment: Moment) -> Compiled:
        by_region = [axis.field for axis in question.rows] == ["region"]
        return Compiled(HOURS, MappingProxyType({})) if by_region else compiled(question, source, moment)

    def seen(self: Generation, seconds: float, sql: str, params: Mapping[str, object], stop: Stop | None = None
             ) -> pd.DataFrame:
        found.begun.set()
        try:
            rows = asks(self, 300.0, sql, params, stop)
        except KadashError as error:
            found.ended.append(error.code)
            raise
        found.ended.append("answered")
        return rows

    class Runner(LocalScriptRunner):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)  # type: ignore[arg-type]
            found.runners.append(self)

    monkeypatch.setattr(answer, "compiled", slow_by_region)
    monkeypatch.setattr(Generation, "frame_within", seen)
    monkeypatch.setattr(app_test, "LocalScriptRunner", Runner)
    cache._kept.clear()
    return found


def while_it_counts(watched: Watched, do: str) -> None:
    assert watched.begun.wait(LIMIT_S)
    time.sleep(1.0)  # until the page says that it counts
    if do == "close":
        watched.runners[-1].request_stop()
    else:
        watched.runners[-1].request_rerun(RerunData(query_string=QUICK, page_script_hash=calc_hash("explore")))


def test_another_question_frees_the_first_and_is_answered(
        company: Home, monkeypatch: pytest.MonkeyPatch, watched: Watched) -> None:
    threading.Thread(target=while_it_counts, args=(watched, "ask")).start()

    asked(monkeypatch, company)

    assert sorted(watched.endings(2)) == ["answered", "question_stopped"]


def test_a_closed_tab_frees_its_question(
        company: Home, monkeypatch: pytest.MonkeyPatch, watched: Watched) -> None:
    threading.Thread(target=while_it_counts, args=(watched, "close")).start()

    asked(monkeypatch, company)

    assert watched.endings(1) == ["question_stopped"]


def asked(monkeypatch: pytest.MonkeyPatch, home: Home) -> AppTest:
    return opened(monkeypatch, home.path, "explore", "en", **{"from": "lines", "rows": "region", "show": "revenue"})
