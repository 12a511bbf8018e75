"""`journal`: what people entered, as a file, added from one, taken back."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from pathlib import Path

from kadash.cli.command import Commands, command, note_taken, print_json
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads.journal_file import add_journal, journal_text, read_journal_file, take_back
from kadash.store import Home


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "journal", _journal, "what people entered: as a file, added from one, taken back")
    made.add_argument("--out", type=Path, metavar="FILE", help="write every entry, a JSON object a line")
    made.add_argument("--add", type=Path, metavar="FILE", help="add what is missing here, overwrite nothing")
    made.add_argument("--take-back", type=int, metavar="ENTRY", help="what was before the entry holds again")


def _journal(options: argparse.Namespace, words: Words) -> None:
    journal, said = Home(options.data).journal(), {}
    if options.add:
        found = add_journal(journal, read_journal_file(options.add))
        kept = [" ".join(subject) for subject in found.kept]
        said = {"added": found.added, "known": found.known, "kept": kept}
        _say(options, words("journal.added", found.added, known=words.number(found.known)))
        if kept:
            _say(options, words("journal.kept", len(kept), which=words.listed(kept)))
    if options.take_back is not None:
        entry = next((one for one in journal.newest() if one.entry_id == options.take_back), None)
        if entry is None:
            raise KadashError("journal_no_entry", entry=options.take_back)
        take_back(journal, entry, who=getpass.getuser(), at=dt.datetime.now().astimezone())
        _say(options, words("journal.taken_back", entry=options.take_back))
    spoilt = [entry.entry_id for entry in journal.unreadable()]
    if options.out:
        note_taken(Home(options.data), options.out.name)
        options.out.write_text(journal_text(journal), "utf-8")
        _say(options, words("journal.written", len(journal.lines()), file=str(options.out)))
    if options.json:
        print_json({**said, "entries": len(journal.lines()), "unreadable": spoilt})
    elif spoilt or not (options.add or options.out or options.take_back):
        print(words("journal.counted", len(journal.lines()), unreadable=words.listed([str(one) for one in spoilt])
                    or words.number(0)))


def _say(options: argparse.Namespace, sentence: str) -> None:
    if not options.json:
        print(sentence)
