"""Damaged files are refused with a reason or accounted for to the row, and never do anything else.

Some on every change; thousands by `make soak`. A failure is made again by `python -m tests.soak --seed S --only N`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.store import open_build
from tests.soak.exports import Export, exports
from tests.soak.mutate import mutant
from tests.soak.mutated import Told, taken_through
from tests.soak.outcome import prepare, staged_outcome

SEED = 20261001
FILES = 60


@pytest.fixture(scope="module")
def told() -> list[Told]:
    return list(taken_through(SEED, 0, FILES, loads=20))


def test_no_damaged_file_does_more_than_be_refused_or_accounted_for(told: list[Told]) -> None:
    failures = [f"--seed {SEED} --only {one.number} ({one.story}): {one.failure}" for one in told if one.failure]

    assert failures == []


def test_each_damaged_file_has_an_outcome_and_some_are_still_read(told: list[Told]) -> None:
    refused = [one for one in told if one.outcome.startswith("refused: ")]

    assert [one.number for one in told] == list(range(FILES))
    assert 10 < len(refused) < 50


def test_a_damaged_file_can_be_made_again() -> None:
    assert mutant(SEED, 17) == mutant(SEED, 17)
    assert mutant(SEED, 17) != mutant(SEED, 18)


@pytest.mark.parametrize(("name", "outcome"), [
    ("orders.csv", "24 = 24 + 0 + 0"), ("titled.csv", "25 = 24 + 0 + 1"), ("auftrag.csv", "24 = 24 + 0 + 0"),
    ("dingdan.csv", "24 = 24 + 0 + 0"), ("orders.tsv", "24 = 24 + 0 + 0"), ("orders.parquet", "24 = 24 + 0 + 0"),
])
def test_the_exports_are_sound_before_they_are_damaged(tmp_path: Path, name: str, outcome: str) -> None:
    assert outcome_of(export_named(name), tmp_path) == outcome


def export_named(name: str) -> Export:
    return next(export for export in exports() if export.name == name)


def outcome_of(export: Export, folder: Path) -> str:
    path = folder / "given"
    path.write_bytes(export.content)
    with open_build(folder / "build.duckdb") as build:
        prepare(build)
        return staged_outcome(build, path, export.name, folder / "scratch")
