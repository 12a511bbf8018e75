"""The full quarters that can be set against each other."""

from __future__ import annotations

from collections.abc import Mapping

from kadash.answers.asked import Asked
from kadash.language import CALENDAR_YEAR, FiscalYear
from kadash.marts.calendar import window
from kadash.marts.quarters import Quarter, full_quarters


def quarters(asked: Asked, year: FiscalYear = CALENDAR_YEAR) -> Mapping[Quarter, tuple[str, ...]]:
    """The last full quarters, newest first, each with what it can be set against (kadash.marts.quarters.AGAINST).

    `year`: the company's, whose quarters they are. None where the data has not even a full quarter before the last one.
    """
    first = asked.records("first_month")[0]["first_month"]
    return full_quarters(first, window(asked.as_of, asked.policy).last_day, year)
