"""A choice made into the reading that is shown, kept and used: columns, hints, samples, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from kadash.intake.reading import Column, Reading
from kadash.intake.recognise.assign import Assignment, Use
from kadash.intake.recognise.choose import Choice
from kadash.intake.recognise.fit import fit
from kadash.intake.recognise.flat import account_attributes
from kadash.intake.recognise.hints import Doubt, file_custom, hints_for
from kadash.intake.recognise.meaning import is_common_word_for, meanings_of
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.questions import Case, asked, encoding_questions
from kadash.intake.recognise.refunds import with_refunds
from kadash.intake.recognise.returns import beside_sales
from kadash.intake.recognise.table_question import asked_which
from kadash.intake.recognise.wide_survey import Question, survey_questions
from kadash.intake.text_table import TextTable
from kadash.vocabulary import Finding

_SURE, _RIVAL_WITHIN = 0.75, 0.15


def reading_of(
    table: TextTable, profiles: Sequence[Profile], choice: Choice, latest: date,
    accounts: Callable[[], frozenset[str]] = frozenset, *, lines_elsewhere: bool = False,
) -> Reading:
    """The reading of a file that was taken for `choice`, and the question, where others are close.

    `accounts` gives the keys of the batch's lists of accounts, `lines_elsewhere`: another file is sure to hold sales.
    """
    best = _read_as(table, profiles, choice, latest, accounts)
    others = [_read_as(table, profiles, replace(choice, best=rival), latest, accounts) for rival in choice.rivals]
    return asked_which(table, (best, *others), lines_elsewhere) if others else best


def _read_as(
    table: TextTable, profiles: Sequence[Profile], choice: Choice, latest: date,
    accounts: Callable[[], frozenset[str]],
) -> Reading:
    """The reading as the table that was chosen, whatever else it might be."""
    best = choice.best
    if best is None:
        why = "unused_no_header" if choice.why == "unused_unknown" and table.has_no_header else choice.why
        return Reading(None, confidence=choice.confidence, why=why, questions=encoding_questions(table))
    columns: list[Column] = []
    notes: list[Finding] = []
    doubts: dict[int, tuple[Doubt, ...]] = {}
    wanted = _wanted(table, profiles, best)
    seen = [(owner, field, profiles[use.index]) for owner, field, use, _ in wanted]
    custom = file_custom(seen, latest, table.header)
    for owner, field, use, question in wanted:
        header, profile = table.header[use.index], profiles[use.index]
        form = hints_for(header, owner, field, profile, table.title_lines, custom)
        notes += form.notes
        doubts[use.index] = form.doubts
        hints = form.hints
        columns.append(Column(
            index=use.index, header=header, table=owner, field=field, confidence=round(min(use.strength, 1.0), 2),
            hints=hints if question is None else type(hints)(
                decimal=hints.decimal, plain=hints.plain, driver=question.driver, question=question.number),
            samples=_samples(profile), rival=_rival(table.header[use.index], owner, field, profile),
        ))
    notes += _doubts(best.table, columns)
    if best.table == "order_line":
        notes += [_note("refunds_beside_sales", column=name)
                  for name in beside_sales(table, profiles, {column.index for column in columns})]
    columns.sort(key=lambda column: column.index)
    found = asked(Case(table, profiles, best.table, doubts, accounts), columns)
    return Reading(best.table, found.columns, choice.confidence, notes=(*notes, *found.notes),
                   questions=found.questions)


def _wanted(
    table: TextTable, profiles: Sequence[Profile], best: Assignment
) -> list[tuple[str, str, Use, Question | None]]:
    """(table, field, use, question of a wide survey) of every column that is read."""
    questions = survey_questions(table.header, profiles) if best.table == "survey_response" else {}
    if questions and "driver" not in best.uses:
        kept = [(best.table, field, use, None) for field, use in best.uses.items()
                if field != "score" and use.index not in questions]
        return [*kept, *((best.table, one.asked, Use(index, 1.0), one) for index, one in questions.items())]
    uses = with_refunds(table.header, profiles, best.uses) if best.table == "order_line" else best.uses
    wanted: list[tuple[str, str, Use, Question | None]] = []
    wanted += [(best.table, field, use, None) for field, use in uses.items()]
    if best.table == "order_line" and best.uses.keys() & {"account_id", "account_name"}:
        used = {use.index for use in uses.values()}
        attributes = account_attributes(table.header, profiles, used)
        wanted += [("account", field, use, None) for field, use in attributes.items()]
    return wanted


def _samples(profile: Profile) -> tuple[str, str, str]:
    distinct = [*dict.fromkeys(profile.values)][:3]
    distinct += [""] * (3 - len(distinct))
    return distinct[0], distinct[1], distinct[2]


def _rival(header: str, table: str, field: str, profile: Profile) -> str | None:
    """The other field of the same table that the column could nearly as well be."""
    here = {m: s * fit(profile, m.table, m.field) for m, s in meanings_of(header).items() if m.table == table}
    own = next((strength for meaning, strength in here.items() if meaning.field == field), 0.0)
    others = [(strength, meaning) for meaning, strength in here.items() if meaning.field != field]
    strength, meaning = max(others, default=(0.0, None), key=lambda each: each[0])
    return f"{meaning.table}.{meaning.field}" if meaning and strength > max(own - _RIVAL_WITHIN, 0.5) else None


def _doubts(table: str, columns: Sequence[Column]) -> list[Finding]:
    """Columns of the table itself whose names are not known."""
    return [_note("assumed_column", column=column.header, table=column.table, field=column.field)
            for column in columns if column.table == table and column.confidence < _SURE and column.samples[0]
            and not is_common_word_for(column.header, column.table, column.field)]


def _note(code: str, **facts: object) -> Finding:
    return Finding(code, facts=MappingProxyType(facts))
