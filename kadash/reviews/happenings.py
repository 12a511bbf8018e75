"""Single events at an account, whoever knows of them: exports, the marts of past month-ends, or the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from kadash.language import Words

TRIGGERS = frozenset({"complaint", "contract_end", "quote_lost", "joint_project", "contract_start"})
"""Happenings that may change what a customer values, beside those that a rep enters."""

_LANES = {"complaint": "complaints", "complaints": "complaints", "contract_start": "contracts",
          "contract_end": "contracts", "quote_lost": "quotes", "category_new": "orders", "first_order": "orders",
          "joint_project": "visits", "tier": "changes", "flag": "changes", "service_done": "services"}


@dataclass(frozen=True)
class Happening:
    """Something on the time line: `kind` is a code (entered ones: `entered_<kind>`), `what` a text, amount money.

    times: how often it happened in that month, where that is told together.
    """

    day: dt.date
    kind: str
    what: str
    amount: float | None
    trigger: bool
    times: int = 1

    @property
    def lane(self) -> str:
        """The lane of the time line on which it stands; what people wrote down is a note."""
        return _LANES.get(self.kind, "notes")

_NAMED = {"tier": "layer.value_tier", "flag": "flag", "called": "layer.buyer_type", "service_done": "service",
          "contract_start": "review.contract", "contract_end": "review.contract"}
"""Kinds whose text is a code, to where it has its name."""


def happening_said(one: Happening, words: Words, escape: Callable[[str], str] = str) -> str:
    """What happened, in words. `escape` makes text of people and exports harmless for where it is shown."""
    if one.kind.startswith("entered_"):
        kind = words(f"review.event.{one.kind.removeprefix('entered_')}")
        return words("review.happened.entered", None, kind=kind, what=escape(one.what)) if one.what else kind
    return words(f"review.happened.{one.kind}", None, what=_what(one, words, escape), money=words.money(one.amount),
                 times=words.number(one.times), share=words.percent(one.amount, 0))


def _what(one: Happening, words: Words, escape: Callable[[str], str]) -> str:
    """The name in it: of a layer, a flag, a kind of contract, a service, or as it was written."""
    key = _NAMED.get(one.kind)
    named = f"{key}.{one.what}"
    return words(named) if key and words.has(named) else escape(one.what)
