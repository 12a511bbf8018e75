"""`changes`: what changed and wants a decision."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from pathlib import Path

from kadash.answers.among import Among
from kadash.answers.changes import DEFAULT_SCHEME, SINCES, Since, changes
from kadash.answers.changes.terminal import sentences, to_json
from kadash.cli.command import Commands, asked_of, command, note_taken, print_json, today
from kadash.errors import KadashError
from kadash.exports.changes import write_changes
from kadash.language import Words
from kadash.segments import layers_of
from kadash.segments.own_wording import with_own_words
from kadash.services.in_force import with_service_words
from kadash.store import Home


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "changes", _changes, "what changed and wants a decision, most important first")
    made.add_argument("--since", default="load", metavar="load|month|looked|DATE", type=_since,
                          help="the state before the last load, a month ago, what you saw last, or a day as 2026-06-30")
    made.add_argument("--scheme", help="the scheme whose layers are looked at")
    for name in ("owner", "region", "industry"):
        made.add_argument(f"--{name}", action="append", default=[], help="only these accounts; again for more")
    made.add_argument("--out", type=Path, metavar="FILE", help="write all of it to FILE.xlsx or FILE.html, to send")


def _since(text: str) -> Since | dt.date:
    return next((since for since in SINCES if since == text), None) or dt.date.fromisoformat(text)


def _changes(options: argparse.Namespace, words: Words) -> None:
    asked, home = asked_of(options), Home(options.data)
    scheme = options.scheme or DEFAULT_SCHEME
    if scheme not in layers_of(asked.policy):
        raise KadashError("changes_scheme", scheme=scheme, known=", ".join(layers_of(asked.policy)))
    among = Among(tuple(options.owner), tuple(options.region), tuple(options.industry))
    found = changes(asked, home, options.since, viewer=getpass.getuser(),
                    today=today(), scheme=scheme, among=among)
    words = with_service_words(with_own_words(words, asked.policy), asked.catalogue)
    if options.out is not None:
        note_taken(home, options.out.name, [one.account_id for one in found.changes if one.account_id])
        write_changes(asked, found, options.out, words)
    if options.json:
        print_json(to_json(asked, found, words))
        return
    for sentence in sentences(found, words):
        print(sentence)
