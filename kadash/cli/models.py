"""`backtest`: how good forecasts and alarms were on the past."""

from __future__ import annotations

import argparse

from kadash.answers.models import forecasts_kept, model_check, sentences, to_json
from kadash.cli.command import Commands, asked_of, command, print_json
from kadash.language import Words
from kadash.store import Home


def add(commands: Commands) -> None:
    """The command."""
    command(commands, "backtest", _backtest, "how good forecasts and alarms were on the past")


def _backtest(options: argparse.Namespace, words: Words) -> None:
    check = model_check(asked_of(options))
    if options.json:
        print_json(to_json(check, forecasts_kept(Home(options.data))))
        return
    for sentence in sentences(check, words):
        print(sentence)
