"""`nightly`: loads what lies in the inbox, and tells people what came of it."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from kadash.answers import Asked
from kadash.answers.changes import Changes, changes
from kadash.cli.command import Commands, asked_of, command, note_taken, print_json, today
from kadash.cli.mail import MailSetup, is_address, mail_setup, send
from kadash.errors import KadashError
from kadash.exports.night import Night, night_page, night_text
from kadash.language import Words
from kadash.loads import FileGiven, load, policy_in_use
from kadash.loads.inbox import inbox_files
from kadash.segments.own_wording import with_own_words
from kadash.services.in_force import with_service_words
from kadash.store import Home

WANTS_A_LOOK, NOT_TOLD = 3, 4
"""Exit codes beside those of every command (0 done, 2 nothing could be loaded): loaded, but files were refused or rows
rejected; loaded, but the mail could not be sent."""
FILE = "kadash.html"


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "nightly", _nightly,
                   "load what lies in the inbox and tell what came of it; for a scheduler (docs/nightly.md)")
    made.add_argument("--out", type=Path, metavar="FILE.html", help="write the summary here")
    made.add_argument("--mail", action="append", default=[], metavar="ADDRESS", help="send it there; again for more")
    made.add_argument("--always", action="store_true", help="also where no file lay there")


def _nightly(options: argparse.Namespace, words: Words) -> None:
    setup = _setup(options)
    home = Home(options.data)
    night = _loaded(home, options)
    asked = None if night.report is None else asked_of(options)
    found = None if asked is None else changes(asked, home, "load", viewer=getpass.getuser(), today=today())
    if asked is not None:
        words = with_service_words(with_own_words(words, asked.policy), asked.catalogue)
    text = night_text(night, asked, found, words)
    if options.json:
        print_json({"outcome": night.outcome, "waiting": night.waiting,
                    "report": None if night.report is None else night.report.as_dict()})
    elif night.error is None:
        print("\n".join(text))
    unsent = None
    if night.outcome != "nothing" or options.always:
        unsent = _told(home, options, setup, night, asked, found, text, words)
    if night.error is not None:
        raise night.error
    if unsent is not None:
        print(words.of_error(unsent), file=sys.stderr)
        raise SystemExit(NOT_TOLD)
    if night.outcome == "look":
        raise SystemExit(WANTS_A_LOOK)


def _setup(options: argparse.Namespace) -> MailSetup | None:
    """Looked at before anything is loaded, so that nobody waits for a mail that could never come."""
    wrong = next((one for one in options.mail if not is_address(one)), None)
    if wrong is not None:
        raise KadashError("mail_address", address=wrong)
    if options.out is not None and options.out.suffix.lower() != ".html":
        raise KadashError("night_format", file=options.out.name)
    return mail_setup(os.environ) if options.mail else None


def _loaded(home: Home, options: argparse.Namespace) -> Night:
    files = inbox_files(home)
    waiting = tuple(file.label for file in files if not file.settled)
    given = [FileGiven(file.path, file.label) for file in files if file.settled]
    if not given:
        return Night(waiting=waiting)
    try:
        report = load(home, given, today=today(), who=getpass.getuser(), policy=policy_in_use(home))
    except KadashError as error:
        return Night(error=error, waiting=waiting)
    return Night(report, waiting=waiting)


def _told(home: Home, options: argparse.Namespace, setup: MailSetup | None, night: Night, asked: Asked | None,
          found: Changes | None, text: list[str], words: Words) -> KadashError | None:
    """Write the page and send the mails, noted in the trail; what kept a mail from going."""
    page = night_page(night, asked, found, words)
    accounts = [] if found is None else [one.account_id for one in found.changes if one.account_id]
    if options.out is not None:
        note_taken(home, options.out.name, accounts)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_bytes(page)
    if setup is None:
        return None
    note_taken(home, FILE, accounts)
    try:
        send(setup, options.mail, f"kadash: {night.headline(words)}", "\n".join(text), page, FILE)
    except KadashError as error:
        return error
    return None
