"""Old states go by number and by size; the one in use and the way back stay, whatever they take."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.store import Home
from kadash.store.room import KEPT_GENERATIONS, superfluous
from tests.store.test_generations import a_build


def kept_numbers(home: Home) -> list[int]:
    return [info.number for info in home.generations()]


def test_states_beyond_their_room_go_oldest_first_when_a_new_one_is_published(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    for value in range(3):
        home.publish(a_build(home, value))
    size = home.generations()[0].bytes
    monkeypatch.setenv("KADASH_KEEP_GB", str(3.5 * size / 1e9))

    home.publish(a_build(home, 3))

    assert kept_numbers(home) == [4, 3, 2]
    assert home.room().states == 3 and home.room().bytes == 3 * size
    assert home.room().most_bytes == int(3.5 * size)


def test_however_little_room_there_is_the_state_in_use_and_the_one_before_it_stay(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    monkeypatch.setenv("KADASH_KEEP_GB", "0")
    for value in range(4):
        home.publish(a_build(home, value))

    assert kept_numbers(home) == [4, 3]


def test_a_state_that_somebody_went_back_to_is_not_dropped_for_newer_ones(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    first = home.publish(a_build(home, 0))
    home.publish(a_build(home, 1))
    home.publish(a_build(home, 2))
    home.point_to(first)

    home.drop_old(most=0)

    assert kept_numbers(home) == [3, 1]


def test_the_file_of_groups_counts_with_its_state_and_goes_with_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for value in range(3):
        home.publish(a_build(home, value))
    oldest = home.named("generations/g000001.duckdb")
    assert oldest is not None
    before = home.room().bytes
    home.publish_groups(a_build(home, 9), oldest)

    assert home.room().bytes > before
    home.drop_old(most=0)
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == ["g000002.duckdb", "g000003.duckdb"]


def test_never_more_states_are_kept_than_a_dozen() -> None:
    sizes = [(1, place == 0) for place in range(20)]

    assert superfluous(sizes, most=1000) == list(range(KEPT_GENERATIONS, 20))


def test_a_setting_that_is_no_number_leaves_the_fifth_of_the_disk(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Home(tmp_path).room().most_bytes
    monkeypatch.setenv("KADASH_KEEP_GB", "much")

    assert Home(tmp_path).room().most_bytes == usual > 0
