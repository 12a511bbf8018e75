"""What only a person can settle about a file: one plain question each, the safest reading chosen already."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kadash.intake.reading import Question, Reading, reading_to_json
from kadash.intake.recognise import answered
from kadash.language import Words
from kadash.loads import InspectedTable, Inspection
from kadash.ui.plain import plain


def questions(words: Words, seen: Inspection) -> dict[str, str]:
    """The questions of all tables; gives answered readings (fingerprint to JSON) when the user applies them."""
    asking = [(table, asked) for table in seen.tables if (asked := table.reading.questions)]
    open_ones = sum(not question.answered for _, asked in asking for question in asked)
    if not asking:
        return {}
    with st.container(border=True) if open_ones else st.expander(words("ask.title", 0)):
        if open_ones:
            st.markdown(f"**{words('ask.title', open_ones)}**")
            st.caption(words("ask.help"))
        settled = {table.fingerprint: _table(words, table, number, asked)
                   for number, (table, asked) in enumerate(asking)}
        if st.button(words("ask.apply"), key="apply_answers", type="primary" if open_ones else "secondary"):
            return {key: reading_to_json(reading) for key, reading in settled.items()}
    return {}


def _table(words: Words, table: InspectedTable, number: int, asked: tuple[Question, ...]) -> Reading:
    """Ask the questions of one table; gives its reading with the answers."""
    st.caption(plain(" · ".join(filter(None, (table.text.file, table.text.sheet)))))
    reading = table.reading
    for place, question in enumerate(asked):
        chosen = st.radio(plain(_sentence(words, question)), question.choices,
                          index=question.choices.index(question.chosen), key=f"ask_{number}_{place}_{question.code}",
                          format_func=partial(_choice, words, question.code))
        reading = answered(reading, question.code, question.column, str(chosen))
    return reading


def _sentence(words: Words, question: Question) -> str:
    facts = {name: words.fact(value) for name, value in question.facts.items()}
    return words(f"question.{question.code}", None, **facts)


def _choice(words: Words, code: str, choice: str) -> str:
    key = f"choice.{code}.{choice}"
    return words(key) if words.has(key) else plain(choice)
