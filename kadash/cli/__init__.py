"""The same answers from a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kadash.cli import (
    backup,
    changes,
    erase,
    handover,
    journal,
    loaded,
    models,
    nightly,
    roles,
    rollup,
    serve,
    services,
    trail,
    what_if,
)
from kadash.errors import KadashError
from kadash.language import Words, words_in
from kadash.loads.company import words_for
from kadash.store import Home
from kadash.store.disk import disk_faults_in_words

NOTHING_USABLE = 2


def main(argv: Sequence[str]) -> int:
    """Run one command; gives the exit code: 0 done, 2 the user can mend something (said on standard error)."""
    options = _parser().parse_args(argv)
    words = words_in(options.lang)
    try:
        with disk_faults_in_words():
            words = _words(options)
            options.run(options, words)
    except KadashError as error:
        print(words.of_error(error), file=sys.stderr)
        return NOTHING_USABLE
    return 0


def _words(options: argparse.Namespace) -> Words:
    """The words of the language, with the company's own names where a command reads its data."""
    data: Path | None = getattr(options, "data", None)
    return words_for(Home(data), options.lang) if data is not None and data.is_dir() else words_in(options.lang)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kadash", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for room in (loaded, changes, what_if, services, models, handover, journal, roles, trail, erase, backup, serve,
                 rollup, nightly):
        room.add(commands)
    return parser
