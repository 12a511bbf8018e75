"""Numbered files and a pointer: what opens is always whole, and nothing published ever changes."""

import errno
import importlib
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from kadash.errors import KadashError
from kadash.store import Home, open_build
from kadash.store.room import KEPT_GENERATIONS
from tests.conftest import ROOT


def a_build(home: Home, value: int) -> Path:
    file = home.building_file()
    with open_build(file) as build:
        build.run("create schema meta")
        build.run("create table meta.setting (key text, value text)")
        build.run("insert into meta.setting values ('as_of', $value)", value=str(value))
    return file


def test_before_the_first_load_there_is_no_generation(tmp_path: Path) -> None:
    assert Home(tmp_path).generation() is None


def test_publishing_makes_the_build_current_under_the_next_number(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.publish(a_build(home, 1))

    name = home.publish(a_build(home, 2))

    assert name == "generations/g000002.duckdb"
    assert home.generation().settings == {"as_of": "2"}
    assert [g.current for g in home.generations()] == [True, False]


@pytest.mark.parametrize(("fails_at", "in_use"), [("fresh pointer", "1"), ("folder of the pointer", "2")])
def test_a_disk_that_fails_around_the_pointer_leaves_the_state_it_names(
        fails_at: str, in_use: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    home.publish(a_build(home, 1))
    build, room = a_build(home, 2), importlib.import_module("kadash.store.home")

    def fail(path: Path) -> None:
        if path == home.path if fails_at == "folder of the pointer" else path.name.startswith("pointer."):
            raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(room, "_sync_folder" if fails_at == "folder of the pointer" else "_sync", fail)
        with pytest.raises(OSError, match="Input/output error"):
            home.publish(build)

    assert home.generation().settings["as_of"] == in_use
    assert len(home.generations()) == int(in_use)
    assert not list(tmp_path.glob("pointer.*.json"))


def test_pointing_back_gives_the_former_state(tmp_path: Path) -> None:
    home = Home(tmp_path)
    first = home.publish(a_build(home, 1))
    home.publish(a_build(home, 2))

    home.point_to(first)

    assert home.generation().settings["as_of"] == "1"


def test_the_name_of_a_dropped_state_is_never_given_again(tmp_path: Path) -> None:
    home = Home(tmp_path)
    first, second = home.publish(a_build(home, 1)), home.publish(a_build(home, 2))
    home.point_to(first)
    home.drop(second)

    assert home.publish(a_build(home, 3)) == "generations/g000003.duckdb"


def test_a_generation_that_is_gone_cannot_be_pointed_to(tmp_path: Path) -> None:
    with pytest.raises(KadashError, match="generation_gone"):
        Home(tmp_path).point_to("generations/g000007.duckdb")


def test_a_lost_or_torn_pointer_falls_back_to_the_newest_generation(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.publish(a_build(home, 1))
    home.publish(a_build(home, 2))
    (tmp_path / "pointer.json").write_text('{"gen')

    assert Home(tmp_path).generation().settings["as_of"] == "2"


def test_a_damaged_current_file_falls_back_to_the_one_before(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.publish(a_build(home, 1))
    name = home.publish(a_build(home, 2))
    (tmp_path / name).write_bytes(b"not a database" * 500)

    assert Home(tmp_path).generation().settings["as_of"] == "1"


def test_where_every_file_is_damaged_the_user_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path)
    name = home.publish(a_build(home, 1))
    (tmp_path / name).write_bytes(b"not a database" * 500)

    with pytest.raises(KadashError, match="generations_damaged"):
        Home(tmp_path).generation()


def test_sweeping_removes_what_a_dead_process_left_and_nothing_else(tmp_path: Path) -> None:
    home = Home(tmp_path)
    own = a_build(home, 1)
    left = own.with_name("build-999999999-1.duckdb")
    left.write_bytes(b"half")

    home.sweep()

    assert own.exists() and not left.exists()


def test_a_reader_can_touch_no_other_file_and_change_no_setting(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.publish(a_build(home, 1))
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    generation = home.generation()

    for attempt in (f"from read_csv('{secret}')", f"copy (select 1) to '{tmp_path / 'out.csv'}'",
                    "set memory_limit = '9GB'", f"attach '{tmp_path / 'other.duckdb'}'", "create table t (a int)"):
        with pytest.raises(duckdb.Error):
            generation.rows(attempt)


def test_a_frame_written_into_a_build_is_read_back_alike(tmp_path: Path) -> None:
    home = Home(tmp_path)
    frame = pd.DataFrame({"account_id": ["00123", "NA"], "revenue": [1.5, None]})

    with open_build(home.building_file()) as build:
        build.write("t", frame)
        found = build.frame("select account_id, revenue from t order by account_id")

    assert found["account_id"].tolist() == ["00123", "NA"]
    assert found["revenue"].isna().tolist() == [False, True]


def open_files(folder: Path) -> list[str]:
    """Names of the DuckDB files in a folder that this process holds open, dropped ones too."""
    held = [os.readlink(handle) for handle in Path("/proc/self/fd").iterdir() if handle.is_symlink()]
    return sorted({Path(name).name for name in held if name.startswith(str(folder)) and ".duckdb" in name})


PUBLISH = """
import sys; from pathlib import Path; from kadash.store import Home; from tests.store.test_generations import a_build
home = Home(Path(sys.argv[1]))
for line in sys.stdin:
    print(home.publish(a_build(home, int(line))), flush=True)
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are read from /proc")
def test_a_reader_lets_go_of_what_other_processes_superseded(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with subprocess.Popen([sys.executable, "-c", PUBLISH, str(tmp_path)], cwd=ROOT, text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        for value in range(6):
            other.stdin.write(f"{value}\n")
            other.stdin.flush()
            other.stdout.readline()
            assert home.generation().settings["as_of"] == str(value)
        other.stdin.close()

    assert open_files(tmp_path) == [f"g{number:06d}.duckdb" for number in range(3, 7)]


def test_who_still_holds_a_superseded_generation_can_go_on_reading_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.publish(a_build(home, 0))
    held = home.generation()
    for value in range(1, 8):
        home.publish(a_build(home, value))
        home.generation()

    assert held.rows("select value from meta.setting") == [("0",)]


def test_who_holds_a_generation_that_is_no_longer_kept_is_told_to_reload(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.publish(a_build(home, 0))
    held = home.generation()
    for value in range(1, KEPT_GENERATIONS + 1):
        home.publish(a_build(home, value))

    with pytest.raises(KadashError, match="generation_superseded"):
        held.rows("select value from meta.setting")
