"""What every command has: its language, its data, sentences or JSON, and the clock."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from kadash.access import Scope
from kadash.answers import Asked
from kadash.errors import KadashError
from kadash.language import LANGUAGES, Words
from kadash.store import Home

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace, Words], None]


def command(commands: Commands, name: str, run: Run, text: str, *, data: bool = True) -> argparse.ArgumentParser:
    """A command with its language; with `data`, also the data directory and --json."""
    made = commands.add_parser(name, help=text, description=text)
    made.add_argument("--lang", choices=LANGUAGES, default=_terminal_language())
    if data:
        made.add_argument("--data", type=Path, default=default_data())
        made.add_argument("--json", action="store_true")
    made.set_defaults(run=run)
    return made


def asked_of(options: argparse.Namespace) -> Asked:
    """What is loaded, for whoever sits at the terminal; KadashError where nothing is, or another version made it."""
    generation = Home(options.data).generation()
    if generation is None:
        raise KadashError("nothing_loaded", folder=str(options.data))
    asked = Asked(generation, Scope.everything())
    if asked.outdated:
        raise KadashError("made_by_other_version", folder=str(options.data))
    return asked


def today() -> dt.date:
    """The day on this machine's clock."""
    return dt.datetime.now().astimezone().date()


def note_taken(home: Home, file: str, accounts: Sequence[str] = ()) -> None:
    """Note in the trail that a file was written, and which accounts it tells of."""
    home.journal().note("exported", "", {"file": file, "accounts": len(accounts), "ids": list(accounts)},
                        author=getpass.getuser(), at=dt.datetime.now(dt.UTC))


def print_json(value: object) -> None:
    """The answer for another program."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def default_data() -> Path:
    """The data directory where none is named: KADASH_DATA, else data/live beside the app."""
    return Path(os.environ.get("KADASH_DATA") or Path(__file__).parents[2] / "data" / "live")


def _terminal_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.lower().startswith("zh") else "en"
