"""A file whose encoding a person has settled is read in that one, whatever its bytes look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kadash.intake.reading import Question, Reading
from kadash.intake.text_table import TextTable
from kadash.vocabulary import Finding

_DOUBT = "assumed_encoding"


def chosen_encoding(text: TextTable, settled: Reading | None) -> str | None:
    """The encoding to read the file in instead, or None; only of a file in doubt, and one of the two it may be in."""
    question = answer(settled)
    doubt = next((found for found in text.findings if found.code == _DOUBT), None)
    if question is None or doubt is None or question.chosen == text.encoding:
        return None
    return question.chosen if question.chosen in (doubt.facts["encoding"], doubt.facts["rival"]) else None


def read_again(texts: list[TextTable], encoding: str | None, read: Callable[[], list[TextTable]]) -> list[TextTable]:
    """What `read` gives where there is an encoding to read in, each table remembered by its header of before."""
    if encoding is None:
        return texts
    again = read()
    known_by = [text.header for text in texts[:len(again)]]
    known_by += [()] * (len(again) - len(known_by))
    return [replace(text, known_by=header) for text, header in zip(again, known_by, strict=True)]


def answer(reading: Reading | None) -> Question | None:
    """A person's answer about the encoding, if the reading has one."""
    questions = reading.questions if reading is not None else ()
    return next((one for one in questions if one.code == "encoding" and one.answered), None)


def names_these_columns(reading: Reading, text: TextTable) -> bool:
    """Whether a settled reading was made of the file as it is read now, and not of its header in another encoding."""
    if answer(reading) is None:
        return True
    if reading.table is None:
        return reading.why == "unused_chosen"
    return all(column.index < len(text.header) and text.header[column.index] == column.header
               for column in reading.columns)


def with_encoding_of(settled: Reading, fresh: Reading) -> Reading:
    """The fresh reading, with the settled one's answer about the encoding."""
    question = answer(settled)
    others = tuple(one for one in fresh.questions if one.code != "encoding")
    return replace(fresh, questions=(*others, question)) if question is not None else fresh


def open_doubts(text: TextTable, reading: Reading) -> tuple[Finding, ...]:
    """The findings of the file, but for a doubt about its encoding that a person has settled."""
    is_settled = answer(reading) is not None
    return tuple(found for found in text.findings if not (is_settled and found.code == _DOUBT))
