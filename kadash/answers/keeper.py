"""What is dear to make and asked for again: kept, the oldest let go of first, and made once however many ask at once.

After a load everybody asks for the same things in the same second; made by each of them they would take as many times
as long, since they share the machine.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

VIEWERS = 64
"""For so many who see different accounts what each of them sees is kept: fifty people and some."""
Given = ParamSpec("Given")
Made = TypeVar("Made")


class Keeper:
    """Keeps the `most` things that were asked for last. What cannot be made is not kept, and tried again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under the key, else what `make` gives; who asks while it is made waits for it."""
        with self._lock:
            if key in self._kept:
                return cast(Made, self._found(key))
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    return cast(Made, self._found(key))
            try:
                made = make()
                with self._lock:
                    self._kept[key] = made
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()

    def _found(self, key: Hashable) -> Any:
        self._kept.move_to_end(key)
        return self._kept[key]


class OfAFile(Protocol):
    """What is asked of a file for somebody's eyes: `Asked`."""

    @property
    def generation(self) -> Hashable:
        """The file."""


Viewed = TypeVar("Viewed", bound=OfAFile)


def kept_by_file(most: int) -> Callable[[Callable[[Viewed], Made]], Callable[[Viewed], Made]]:
    """The same for what is found for nobody's eyes in particular: made once a file, whoever asks.

    Only for what no question in it is narrowed for: what a viewer sees of it is picked out afterwards, for each anew.
    """

    def decorated(make: Callable[[Viewed], Made]) -> Callable[[Viewed], Made]:
        keeper = Keeper(most)

        @wraps(make)
        def asked_of(asked: Viewed) -> Made:
            return keeper.get(asked.generation, lambda: make(asked))

        asked_of.cache_clear = keeper.clear  # type: ignore[attr-defined]
        return asked_of

    return decorated


def keeping(most: int) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """The same for a function, by its arguments, which have to be hashable.

    >>> calls = []
    >>> @keeping(2)
    ... def twice(number: int) -> int:
    ...     calls.append(number)
    ...     return 2 * number
    >>> [twice(number) for number in (1, 2, 1, 3, 1, 2)], calls
    ([2, 4, 2, 6, 2, 4], [1, 2, 3, 2])
    """

    def decorated(make: Callable[Given, Made]) -> Callable[Given, Made]:
        keeper = Keeper(most)

        @wraps(make)
        def asked(*given: Given.args, **named: Given.kwargs) -> Made:
            return keeper.get((given, tuple(sorted(named.items()))), lambda: make(*given, **named))

        asked.cache_clear = keeper.clear  # type: ignore[attr-defined]
        return asked

    return decorated
