"""Every state that is kept: who made it, when, of what, and what had changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kadash.store import Generation, GenerationInfo, Home, sql_text


@dataclass(frozen=True)
class Made:
    """How a state came to be. `added` and `removed`: files by the names people gave them; neither: the rules changed.

    `built_from` is the name of the state before it, '' for the first.
    """

    at: dt.datetime
    who: str
    as_of: dt.date
    currency: str
    files: int
    rows: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    built_from: str


@dataclass(frozen=True)
class State:
    """A kept generation; `made` is None where its file cannot be opened any more."""

    info: GenerationInfo
    made: Made | None


def history(home: Home) -> list[State]:
    """All kept states, newest first."""
    return list(_states(home, home.generations()))


def _states(home: Home, kept: Iterable[GenerationInfo]) -> Iterable[State]:
    for info in kept:
        generation = home.named(info.name)
        yield State(info, _made(generation) if generation is not None else None)


@lru_cache(maxsize=64)
def _made(generation: Generation) -> Made:
    """A published file never changes: what it says of itself is asked once."""
    row = generation.records(sql_text("kadash.answers.sql", "history_state.sql"))[0]
    settings = generation.settings
    return Made(
        row["loaded_at"].replace(tzinfo=dt.UTC), row["loaded_by"], row["as_of"], row["currency"], int(row["files"]),
        int(row["rows"]), tuple(json.loads(settings.get("files_added", "[]"))),
        tuple(json.loads(settings.get("files_removed", "[]"))), settings.get("built_from", ""))
