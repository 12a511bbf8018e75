"""Readable conditions of the policy, such as `revenue_12m >= 100000 and continuity > 0.5`; no code is run.

Columns are compared with >=, <=, >, <, =, != and in ("a", "b"); a yes-or-no column stands alone; and, or, not and
brackets as usual. Numbers may be written 100_000 or 25%. Unknown measures meet nothing, and their contrary neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from kadash.segments.comparison import Operator, compared

Literal = float | str | tuple[float | str, ...]
Columns = Callable[[str], pd.Series]
TOKEN = re.compile(r"""\s*(?:(?P<number>-?\d[\d_]*(?:\.\d+)?%?)|(?P<text>"[^"]*"|'[^']*')|(?P<name>[A-Za-z_]\w*)
    |(?P<sign>>=|<=|!=|=|>|<|\(|\)|,))""", re.VERBOSE)
_OPERATORS: dict[str, Operator] = {">=": "at_least", "<=": "at_most", ">": "above", "<": "below", "=": "is"}


class UnreadableCondition(Exception):
    """The text is no condition; `near` is where it stops making sense."""

    def __init__(self, near: str) -> None:
        super().__init__(near)
        self.near = near


@dataclass(frozen=True)
class Compared:
    """A column, how it is compared, and with what; operator None: a yes-or-no column alone."""

    column: str
    operator: Operator | None
    asked: Literal | None


@dataclass(frozen=True)
class Not:
    """The contrary."""

    of: Condition


@dataclass(frozen=True)
class Joined:
    """All of the parts, or any of them."""

    by: str
    parts: tuple[Condition, ...]


Condition = Compared | Not | Joined


def read_condition(text: str) -> Condition:
    """The condition that a text states; UnreadableCondition names the place where it does not."""
    reader = _Reader(_tokens(text))
    found = reader.any_of()
    reader.expect("end")
    return found


def comparisons(condition: Condition) -> Iterator[Compared]:
    """Every comparison in a condition, in the order it is written."""
    match condition:
        case Compared():
            yield condition
        case Not(of):
            yield from comparisons(of)
        case Joined(_, parts):
            for part in parts:
                yield from comparisons(part)


def meets(condition: Condition, columns: Columns) -> pd.Series[bool]:
    """True for the accounts that meet a condition; `columns` gives a column by its name."""
    return _known(condition, columns).fillna(False).astype(bool)


def _known(condition: Condition, columns: Columns) -> pd.Series:
    """True, false, or missing where it cannot be said."""
    match condition:
        case Compared(column, operator, asked):
            measured = columns(column)
            held = measured if operator is None else compared(measured, operator, asked)
            return held.astype("boolean").mask(measured.isna())
        case Not(of):
            return ~_known(of, columns)
        case Joined(by, parts):
            found = _known(parts[0], columns)
            for part in parts[1:]:
                found = found & _known(part, columns) if by == "and" else found | _known(part, columns)
            return found


def _tokens(text: str) -> list[tuple[str, str]]:
    """Kind and text of every token; the last is the end."""
    tokens, at = [], 0
    while at < len(text.rstrip()):
        found = TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnreadableCondition(text[at:at + 12].strip())
        word = found.group(found.lastgroup)
        keyword = word if found.lastgroup == "sign" or word in ("and", "or", "not", "in") else found.lastgroup
        tokens.append((keyword, word))
        at = found.end()
    return [*tokens, ("end", "")]


class _Reader:
    """Reads tokens from left to right: `or` binds least, then `and`, then `not`."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def any_of(self) -> Condition:
        return self._joined("or", lambda: self._joined("and", self._negated))

    def expect(self, *kinds: str) -> str:
        kind, word = self._tokens[self._at]
        if kind not in kinds:
            before = self._tokens[self._at - 1][1] if self._at else ""
            raise UnreadableCondition(f"{before} {word}".strip())
        self._at += 1
        return word

    def _is_next(self, kind: str) -> bool:
        if self._tokens[self._at][0] != kind:
            return False
        self._at += 1
        return True

    def _joined(self, by: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self._is_next(by):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(by, tuple(parts))

    def _negated(self) -> Condition:
        if self._is_next("not"):
            return Not(self._negated())
        if self._is_next("("):
            inner = self.any_of()
            self.expect(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Condition:
        column = self.expect("name")
        if self._is_next("in"):
            return Compared(column, "one_of", self._list())
        if self._is_next("!="):
            return Not(Compared(column, "is", self._literal()))
        for sign, operator in _OPERATORS.items():
            if self._is_next(sign):
                return Compared(column, operator, self._literal())
        return Compared(column, None, None)

    def _list(self) -> tuple[float | str, ...]:
        self.expect("(")
        listed = [self._literal()]
        while self._is_next(","):
            listed.append(self._literal())
        self.expect(")")
        return tuple(listed)

    def _literal(self) -> float | str:
        word = self.expect("number", "text")
        if word[0] in "\"'":
            return word[1:-1]
        number = float(word.rstrip("%").replace("_", ""))
        return number / 100.0 if word.endswith("%") else number
