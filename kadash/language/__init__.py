"""Words, numbers and dates in the reader's language; catalogues are .po files."""

from kadash.language.catalogue import LANGUAGES, catalogue
from kadash.language.words import Words, words_in

__all__ = ["LANGUAGES", "Words", "catalogue", "words_in"]
