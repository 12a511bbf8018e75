"""A figure: what it is measured in, where its words and its columns stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """In what a figure is measured; shares, rates and chances are parts of 1."""

    MONEY = "money"
    MONEY_A_YEAR = "money_a_year"
    SHARE = "share"
    SHARE_A_YEAR = "share_a_year"
    CHANCE = "chance"
    POINTS = "points"
    SCORE = "score"
    COUNT = "count"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    TIMES = "times"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Metric:
    """A figure. Its name is the catalogues' `name_key`, its definition `about_key`.

    columns: `table.column` of the schema `mart`, none for what only a page shows.
    """

    key: str
    group: str
    unit: Unit
    columns: tuple[str, ...] = ()
    name: str | None = None
    about: str | None = None

    @property
    def name_key(self) -> str:
        """Where its name stands in the catalogues."""
        return self.name or f"metric.{self.key}"

    @property
    def about_key(self) -> str:
        """Where its definition stands in the catalogues."""
        return self.about or f"metric.{self.key}.about"
