"""SIGKILL at every named step of a load and at some other moments: the old state or the new one, whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.loads.builders import current
from tests.loads.killed import NAMED_STEPS, Company, a_company, copy_of, kill_after, kill_at, what_is_wrong

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return a_company(tmp_path_factory.mktemp("before"))


@pytest.mark.parametrize("stage", NAMED_STEPS)
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new_one_and_nothing_else(
        before: Company, tmp_path: Path, stage: str) -> None:
    company = copy_of(before, tmp_path)

    ended = kill_at(company, stage)

    assert ended == -9
    assert [info.number for info in company.home.generations()] == ([2, 1] if stage == "done" else [1])
    assert what_is_wrong(company) == []
    assert current(company.home).one("select count(*) from core.order_line") == (2,)


@pytest.mark.parametrize("seconds", [0.3, 1.1, 2.3])
def test_a_kill_at_some_moment_leaves_the_old_state_or_the_new_one(
        before: Company, tmp_path: Path, seconds: float) -> None:
    company = copy_of(before, tmp_path)

    kill_after(company, seconds)

    assert what_is_wrong(company) == []
