"""Records with a look ahead, so that what follows can be judged before it is read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from kadash.intake.read.records import Record


class Ahead:
    """An iterator of records that can be peeked at and given back."""

    def __init__(self, records: Iterator[Record]) -> None:
        self._rest = records
        self._next: deque[Record] = deque()

    def __iter__(self) -> Iterator[Record]:
        """Those peeked at first, then the rest; another loop goes on where one was left."""
        while True:
            if self._next:
                yield self._next.popleft()
                continue
            record = next(self._rest, None)
            if record is None:
                return
            yield record

    def peek(self, count: int) -> list[Record]:
        """The next records, as many as there are up to `count`."""
        missing = count - len(self._next)
        if missing > 0:
            self._next.extend(islice(self._rest, missing))
        return list(islice(self._next, count))

    def give_back(self, record: Record) -> None:
        """The record just taken comes next again."""
        self._next.appendleft(record)
