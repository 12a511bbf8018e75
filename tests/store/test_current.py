"""Other programs find the current state under one name, while kadash serves it and goes on loading."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from kadash.store import Home, open_build

_READS = """
import sys, duckdb
found = duckdb.connect(sys.argv[1], read_only=True)
print(found.execute("select n from t").fetchone()[0], flush=True)
sys.stdin.readline()
print(found.execute("select n from t").fetchone()[0], flush=True)
"""


def publish(home: Home, number: int) -> str:
    path = home.building_file()
    with open_build(path) as build:
        build.run(f"create table t as select {number} as n")
    return home.publish(path)


def read(home: Home) -> int:
    with duckdb.connect(str(home.path / "current.duckdb"), read_only=True) as found:
        return int(found.execute("select n from t").fetchall()[0][0])


def test_the_name_leads_to_the_newest_state_and_back_with_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    first = publish(home, 1)
    assert read(home) == 1

    publish(home, 2)
    assert read(home) == 2
    home.point_to(first)

    assert read(home) == 1
    assert os.path.samefile(home.path / "current.duckdb", home.path / first)  # a second name takes no room


def test_another_process_reads_on_while_the_app_serves_and_a_load_publishes(tmp_path: Path) -> None:
    home = Home(tmp_path)
    publish(home, 1)
    served = home.generation()
    assert served is not None and served.one("select n from t") == (1,)

    other = subprocess.Popen([sys.executable, "-c", _READS, str(home.path / "current.duckdb")], text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdin is not None and other.stdout is not None
    before = other.stdout.readline()
    publish(home, 2)
    after, _ = other.communicate("\n")

    assert (before, after) == ("1\n", "1\n")
    assert read(home) == 2 and other.returncode == 0


def test_a_disk_without_second_names_keeps_loading_and_the_log_says_it(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    home = Home(tmp_path)

    publish(home, 1)

    found = home.generation()
    assert found is not None and found.one("select n from t") == (1,)
    assert not (home.path / "current.duckdb").exists()
    assert "current.duckdb could not be put on the current state" in caplog.text


def test_a_state_without_the_name_gets_it_and_names_half_put_go(tmp_path: Path) -> None:
    home = Home(tmp_path)
    name = publish(home, 1)
    (home.path / "current.duckdb").unlink()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    os.link(home.path / name, home.path / f"current.{gone.pid}.1.duckdb")

    home.sweep()

    assert sorted(file.name for file in home.path.glob("*.duckdb")) == ["current.duckdb"]
    assert read(home) == 1
