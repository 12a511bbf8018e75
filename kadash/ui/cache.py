"""Answers kept per generation and scope: a published file never changes, so its answers need no other key."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

Answer = TypeVar("Answer")
MOST = 256


class Keyed(Protocol):
    """What answers are asked of: its key names everything that they rest on, the viewer's scope included."""

    @property
    def key(self) -> tuple[Any, ...]: ...


_kept: OrderedDict[tuple[object, ...], object] = OrderedDict()
_lock = threading.Lock()


def kept(ask: Callable[..., Answer], asked: Keyed, *arguments: object) -> Answer:
    """`ask(asked, *arguments)`, computed once a process for each file, scope and arguments; the oldest go first.

    Answers are frozen and shared between sessions: whoever needs another table makes a new one.
    """
    key = (ask.__module__, ask.__qualname__, *asked.key, *arguments)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[return-value]
    answer = ask(asked, *arguments)
    with _lock:
        _kept[key] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer
