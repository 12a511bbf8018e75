"""Answers kept per generation and scope: a published file never changes, so its answers need no other key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from kadash.answers.keeper import Keeper

Answer = TypeVar("Answer")
MOST = 256


class Keyed(Protocol):
    """What answers are asked of: its key names everything that they rest on, the viewer's scope included."""

    @property
    def key(self) -> tuple[Any, ...]: ...


_kept = Keeper(MOST)


def kept(ask: Callable[..., Answer], asked: Keyed, *arguments: object) -> Answer:
    """`ask(asked, *arguments)`, computed once a process for each file, scope and arguments; the oldest go first.

    Answers are frozen and shared between sessions: whoever needs another table makes a new one.
    """
    return _kept.get((ask.__module__, ask.__qualname__, *asked.key, *arguments), lambda: ask(asked, *arguments))
