"""`trail`: who did what, and whether anybody touched the record of it."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from pathlib import Path

from kadash.answers.trail import TrailSeen, trail_seen
from kadash.cli.command import Commands, command, note_taken, print_json
from kadash.errors import KadashError
from kadash.exports.csv import csv_bytes
from kadash.exports.trail import trail_table
from kadash.language import Words
from kadash.store import Home


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "trail", _trail, "who did what; whether the trail is whole")
    made.add_argument("--check", action="store_true", help="only whether it is whole; exit code 2 where it is not")
    made.add_argument("--who", metavar="NAME")
    made.add_argument("--act", metavar="ACT", help="signed_in, loaded, exported, entered ...")
    made.add_argument("--days", type=int, metavar="DAYS", help="of the last so many days")
    made.add_argument("--out", type=Path, metavar="FILE", help="write it as CSV")
    made.add_argument("--renew-head", action="store_true",
                      help="write its end down anew in the second place, after a look at what is wrong")


def _trail(options: argparse.Namespace, words: Words) -> None:
    journal, now = Home(options.data).journal(), dt.datetime.now(dt.UTC)
    if options.renew_head:
        journal.renew_head(author=getpass.getuser(), at=now)
    since = now - dt.timedelta(days=options.days) if options.days is not None else None
    seen = trail_seen(journal, who=options.who, action=options.act, since=since)
    if options.out:
        options.out.write_bytes(csv_bytes(trail_table(words, journal, seen)))
        note_taken(Home(options.data), options.out.name)
    faults = [{"code": one.code, "number": one.number} for one in seen.state.faults]
    if options.json:
        told = [] if options.check else [{"line": act.line.line_id, "at": act.line.at, "who": act.line.who,
                                          "act": act.line.action, "about": act.line.subject, "detail": act.line.detail,
                                          "hash": act.line.hash} for act in seen.acts]
        print_json({"whole": seen.state.whole, "lines": seen.state.lines, "since": seen.state.since,
                    "head": seen.state.head, "faults": faults, "acts": told})
    else:
        _print(options, words, seen)
    if options.check and faults:
        raise KadashError("trail_not_whole", faults=len(faults))


def _print(options: argparse.Namespace, words: Words, seen: TrailSeen) -> None:
    print(seen.sentence(words))
    for fault in seen.state.faults:
        print(words(f"trail.fault.{fault.code}", number=fault.number))
    for act in () if options.check or options.out else seen.acts:
        when = words.moment(act.line.moment.astimezone()) if act.line.moment else "–"
        print("  ".join(filter(None, (when, act.line.who, act.what(words), act.line.subject, act.said(words)))))
