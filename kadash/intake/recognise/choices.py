"""What an answer changes: the columns of a reading under one choice of a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import cast

from kadash.intake.reading import Column, DateOrder, Question, QuestionCode, Reading
from kadash.intake.recognise.refunds import with_form
from kadash.intake.recognise.returns import taken_off

_NO_CURRENCY = "unstated"


def answered(reading: Reading, code: QuestionCode, column: int | None, choice: str) -> Reading:
    """The reading with a person's answer to the question `code` about `column` (None: about the whole file).

    The assumption goes out of the notes; the question stays, marked as answered, so that it can be answered again.
    ValueError where the reading has no such question or the question no such choice.
    """
    question = next((one for one in reading.questions if (one.code, one.column) == (code, column)), None)
    if question is None or choice not in question.choices:
        raise ValueError(f"no question {code} about column {column} with the choice {choice}")
    settled = replace(question, chosen=choice, answered=True)
    if settled.readings and choice != reading.table:
        return _other_table(reading, settled)
    notes = tuple(note for note in reading.notes if not _is_assumption_of(note.code, dict(note.facts), question))
    questions = tuple(settled if one is question else one for one in reading.questions)
    return replace(reading, columns=with_choice(reading.columns, settled, choice), notes=notes, questions=questions)


def _other_table(reading: Reading, settled: Question) -> Reading:
    """The reading as the other table, with what that one leaves open."""
    other = settled.readings[settled.choices.index(settled.chosen)]
    return replace(other, rival=reading.table, known=reading.known, questions=(settled, *other.questions))


def with_choice(columns: Sequence[Column], question: Question, choice: str) -> tuple[Column, ...]:
    """The columns as they are read under a choice, in the order of the file."""
    if question.options:
        return _replaced(columns, question, choice)
    change = _CHANGES.get(question.code)
    if change is None:
        return tuple(columns)
    return tuple(change(column, choice) if column.index in question.columns else column for column in columns)


def _replaced(columns: Sequence[Column], question: Question, choice: str) -> tuple[Column, ...]:
    """The choice's columns in place of those of every choice."""
    offered = {column.index for option in question.options for column in option}
    taken = question.options[question.choices.index(choice)]
    fields = {(column.table, column.field) for column in taken}
    kept = [column for column in columns if column.index not in offered and (column.table, column.field) not in fields]
    return tuple(sorted([*kept, *taken], key=lambda column: column.index))


def _is_assumption_of(code: str, facts: Mapping[str, object], question: Question) -> bool:
    return code == f"assumed_{question.code}" and facts.get("column") == question.facts.get("column")


def _date_order(column: Column, choice: str) -> Column:
    return replace(column, hints=replace(column.hints, date_order=cast(DateOrder, choice)))


def _decimal_sign(column: Column, choice: str) -> Column:
    if choice == ",":
        return replace(column, hints=replace(column.hints, decimal=",", plain=False))
    return replace(column, hints=replace(column.hints, decimal="."))


def _tax(column: Column, choice: str) -> Column:
    return replace(column, hints=replace(column.hints, with_tax=choice == "with_tax"))


def _discount_form(column: Column, choice: str) -> Column:
    field = "discount_amount" if choice == "amount" else "discount_rate"
    hints = replace(column.hints, percent=choice == "percent", zhe=choice == "zhe", plain=False)
    return replace(column, field=field, hints=hints)


def _product_key(column: Column, choice: str) -> Column:
    return replace(column, field=choice)


def _yen(column: Column, choice: str) -> Column:
    return replace(column, hints=replace(column.hints, currency=None if choice == _NO_CURRENCY else choice))


def _returns(column: Column, choice: str) -> Column:
    return taken_off(column, off=choice == "minus")


_CHANGES: Mapping[QuestionCode, Callable[[Column, str], Column]] = MappingProxyType({
    "date_order": _date_order, "decimal_sign": _decimal_sign, "tax": _tax, "discount_form": _discount_form,
    "product_key": _product_key, "yen": _yen, "returns": _returns, "refunds": with_form,
})
"""What an answer does to each column the question is about; the encoding is a matter of reading the file again."""
