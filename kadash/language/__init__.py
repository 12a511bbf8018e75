"""Words, numbers and dates in the reader's language; catalogues are .po files."""

from kadash.language.catalogue import LANGUAGES, catalogue
from kadash.language.company import CALENDAR_YEAR, Company, FiscalYear
from kadash.language.words import Words, words_in

__all__ = ["CALENDAR_YEAR", "LANGUAGES", "Company", "FiscalYear", "Words", "catalogue", "words_in"]
