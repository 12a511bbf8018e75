"""Dropped files on their way in: kept under names of our own, and no half of them left lying."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

import pytest

from kadash.store import Home
from kadash.ui.data.incoming import keep_dropped


@dataclass(frozen=True)
class Dropped:
    name: str
    content: bytes = b"a,b\n1,2\n"
    no_room: bool = False

    def getbuffer(self) -> memoryview:
        if self.no_room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return memoryview(self.content)


def test_a_dropped_file_is_kept_under_a_name_of_ours_and_its_own_is_a_label(tmp_path: Path) -> None:
    [(path, label)] = keep_dropped(Home(tmp_path), [Dropped("../../orders.CSV")])

    assert (Path(path).name, label) == ("1.csv", "orders.CSV")
    assert Path(path).parent.parent == tmp_path / "incoming"
    assert Path(path).read_bytes() == b"a,b\n1,2\n"


def test_files_that_find_no_room_leave_nothing_behind(tmp_path: Path) -> None:
    kept = keep_dropped(Home(tmp_path), [Dropped("of_another.csv")])

    with pytest.raises(OSError, match="No space left"):
        keep_dropped(Home(tmp_path), [Dropped("a.csv"), Dropped("b.csv", no_room=True)])

    assert [str(one) for one in (tmp_path / "incoming").rglob("*.csv")] == [kept[0][0]]
    assert len(list((tmp_path / "incoming").iterdir())) == 1
