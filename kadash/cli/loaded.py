"""`sample`, `load` and `status`: what is loaded, and how it comes in."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from collections.abc import Sequence
from pathlib import Path

from kadash.answers.status import status
from kadash.cli.command import Commands, asked_of, command, print_json, today
from kadash.cli.progress_line import progress_line
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads import FileGiven, load, policy_in_use
from kadash.loads.told import sentences_of
from kadash.marts.rolled import MANIFEST
from kadash.sample import write_sample
from kadash.store import Home


def add(commands: Commands) -> None:
    """The three commands."""
    sample = command(commands, "sample", _sample, "write the sample company's exports into a folder", data=False)
    sample.add_argument("folder", type=Path)
    sample.add_argument("--dialect", choices=("en", "zh"), default="en")
    load_ = command(commands, "load", _load, "load files or folders of exports")
    load_.add_argument("paths", type=Path, nargs="+")
    load_.add_argument("--as-of", type=dt.date.fromisoformat)
    load_.add_argument("--currency", help="reporting currency, asked at the first load on the page")
    command(commands, "status", _status, "what is loaded")


def _sample(options: argparse.Namespace, words: Words) -> None:
    for file in write_sample(options.folder, options.dialect):
        print(file)


def _load(options: argparse.Namespace, words: Words) -> None:
    files = [FileGiven(path, label) for path, label in _files(options.paths)]
    home = Home(options.data)
    with progress_line(words) as progress:
        report = load(home, files, currency=options.currency, as_of=options.as_of, today=today(),
                      who=getpass.getuser(), policy=policy_in_use(home), progress=progress)
    if options.json:
        print_json(report.as_dict())
        return
    for sentence in sentences_of(report, words):
        print(sentence)


def _files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for path in paths:
        if not path.exists():
            raise KadashError("path_missing", path=str(path))
        if (path / MANIFEST).is_file():
            found += _of_rollup(path)
        elif path.is_dir():
            inside = sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith("."))
            found += [(f, f.relative_to(path).as_posix()) for f in inside]
        else:
            found.append((path, path.name))
    return found


def _of_rollup(folder: Path) -> list[tuple[Path, str]]:
    """What says what was rolled up, and the tables that lie beside it: a file each, or a folder with one."""
    found = [(folder / MANIFEST, f"{folder.name}/{MANIFEST}")]
    for file in sorted((folder / "tables").rglob("*.parquet")):
        table = file.relative_to(folder / "tables").parts[0].removesuffix(".parquet")
        found.append((file, f"{table}.parquet"))
    return found


def _status(options: argparse.Namespace, words: Words) -> None:
    answer = status(asked_of(options))
    if options.json:
        print_json(answer.to_json())
        return
    for sentence in answer.sentences(words):
        print(sentence)
