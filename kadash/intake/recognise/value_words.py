"""Columns whose cells are words of a coded field: 赢单, won and open are outcomes of quotes."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kadash.intake.recognise.profile import Profile

_NEARLY_ALL = 0.9
_MOST_WORDS = 16
_LONGEST = 30
_FEWEST: Mapping[tuple[str, str], int] = MappingProxyType({
    ("service_event", "kind"): 3, ("service_event", "severity"): 2, ("quote", "outcome"): 2, ("contract", "kind"): 2,
    ("survey_response", "driver"): 4,
})
"""So many different codes must occur before the words of a column are believed to be this field."""
_SHORT_WORD = 4


def holds_words_of(profile: Profile, table: str, field: str) -> bool:
    """Whether nearly all cells of a column of few different words are words of the field's list.

    A column of constant `other` or of one outcome proves nothing: several codes must occur.
    """
    distinct = {value.lower() for value in profile.values}
    if not distinct or len(distinct) > _MOST_WORDS or any(len(value) > _LONGEST for value in distinct):
        return False
    codes = {value: code_of(table, field, value) for value in distinct}
    known = sum(codes[value.lower()] is not None for value in profile.values)
    different = set(codes.values()) - {None}
    return known >= _NEARLY_ALL * len(profile.values) and len(different) >= _FEWEST[(table, field)]


def code_of(table: str, field: str, value: str) -> str | None:
    """The code of a text in lower case by the word list of a coded field, None where no listed word is in it."""
    listed = _listed().get((table, field), ())
    exact = next((code for word, code in listed if word == value), None)
    return exact or next((code for word, code in listed if _may_be_inside(word) and word in value), None)


def _may_be_inside(word: str) -> bool:
    return len(word) > _SHORT_WORD if word.isascii() else len(word) > 1


@cache
def _listed() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(table, field) to its (word, code)s: the list by which cells are cleaned."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    text = files("kadash.intake.clean").joinpath("words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["table"], row["field"]), []).append((row["word"].lower(), row["code"]))
    return MappingProxyType({key: tuple(pairs) for key, pairs in found.items()})
