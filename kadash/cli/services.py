"""`services` and `plan`: what to offer an account, and who gets what for a budget and hours."""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from kadash.answers.service_plan import asking_of, reasons_of, service_plan
from kadash.answers.service_plan.saved import declined_of_late
from kadash.answers.services import services_of
from kadash.cli.command import Commands, asked_of, command, print_json, today
from kadash.language import Words
from kadash.services.in_force import with_service_words
from kadash.store import Home


def add(commands: Commands) -> None:
    """The two commands."""
    services = command(commands, "services", _services, "which services to offer an account, and why")
    services.add_argument("--account", required=True)
    plan = command(commands, "plan", _plan, "who gets which service for a budget and people's hours")
    plan.add_argument("--budget", type=float, required=True, help="money of the first year")
    plan.add_argument("--hours", nargs="+", action="extend", default=[], metavar="ROLE=N")
    plan.add_argument("--singles", action="store_true", help="one service an account, no pairs")
    plan.add_argument("--hold-out", type=float, default=0.0, metavar="SHARE", help="kept without an offer, by lot")


def _services(options: argparse.Namespace, words: Words) -> None:
    asked = asked_of(options)
    answer = services_of(asked, options.account)
    if options.json:
        print_json(answer.to_json())
        return
    for sentence in answer.sentences(with_service_words(words, asked.catalogue)):
        print(sentence)


def _plan(options: argparse.Namespace, words: Words) -> None:
    asked = asked_of(options)
    with _only_the_answer():
        asking = asking_of(options.budget, options.hours, options.hold_out, options.singles)
        declined = declined_of_late(Home(options.data).journal(), today())
        answer = service_plan(asked, replace(asking, declined=declined))
    if options.json:
        print_json(answer.to_json(reasons_of(asked, answer)))
        return
    for sentence in answer.sentences(with_service_words(words, asked.catalogue)):
        print(sentence)


@contextmanager
def _only_the_answer() -> Iterator[None]:
    """The solver's own code prints now and then: that goes to standard error, the output is the answer."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        if os.name == "posix":
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
