"""The facts of small companies made for one claim."""

from __future__ import annotations

from datetime import date

import pandas as pd

from kadash.marts.runner import account_facts, build_waist
from kadash.policy import default_policy
from tests.marts.builders import Row, a_company, a_line

AS_OF, POLICY = date(2026, 4, 30), default_policy()


def facts(as_of: date = AS_OF, **tables: list[Row]) -> pd.DataFrame:
    """The facts by account_id."""
    with a_company(**tables) as build:
        build_waist(build, as_of, POLICY)
        return account_facts(build, as_of, POLICY).set_index("account_id")


def the_fact(name: str, as_of: date = AS_OF, **tables: list[Row]) -> object:
    """One fact of account A."""
    return facts(as_of, **tables).loc["A", name]


def monthly(first: str, amounts: list[float], **fields: object) -> list[Row]:
    """A line of account A on the 10th of each month from `first` on; amounts of 0 are no line."""
    days = pd.date_range(first, periods=len(amounts), freq="MS") + pd.Timedelta(days=9)
    bought = [(str(day.date()), amount) for day, amount in zip(days, amounts, strict=True) if amount]
    return [a_line(day=day, amount=amount, **fields) for day, amount in bought]
