"""Values of a grid or a journal entry as typed values: what cannot be read is what was not entered."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option", bound=str)


def text_of(value: object) -> str:
    """A text without blanks around; empty for anything else."""
    return value.strip() if isinstance(value, str) else ""


def day_of(value: object) -> dt.date | None:
    """A day; None where there is none, or text that is no day."""
    if isinstance(value, dt.datetime):
        return value.date() if value == value else None  # NaT is a datetime that is not itself
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def amount_of(value: object) -> float | None:
    """A number; None where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def one_of(value: object, options: Sequence[Option], otherwise: Option) -> Option:
    """The option that the value names, else the one given."""
    return next((option for option in options if option == value), otherwise)
