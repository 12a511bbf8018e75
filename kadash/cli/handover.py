"""`handover`: a review as a file to hand over."""

from __future__ import annotations

import argparse
from pathlib import Path

from kadash.cli.command import Commands, asked_of, command, note_taken, print_json
from kadash.exports.handover.order import AUDIENCES, FILE_FORMATS, Order, hand_over
from kadash.language import Words
from kadash.store import Home


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "handover", _handover, "write a review as a file to hand over")
    made.add_argument("accounts", nargs="+", metavar="ACCOUNT")
    made.add_argument("--for", dest="audience", choices=AUDIENCES, default="us")
    made.add_argument("--format", choices=FILE_FORMATS, default="pptx")
    made.add_argument("--out", type=Path, default=Path())


def _handover(options: argparse.Namespace, words: Words) -> None:
    order = Order(tuple(options.accounts), options.audience, options.format)
    made = hand_over(asked_of(options), Home(options.data), order, words)
    options.out.mkdir(parents=True, exist_ok=True)
    written = options.out / made.name
    note_taken(Home(options.data), written.name, order.account_ids)
    written.write_bytes(made.content)
    if options.json:
        print_json({"file": str(written), "accounts": list(order.account_ids), "for": order.audience})
    else:
        print(words("handover.written", file=str(written)))
