"""`what-if`: what a lever would earn, and every other way of asking it."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kadash.answers import Asked
from kadash.answers.what_if import (
    SCHEME,
    Bought,
    KeepOrWinAnswer,
    MostAnswer,
    WantedAnswer,
    ask_again,
    keep_or_win_answer,
    what_moves_most,
    what_would_bring,
)
from kadash.answers.what_if.ask import scheme_of
from kadash.answers.what_if.kept import Kept
from kadash.answers.what_if.saved import save_scenario, saved_of, saved_scenario
from kadash.cli.command import Commands, asked_of, command, print_json
from kadash.errors import KadashError
from kadash.language import Words
from kadash.scenarios import Programme, Setup, levers_from_text, parse_levers, programme_from_json
from kadash.segments import layers_of
from kadash.segments.own_wording import with_own_words
from kadash.store import Home, Journal


class _Answer(Protocol):
    def sentences(self, words: Words) -> list[str]: ...

    def to_json(self) -> dict[str, object]: ...


@dataclass(frozen=True)
class _Told:
    """An answer as JSON and as sentences, and under which name the scenario was kept, where it was."""

    json: dict[str, Any]
    said: Callable[[Words], list[str]]
    kept: Kept | None

    def sentences(self, words: Words) -> list[str]:
        """To read."""
        saved = [words("what_if.saved", None, name=self.kept.scenario.name, scenario=self.kept.scenario_id)
                 ] if self.kept else []
        return [*self.said(words), *saved]


def add(commands: Commands) -> None:
    """Every way of asking: levers, a programme, a wanted sum, what moves most, keeping against winning."""
    option = command(commands, "what-if", _what_if, "what a lever would earn").add_argument
    option("--set", dest="levers", action="append", default=[], metavar="LEVER=VALUE",
           help="a lever for all, or SCHEME:LAYER.LEVER=VALUE for a layer; again for more")
    option("--segment", metavar="SCHEME:LAYER", help="this layer alone: levers of --set, or whom --keep-or-win keeps")
    option("--scheme", help="the scheme that cuts the accounts")
    option("--account", help="one account alone")
    option("--programme", type=Path, metavar="FILE.json", help="measures to take, as JSON")
    option("--wanted", type=float, metavar="SUM", help="what would bring this sum, lever by lever")
    option("--of", choices=("equity", "profit"), default="equity", help="of what the sum is wanted")
    option("--most", type=float, nargs="?", const=5.0, metavar="POINTS",
           help="what moves most, and whether so many points of retention double profit")
    option("--keep-or-win", type=float, nargs="?", const=0.0, metavar="MONEY",
           help="money a year spent on keeping or on winning; what it buys:")
    option("--kept-points", type=float, metavar="POINTS", help="points of retention it keeps, as 1")
    option("--cost-of-winning", type=float, metavar="MONEY", help="what winning one account costs")
    option("--worth-of-new", type=float, metavar="MONEY", help="what a new account is worth over the horizon")
    option("--most-won", type=float, metavar="N", help="accounts that can be won a year, for whatever money")
    option("--margin", type=float, help="margin rate to assume where no cost was loaded, as 0.25")
    option("--discount", type=float, help="a year, as 0.12")
    option("--years", type=int)
    option("--scenario", metavar="ID", help="a saved scenario in place of levers")
    option("--save", metavar="NAME", help="keep the scenario under this name")


def _what_if(options: argparse.Namespace, words: Words) -> None:
    asked = asked_of(options)
    answer = _answered(options, asked, Home(options.data).journal())
    if options.json:
        print_json(answer.json)
        return
    for sentence in answer.sentences(with_own_words(words, asked.policy)):
        print(sentence)


def _answered(options: argparse.Namespace, asked: Asked, journal: Journal) -> _Told:
    """What the options ask for; KadashError where they ask for nothing, or for what cannot be answered."""
    setup = _setup(options)
    if options.scenario:
        setup = saved_scenario(asked, journal, options.scenario).scenario.setup
    answer = _answer(options, asked, setup)
    if answer is None:
        raise KadashError("what_if_needs_cost")
    kept = None
    if options.save is not None:
        saved = saved_of(asked, setup, options.save, getpass.getuser(), dt.datetime.now().astimezone())
        kept = save_scenario(journal, saved)
    return _Told(answer.to_json() | ({"saved": kept.scenario_id} if kept else {}), answer.sentences, kept)


def _answer(options: argparse.Namespace, asked: Asked, setup: Setup) -> _Answer | None:
    if options.wanted is not None:
        return _wanted(asked, options)
    if options.most is not None:
        return _most(asked, options)
    return ask_again(asked, setup) if options.keep_or_win is None else _keep_or_win(asked, options)


def _setup(options: argparse.Namespace) -> Setup:
    programme = _programme(options.programme) if options.programme else Programme()
    others = (options.wanted, options.most, options.keep_or_win)
    if not (options.levers or programme.measures or options.scenario or any(one is not None for one in others)):
        raise KadashError("what_if_nothing_asked")
    levers = parse_levers(options.levers, options.segment) if options.segment else levers_from_text(
        ";".join(options.levers))
    return Setup(scheme=options.scheme, account_id=options.account, levers=levers, programme=programme,
                 discount_per_year=options.discount, years=options.years, assumed_margin=options.margin)


def _programme(file: Path) -> Programme:
    try:
        return programme_from_json(json.loads(file.read_text("utf-8")))
    except FileNotFoundError as error:
        raise KadashError("path_missing", path=str(file)) from error
    except ValueError as error:
        raise KadashError("programme_unreadable", path=str(file)) from error


def _wanted(asked: Asked, options: argparse.Namespace) -> WantedAnswer | None:
    return what_would_bring(asked, options.wanted, options.of, discount_per_year=options.discount, years=options.years,
                            scheme=options.scheme or SCHEME, assumed_margin=options.margin, account_id=options.account)


def _most(asked: Asked, options: argparse.Namespace) -> MostAnswer | None:
    return what_moves_most(asked, options.most / 100.0, discount_per_year=options.discount, years=options.years,
                           scheme=options.scheme or SCHEME, assumed_margin=options.margin, account_id=options.account)


def _keep_or_win(asked: Asked, options: argparse.Namespace) -> KeepOrWinAnswer | None:
    points = options.kept_points
    bought = Bought(options.keep_or_win or None, None if points is None else points / 100.0, options.cost_of_winning,
                    options.worth_of_new, options.most_won)
    named = (options.segment,) if options.segment else ()
    scheme = scheme_of(named, options.scheme, tuple(layers_of(asked.policy)))
    return keep_or_win_answer(
        asked, bought, segment=options.segment, discount_per_year=options.discount, years=options.years, scheme=scheme,
        assumed_margin=options.margin, account_id=options.account)
