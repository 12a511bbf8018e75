"""A reading as a person says it is: which table, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kadash.intake.reading import Column, Reading
from kadash.intake.recognise.hints import file_custom, hints_for
from kadash.intake.recognise.profile import profiles
from kadash.intake.recognise.questions import Case, asked
from kadash.intake.text_table import TextTable
from kadash.vocabulary import TABLES


def corrected(text: TextTable, table: str | None, fields: Mapping[int, tuple[str, str]], latest: date) -> Reading:
    """The reading with `table` and {column index: (table, field)} as chosen; how cells are written is found anew.

    `latest`: the day of loading, after which no date may lie. `table` None: the file is not to be used.
    """
    if table is None:
        return Reading(None, why="unused_chosen", known=True)
    seen = profiles(text)
    chosen = {index: (owner, field) for index, (owner, field) in fields.items() if field in TABLES[owner]}
    custom = file_custom([(owner, field, seen[index]) for index, (owner, field) in chosen.items()], latest, text.header)
    forms = {index: hints_for(text.header[index], owner, field, seen[index], text.title_lines, custom)
             for index, (owner, field) in sorted(chosen.items())}
    columns = [Column(index, text.header[index], *chosen[index], form.hints, 1.0, _three(seen[index].values))
               for index, form in forms.items()]
    doubts = {index: form.doubts for index, form in forms.items()}
    found = asked(Case(text, seen, table, doubts, columns_are_chosen=True), columns)
    return Reading(table, found.columns, known=True, notes=found.notes, questions=found.questions)


def _three(values: list[str] | tuple[str, ...]) -> tuple[str, str, str]:
    first = [*dict.fromkeys(values)][:3]
    first += [""] * (3 - len(first))
    return first[0], first[1], first[2]
