"""Cells of a table: the text in the reader's language, with the number behind it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kadash.exports.handover.content import Cell
from kadash.language import Words


def text(value: object) -> Cell:
    """Text as it is; empty where there is none."""
    return Cell(value if isinstance(value, str) else "")


def money(value: Any, words: Words, sign: bool = False) -> Cell:
    """Money in its short form."""
    return Cell(words.money(value, sign), known(value), "money")


def share(value: Any, words: Words, digits: int = 0, sign: bool = False) -> Cell:
    """A share as per cent."""
    return Cell(words.percent(value, digits, sign), known(value), "share")


def number(value: Any, words: Words, digits: int = 0) -> Cell:
    """A plain number."""
    return Cell(words.number(value, digits), known(value), "number")


def day(value: dt.date | None, words: Words) -> Cell:
    """A day."""
    return Cell(words.date(value), None, "date")


def known(value: Any) -> float | None:
    """A figure as a float; None where unknown, in any of the ways that a table has for it."""
    if value is None or value != value:
        return None
    return float(value)
