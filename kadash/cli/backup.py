"""`backup` and `restore`: all of a data directory in one archive, and back elsewhere."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from pathlib import Path

from kadash.cli.command import Commands, command, print_json
from kadash.language import Words
from kadash.store import Home
from kadash.store.backup import back_up
from kadash.store.restore import restore


def add(commands: Commands) -> None:
    """The commands."""
    made = command(commands, "backup", _backup, "states, journal, trail and loaded files in one archive, true at one "
                   "moment, while people work")
    made.add_argument("archive", type=Path, metavar="OUT.tar[.gz]")
    back = command(commands, "restore", _restore, "a backup into an empty folder, every file held against its hash",
                   data=False)
    back.add_argument("archive", type=Path, metavar="ARCHIVE")
    back.add_argument("folder", type=Path, metavar="FOLDER")
    back.add_argument("--json", action="store_true")


def _backup(options: argparse.Namespace, words: Words) -> None:
    done = back_up(Home(options.data), options.archive, who=getpass.getuser(), at=dt.datetime.now(dt.UTC))
    if options.json:
        print_json(vars(done))
        return
    print(words("backup.done", done.files, file=str(done.archive), megabytes=words.number(done.bytes / 1e6, 1),
                entries=words.number(done.entries), state=done.generation or "–"))


def _restore(options: argparse.Namespace, words: Words) -> None:
    done = restore(options.archive, options.folder, who=getpass.getuser(), at=dt.datetime.now(dt.UTC))
    faults = [{"code": one.code, "number": one.number} for one in done.trail.faults]
    if options.json:
        print_json({**vars(done), "trail": {"whole": done.trail.whole, "lines": done.trail.lines, "faults": faults}})
        return
    print(words("restore.done", done.files, folder=str(done.home), at=words.moment(done.at.astimezone()), by=done.by,
                entries=words.number(done.entries), state=done.generation or "–"))
    print(words("trail.not_whole", len(faults)) if faults else words("restore.trail_whole", done.trail.lines))
