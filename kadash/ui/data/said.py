"""A note of a load as a sentence, with the words of codes that its facts hold."""

from __future__ import annotations

from types import MappingProxyType

from kadash.language import Words
from kadash.vocabulary import Finding

_CODES = {"reading": "overlap", "table": "table", "rival": "table", "field": "field"}
"""Fact to the catalogue in which its codes are words."""


def said(words: Words, note: Finding) -> str:
    """The sentence of a note."""
    facts = {name: words(key) if name in _CODES and words.has(key := f"{_CODES[name]}.{value}") else value
             for name, value in note.facts.items()}
    return words.of_finding(Finding(note.code, note.count, MappingProxyType(facts)))
