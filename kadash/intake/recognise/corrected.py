"""A reading as a person says it is: which table, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kadash.intake.reading import Column, Reading
from kadash.intake.recognise.hints import file_custom, hints_for
from kadash.intake.recognise.profile import Profile, profiles
from kadash.intake.recognise.questions import Case, asked
from kadash.intake.recognise.wide_survey import survey_questions
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
    if table == "survey_response" and "driver" not in {field for _, field in chosen.values()}:
        columns = _with_questions(text, seen, columns)
    doubts = {index: form.doubts for index, form in forms.items()}
    found = asked(Case(text, seen, table, doubts, columns_are_chosen=True), columns)
    return Reading(table, found.columns, known=True, notes=found.notes, questions=found.questions)


def _with_questions(text: TextTable, seen: Sequence[Profile], columns: Sequence[Column]) -> list[Column]:
    """The columns of a survey with a column a question, each with the driver that its header names."""
    asked_by = survey_questions(text.header, seen)
    return [replace(column, hints=replace(column.hints, driver=found.driver, question=found.number))
            if (found := asked_by.get(column.index)) and found.asked == column.field else column for column in columns]


def _three(values: list[str] | tuple[str, ...]) -> tuple[str, str, str]:
    first = [*dict.fromkeys(values)][:3]
    first += [""] * (3 - len(first))
    return first[0], first[1], first[2]
