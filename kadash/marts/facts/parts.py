"""What ranges of accounts tell as of a day: held in memory, or cut in advance for the days that will be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment

Columns = Mapping[str, NDArray[np.generic]]
Part = TypeVar("Part")


@dataclass(frozen=True)
class Ahead:
    """The days that will be asked, and the folder where what is told of them waits."""

    moments: Sequence[Moment]
    folder: Path


class Parts(Generic[Part]):
    """One part a range of accounts, asked as if they were one.

    ahead: each part is asked about all of these moments and let go before the next is made, so that memory does not
    grow with the rows that there are; no other moment can be asked about then. Without it the parts stay.
    """

    def __init__(self, parts: Iterable[Part], asks: Mapping[str, Callable[[Part, Moment], Columns]],
                 ahead: Ahead | None) -> None:
        self._asks, self._ahead, self._held, self._count = asks, ahead, list[Part](), 0
        self._names: dict[str, list[str]] = {}
        for part in parts:
            if ahead is None:
                self._held.append(part)
            else:
                self._set_aside(part, ahead)
            self._count += 1
            del part  # the next one is made while this name still stands

    def tell(self, ask: str, moment: Moment) -> dict[str, NDArray[np.generic]]:
        """The columns that `asks` names so, of one range after another."""
        if self._ahead is None:
            told = [self._asks[ask](part, moment) for part in self._held]
        else:
            told = [self._told(_file(self._ahead, ask, moment, number), ask) for number in range(self._count)]
        return {name: np.concatenate([one[name] for one in told]) for name in told[0]}

    def _set_aside(self, part: Part, ahead: Ahead) -> None:
        for ask, of_part in self._asks.items():
            for moment in ahead.moments:
                told = of_part(part, moment)
                self._names[ask] = list(told)
                with _file(ahead, ask, moment, self._count).open("wb") as file:
                    for column in told.values():
                        np.save(file, column)

    def _told(self, path: Path, ask: str) -> Columns:
        with path.open("rb") as file:
            return {name: np.load(file) for name in self._names[ask]}


def _file(ahead: Ahead, ask: str, moment: Moment, number: int) -> Path:
    return ahead.folder / f"{ask}_{moment.as_of}_{number}.npy"
