"""What only a person can settle about a file: one plain question each, the safest reading chosen already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from kadash.intake.reading import Question, Reading, reading_to_json
from kadash.intake.recognise import answered
from kadash.language import Words
from kadash.loads import InspectedTable, Inspection
from kadash.ui.plain import plain


@dataclass(frozen=True)
class Answers:
    """What is chosen now. readings: answered ones (fingerprint to JSON); use: whether the user wants them used.

    waiting: whether any answer is another than what is shown rests on.
    """

    readings: Mapping[str, str]
    use: bool = False
    waiting: bool = False


_COUNTED = frozenset({"of", "share"})
"""Facts without which there is no evidence: readings kept by earlier versions have none."""


def questions(words: Words, seen: Inspection) -> Answers:
    """The questions of all tables, and what is answered."""
    asking = [(table, asked) for table in seen.tables if (asked := table.reading.questions)]
    open_ones = sum(not question.answered for _, asked in asking for question in asked)
    if not asking:
        return Answers({})
    answered_ones = sum(question.answered for _, asked in asking for question in asked)
    with st.container(border=True) if open_ones else st.expander(words("ask.answered", answered_ones)):
        if open_ones:
            st.markdown(f"**{words('ask.title', open_ones)}**")
            st.caption(words("ask.help"))
        settled = {table.fingerprint: _table(words, table, number, asked)
                   for number, (table, asked) in enumerate(asking)}
        waiting = any(_chosen(settled[table.fingerprint]) != _chosen(table.reading) for table, _ in asking)
        use = st.button(words("ask.apply"), key="apply_answers", type="primary" if open_ones else "secondary")
    return Answers({key: reading_to_json(reading) for key, reading in settled.items()}, use, waiting)


def _chosen(reading: Reading) -> tuple[str | None, tuple[str, ...]]:
    return reading.table, tuple(one.chosen for one in reading.questions)


def _table(words: Words, table: InspectedTable, number: int, asked: tuple[Question, ...]) -> Reading:
    """Ask the questions of one table; gives its reading with the answers."""
    st.caption(plain(" · ".join(filter(None, (table.text.file, table.text.sheet)))))
    reading = table.reading
    for place, question in enumerate(asked):
        chosen = st.radio(plain(_sentence(words, question)), question.choices,
                          index=question.choices.index(question.chosen), key=f"ask_{number}_{place}_{question.code}",
                          format_func=partial(_choice, words, question.code), captions=_previews(words, question))
        reading = answered(reading, question.code, question.column, str(chosen))
        if reading.table != table.reading.table:  # the other table leaves other things open: they are asked next
            break
    return reading


def _sentence(words: Words, question: Question) -> str:
    """The question, and what speaks for each answer where that was counted."""
    facts = {name: words.fact(value) for name, value in question.facts.items()}
    asked = words(f"question.{question.code}", None, **facts)
    if not _COUNTED & facts.keys():
        return asked
    return words("ask.with_evidence", asked=asked, evidence=words(f"evidence.{question.code}", None, **facts))


def _previews(words: Words, question: Question) -> list[str] | None:
    """Under each choice some cells and what it makes of them; None where nothing is shown."""
    if not question.previews:
        return None
    return [plain(" · ".join(_pair(words, question.code, cell, meant) for cell, meant in pairs))
            for pairs in question.previews]


def _pair(words: Words, code: str, cell: str, meant: str) -> str:
    shown = words.date(dt.date.fromisoformat(meant)) if code == "date_order" else meant
    return f"{cell} → {shown}" if cell else shown


def _choice(words: Words, code: str, choice: str) -> str:
    key = f"choice.{code}.{choice}"
    return words(key) if words.has(key) else plain(choice)
