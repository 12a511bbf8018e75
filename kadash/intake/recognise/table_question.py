"""Which of several tables a file is, where its columns fit them nearly as well: asked, the safest one taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from kadash.intake.reading import Question, Reading
from kadash.intake.text_table import TextTable
from kadash.vocabulary import Finding

_SHOWN_CELLS, _SHOWN_CHARS = 5, 80


def asked_which(table: TextTable, readings: Sequence[Reading], lines_elsewhere: bool) -> Reading:
    """The safest of the readings of a file (the likeliest comes first), with the question which one is right.

    The likeliest is taken; but beside files that surely hold sales (`lines_elsewhere`) the likeliest that is no sales:
    a sum counted twice looks like growth, a table that is lacking is missed.
    """
    safe = [one for one in readings if not (lines_elsewhere and one.table == "order_line")]
    chosen = safe[0]
    ordered = (chosen, *(one for one in readings if one is not chosen))
    choices = tuple(str(one.table) for one in ordered)
    facts = MappingProxyType({"example": _first_row(table)})
    question = Question("table", choices, choices[0], (), facts, readings=ordered)
    note = Finding("assumed_table", facts=MappingProxyType({"table": choices[0], "rival": choices[1]}))
    return replace(chosen, rival=choices[1], notes=(note, *chosen.notes), questions=(question, *chosen.questions))


def _first_row(table: TextTable) -> str:
    """The cells with which the first row begins, those that are filled."""
    filled = [cell for cell in (table.sample[0] if table.sample else ()) if cell]
    return " · ".join(filled[:_SHOWN_CELLS])[:_SHOWN_CHARS]
