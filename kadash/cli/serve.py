"""`serve`: the app for many people, in several processes behind one address."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from kadash.cli.command import Commands, command, default_data
from kadash.errors import KadashError
from kadash.language import Words
from kadash.processes import Served, serve

MOST = 64


def add(commands: Commands) -> None:
    """The command."""
    made = command(commands, "serve", _serve, "the app for many people: several processes behind one address (nginx)",
                   data=False)
    made.add_argument("--processes", type=int, default=min(os.cpu_count() or 1, MOST), metavar="N",
                      help="how many; as many as the machine has cores unless told otherwise")
    made.add_argument("--address", default=os.environ.get("STREAMLIT_SERVER_ADDRESS", "127.0.0.1"))
    made.add_argument("--port", type=int, default=int(os.environ.get("STREAMLIT_SERVER_PORT") or 8501))
    made.add_argument("--data", type=Path, default=default_data())


def _serve(options: argparse.Namespace, words: Words) -> None:
    if not 1 <= options.processes <= MOST:
        raise KadashError("serve_processes", found=options.processes, most=MOST)
    served = Served(options.address, options.port, options.processes, options.data.resolve())
    code = serve(served, lambda sentence, facts: _say(words, sentence, facts))
    if code:
        raise SystemExit(code)


def _say(words: Words, sentence: str, facts: Mapping[str, object]) -> None:
    told = {name: fact for name, fact in facts.items() if name != "n"}
    count = facts.get("n")
    print(words(sentence, int(str(count)) if count is not None else None, **told), file=sys.stderr, flush=True)
