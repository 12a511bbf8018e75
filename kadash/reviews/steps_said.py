"""The evidence for a step of the relationship, in words."""

from __future__ import annotations

from kadash.language import Words
from kadash.reviews.steps import Evidence


def evidence_text(one: Evidence, words: Words) -> str:
    """What speaks for a step or against it, with what was measured."""
    return words(f"review.evidence.{one.code}", words.form(one.value), value=_measured(one, words))


def _measured(one: Evidence, words: Words) -> str:
    if one.code == "on_time":
        return words.percent(one.value, 0)
    return words.money(one.value) if one.code == "special" else words.number(one.value)
