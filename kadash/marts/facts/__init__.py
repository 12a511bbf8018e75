"""Facts of every account as of any day: the waist is read once, and each day is a cut through it."""

from kadash.marts.facts.book import Beside, FactBook, open_book

__all__ = ["Beside", "FactBook", "open_book"]
