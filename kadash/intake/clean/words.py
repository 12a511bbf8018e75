"""The word lists of coded fields: 投诉 and complaint are both `complaint`."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from kadash.intake.clean.quoting import literal

_SHORT_WORD = 4
"""A Latin word up to this length counts only as the whole cell (`edi` is also inside `credit`)."""


def coded(table: str, field: str, cell: str) -> str | None:
    """SQL that turns a cell into the field's code, null where no listed word is in it; None: the field has no codes.

    A cell that is a word wins over a cell that contains one; among those, the first in words.csv.
    """
    listed = _listed().get((table, field))
    if listed is None:
        return None
    exact = [f"when lower({cell}) = {literal(word.lower())} then {literal(code)}" for word, code in listed]
    inside = [f"when contains(lower({cell}), {literal(word.lower())}) then {literal(code)}"
              for word, code in listed if _may_be_inside(word)]
    return f"case {' '.join(exact + inside)} end"


def is_cancelled(cell: str) -> str:
    """SQL that is true where the status of an order or a line says that it does not count."""
    words = ", ".join(literal(word.lower()) for word, _ in _listed()["order_line", "status"])
    return f"coalesce(list_position([{words}], lower({cell})) > 0, false)"


def currency_code(cell: str) -> str:
    """SQL for the ISO code of a currency written as a code, a sign or a name; null where it is none of these."""
    named = " ".join(f"when upper({cell}) = {literal(word.upper())} then {literal(code)}"
                     for word, code in _listed()["any", "currency"])
    return f"case {named} when regexp_full_match(upper({cell}), '[A-Z]{{3}}') then upper({cell}) end"


def _may_be_inside(word: str) -> bool:
    return len(word) > _SHORT_WORD if word.isascii() else len(word) > 1


@cache
def _listed() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    text = resources.files("kadash.intake.clean").joinpath("words.csv").read_text("utf-8")
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["table"], row["field"]), []).append((row["word"], row["code"]))
    return {key: tuple(pairs) for key, pairs in found.items()}
