"""`roles`: who may what on a kadash of several people; whoever has the machine's terminal may grant."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass

from kadash.access import Deputy, Grant, Role, Viewer, subject_of
from kadash.access.roles import NARROWED
from kadash.cli.command import Commands, command, print_json, today
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads.grants import Granted, everybody, keep_grant
from kadash.store import Home


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "roles", _roles, "who may what: list, grant, revoke")
    made.add_argument("act", choices=("list", "grant", "revoke"), nargs="?", default="list")
    made.add_argument("name", nargs="?", help="the name or address a person signs in with")
    made.add_argument("--role", choices=[role.value for role in Role])
    made.add_argument("--owner", action="append", default=[], help="an owner whose accounts are seen, as in the data")
    made.add_argument("--region", action="append", default=[], help="a region whose accounts are seen, as in the data")
    made.add_argument("--deputy", action="append", default=[], type=_deputy, metavar="OWNER:FIRST_DAY:LAST_DAY")
    made.add_argument("--from", dest="first_day", type=dt.date.fromisoformat, metavar="FIRST_DAY")
    made.add_argument("--to", dest="last_day", type=dt.date.fromisoformat, metavar="LAST_DAY")


def _roles(options: argparse.Namespace, words: Words) -> None:
    home = Home(options.data)
    if options.act != "list":
        if not options.name:
            raise KadashError("grant_nameless", identity="")
        grant = _grant(options) if options.act == "grant" else None
        if grant is None and subject_of(options.name) not in [one.identity for one in everybody(home)]:
            raise KadashError("grant_unknown", identity=options.name)
        keep_grant(home, options.name, grant, who=Viewer.alone(getpass.getuser()), at=dt.datetime.now().astimezone())
    found = everybody(home)
    if options.json:
        print_json([{"name": one.identity, **(one.grant.body() if one.grant else {"role": None})} for one in found])
    else:
        for one in found:
            print(_line(words, one))
        if not found:
            print(words("roles.none"))


def _grant(options: argparse.Namespace) -> Grant:
    if options.role is None:
        raise KadashError("grant_role", roles=", ".join(Role))
    return Grant(Role(options.role), tuple(options.owner), tuple(options.region), tuple(options.deputy),
                 options.first_day, options.last_day)


def _line(words: Words, one: Granted) -> str:
    if one.grant is None:
        return f"{one.identity}: {words('roles.withdrawn')}"
    scope = one.grant.scope(today())
    seen = [*sorted(scope.owners or ()), *sorted(scope.regions)]
    told = [words(f"roles.role.{one.grant.role}"), *([words.listed(seen) or "–"] if one.grant.role in NARROWED else []),
            *([] if one.grant.holds(today()) else [words("roles.other_days")])]
    return f"{one.identity}: {' · '.join(told)}"


def _deputy(text: str) -> Deputy:
    owner, first, last = text.rsplit(":", 2)
    return Deputy(owner, dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None)
