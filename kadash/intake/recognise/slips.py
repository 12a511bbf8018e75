"""Header words with one slip of the pen: a letter too many, too few, wrong, or two in the wrong order."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kadash.intake.recognise.words import meanings

_SHORTEST = 8
"""Shorter words have too many neighbours that mean something else."""


def without_slip(word: str) -> str | None:
    """The one listed word (compact) that is a single slip away; None where there is none, or several mean different.

    >>> without_slip("custmername"), without_slip("unitprcie"), without_slip("suppliername")
    ('customername', 'unitprice', None)
    """
    if len(word) < _SHORTEST - 1 or not word.isascii() or not word.isalpha():
        return None
    near = {listed for shorter in (word, *_shorter(word)) for listed in _by_shorter().get(shorter, ())
            if _is_one_slip(word, listed)}
    return near.pop() if len({meanings()[listed] for listed in near}) == 1 else None


@cache
def _by_shorter() -> dict[str, set[str]]:
    """Every long listed word, under itself and under itself with a letter left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for listed in meanings():
        if len(listed) >= _SHORTEST and listed.isascii() and listed.isalpha():
            for shorter in (listed, *_shorter(listed)):
                found[shorter].add(listed)
    return dict(found)


def _shorter(word: str) -> list[str]:
    return [word[:place] + word[place + 1:] for place in range(len(word))]


def _is_one_slip(word: str, listed: str) -> bool:
    if abs(len(word) - len(listed)) == 1:
        short, long = sorted((word, listed), key=len)
        return short in _shorter(long) and long != f"{short}s"  # employees are how many, an employee is who
    different = [place for place, (one, other) in enumerate(zip(word, listed, strict=False)) if one != other]
    if len(word) != len(listed) or not different:
        return False
    first, last = different[0], different[-1]
    swapped = last == first + 1 and word[first] == listed[last] and word[last] == listed[first]
    return len(different) == 1 or (len(different) == 2 and swapped)
