"""A rollup.json may come from anybody: it names files of a roll-up's own folders, or it is none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.loads import FileGiven, load
from kadash.marts.rolled import Manifest, RolledFile, manifest_from_json, scripts_version
from kadash.policy import default_policy
from kadash.store import Home

SOUND = Manifest("spark", date(2026, 2, 2), 4, 3, 2, scripts_version(), "2026-02-03T00:00:00", {}, {
    "order_line": [RolledFile("order_line/part-00000-c000.snappy.parquet", 10)],
    "tables": [RolledFile("tables/account/part=1/a (1).parquet", 10)]})


def naming(path: str) -> Manifest:
    return replace(SOUND, files={"order_line": [RolledFile(path, 6)]})


def test_what_a_rollup_says_is_read_as_it_was_written() -> None:
    assert manifest_from_json(SOUND.to_json()) == SOUND


@pytest.mark.parametrize("path", [
    "../secret.parquet", "order_line/../../secret.parquet", "/etc/secret.parquet", "order_line//../secret.parquet",
    "..\\secret.parquet", "order_line\\..\\..\\secret.parquet", "C:/secret.parquet", "other/secret.parquet",
    "order_line/passwd", "order_line/.../x/../secret.parquet", "", "order_line/a\0.parquet",
])
def test_a_file_elsewhere_is_never_taken_in(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.parquet").write_text("secret", "utf-8")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "rollup.json").write_text(naming(path).to_json(), "utf-8")
    home = Home(tmp_path / "home")

    assert manifest_from_json(naming(path).to_json()) is None
    with pytest.raises(KadashError):
        load(home, [FileGiven(folder / "rollup.json", "rollup.json")], currency="CNY", today=date(2026, 2, 3), who="Li",
             policy=default_policy())
    assert [file for file in tmp_path.rglob("*.parquet") if file.parent != tmp_path] == []


@pytest.mark.parametrize(("part", "value"), [
    ("lines", "many"), ("as_of", "yesterday"), ("files", []), ("files", {"order_line": [{"path": 1}]}),
    ("parameters", 7), ("more", 1),
])
def test_what_is_no_rollup_is_none(part: str, value: object) -> None:
    told = json.loads(SOUND.to_json())
    told[part] = value

    assert manifest_from_json(json.dumps(told)) is None


def test_parameters_that_nobody_knows_are_other_rules(tmp_path: Path) -> None:
    file = tmp_path / "rollup.json"
    file.write_text(replace(naming("order_line/a.parquet"), parameters={"unheard_of": 1.0}).to_json(), "utf-8")

    with pytest.raises(KadashError, match="rollup_other_policy"):
        load(Home(tmp_path / "home"), [FileGiven(file, "rollup.json")], currency="CNY", today=date(2026, 2, 3),
             who="Li", policy=default_policy())
