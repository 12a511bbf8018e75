"""Every account as changes are seen on it: the present of a file, or a past month-end of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from kadash.answers.keeper import keeping
from kadash.answers.question import question_text
from kadash.store import Generation
from kadash.vocabulary import FLAGS

FLAG_CODES = tuple(FLAGS)
"""Flag n of a picture's column `flags` is bit n of the number, from 0."""


@dataclass(frozen=True)
class Moment:
    """A day in a file. past: its month-end of mart.account_history, else its present."""

    generation: Generation
    day: dt.date
    past: bool = False


@keeping(2)
def picture(moment: Moment, overdue_days: int) -> pd.DataFrame:
    """One row an account, by account_id; columns as changes_picture.sql says. A published file never changes."""
    seen = question_text("changes_seen_then" if moment.past else "changes_seen_now")
    return moment.generation.frame(
        f"with seen as ({seen}) from ({question_text('changes_picture')}) order by account_id",
        flags=list(FLAG_CODES), day=moment.day, overdue_days=overdue_days,
    ).set_index("account_id")


@keeping(2)
def layers(moment: Moment, scheme: str, order: tuple[str, ...]) -> pd.Series[int]:
    """account_id to the place of its layer in `order`, 1 for the top."""
    if moment.past:
        rows = moment.generation.frame(
            question_text("changes_layers_then"), path=f"$.{scheme}", layers=list(order), day=moment.day)
    else:
        rows = moment.generation.frame(question_text("changes_layers_now"), scheme=scheme, layers=list(order))
    return rows.set_index("account_id")["layer"]


def flag_bit(flag: str) -> int:
    """The number whose one bit stands for a flag."""
    return 1 << FLAG_CODES.index(flag)
