"""The people on both sides in sentences: how many are in contact, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kadash.language import Words
from kadash.reviews.people import Gap, PeopleMap


def people_sentence(people: PeopleMap, gaps: Sequence[Gap], words: Words) -> str:
    """How many people of how many functions we know, and how much is missing."""
    if not people.theirs:
        return words("review.people.nobody")
    return words("review.people.sentence" if gaps else "review.people.whole", len(people.theirs),
                 functions=words.number(people.functions_in_contact), gaps=words.number(len(gaps)))


def gap_text(gap: Gap, words: Words, escape: Callable[[str], str] = str) -> str:
    """What is missing, in words. `escape` makes names harmless for where they are shown."""
    return words(f"review.gap.{gap.code}", words.form(gap.days), name=escape(gap.name), days=words.number(gap.days))
