"""What accounts are worth together, what they cost to keep, and what winning one costs."""

from kadash.answers.worth.by_lifecycle import Worth, worth
from kadash.answers.worth.by_year import ByYear, by_year
from kadash.answers.worth.winning import SAYING, Winning, winning

__all__ = ["SAYING", "ByYear", "Winning", "Worth", "by_year", "winning", "worth"]
