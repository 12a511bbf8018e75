"""`erase`: an account's personal data, on request."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass

from kadash.cli.command import Commands, command, print_json, today
from kadash.language import Words
from kadash.loads.erasing import erase, names_of
from kadash.loads.policy import policy_in_use
from kadash.store import Home


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "erase", _erase, "erase an account's personal data for good: contacts, names in notes, "
                   "columns that name persons; backups and kept files are told, not rewritten")
    made.add_argument("account", metavar="ACCOUNT")
    made.add_argument("--name", action="append", default=[], metavar="NAME",
                      help="whom to take out of notes and plans besides those of the people map; again for another")


def _erase(options: argparse.Namespace, words: Words) -> None:
    home = Home(options.data)
    names = [*names_of(home.journal(), options.account), *options.name]
    done = erase(home, options.account, names, who=getpass.getuser(), at=dt.datetime.now(dt.UTC), today=today(),
                 policy=policy_in_use(home))
    if options.json:
        print_json(vars(done))
        return
    print(words("erase.done", done.entries))
    if done.files:
        print(words("erase.files", len(done.files), which=words.listed(list(done.files))))
