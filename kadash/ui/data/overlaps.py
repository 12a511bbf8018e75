"""Files that cover the same days without order numbers: one question a pair, and the total of each answer."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import partial
from typing import get_args

import streamlit as st

from kadash.access import Right
from kadash.language import Words
from kadash.loads.overlap import ASSUMED, KIND, Overlap, choose_overlap, chosen_overlaps
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data.said import said
from kadash.ui.plain import plain
from kadash.ui.seen import draw
from kadash.vocabulary import Finding

_AT_ONCE = 10
"""Pairs that are asked about at once, those with the largest amounts; the others come up once these are settled."""


def overlap_questions(words: Words, home: Home, notes: list[Finding]) -> bool:
    """Ask about the pairs nobody decided on, show the others folded; True where the user has just decided."""
    chosen, seen = chosen_overlaps(home), draw(home.journal(), KIND)
    open_ones = sorted((note for note in notes if is_open(note, chosen)), key=_amount, reverse=True)
    settled = [note for note in notes if not is_open(note, chosen)]
    decided = _ask(words, home, open_ones, chosen, seen) if open_ones else False
    return (_settled(words, home, settled, chosen, seen) if settled else False) or decided


def is_open(note: Finding, chosen: dict[str, Overlap]) -> bool:
    """Whether a person still has to say how these two files are to be read."""
    return note.code == ASSUMED and str(note.facts["pair"]) not in chosen


def _ask(words: Words, home: Home, notes: list[Finding], chosen: dict[str, Overlap], seen: Mapping[str, int]) -> bool:
    with st.container(border=True):
        st.markdown(f"**{words('propose.overlap', len(notes))}**")
        st.caption(words("propose.overlap_help"))
        answers = {_pair(note): _question(words, note, chosen) for note in notes[:_AT_ONCE]}
        if len(notes) > _AT_ONCE:
            st.caption(words("propose.overlap_more", len(notes) - _AT_ONCE))
        if not st.button(words("propose.decide"), key="decide_overlap"):
            return False
    return _enter(home, answers, seen)


def _settled(words: Words, home: Home, notes: list[Finding], chosen: dict[str, Overlap], seen: Mapping[str, int]
             ) -> bool:
    with st.expander(words("propose.overlap_settled", len(notes))):
        answers = {_pair(note): _question(words, note, chosen) for note in notes}
        if not st.button(words("propose.decide_anew"), key="decide_overlap_anew"):
            return False
    now = {_pair(note): _taken(note, chosen) for note in notes}
    return _enter(home, {pair: choice for pair, choice in answers.items() if choice != now[pair]}, seen)


def _question(words: Words, note: Finding, chosen: dict[str, Overlap]) -> Overlap:
    """The two files, and the choices with the total that each of them makes; what holds now is chosen already."""
    choices: tuple[Overlap, ...] = get_args(Overlap)
    st.markdown(plain(said(words, note)))
    return st.radio(words("propose.overlap_ask"), choices, index=choices.index(_taken(note, chosen)),
                    key=f"overlap_{_pair(note)}_{_totals(note)}", format_func=partial(_choice, words, note))


def _choice(words: Words, note: Finding, choice: Overlap) -> str:
    return words("propose.overlap_choice", None, choice=words(f"overlap.{choice}"),
                 total=words.fact(note.facts[f"total_{choice}"]))


def _totals(note: Finding) -> int:
    """A number for the totals that are shown: a browser keeps what it shows as long as the key stays."""
    return zlib.crc32(repr([str(note.facts[f"total_{choice}"]) for choice in get_args(Overlap)]).encode())


def _taken(note: Finding, chosen: dict[str, Overlap]) -> Overlap:
    choices: tuple[Overlap, ...] = get_args(Overlap)
    reading = next(choice for choice in choices if choice == note.facts["reading"])
    return chosen.get(_pair(note), reading)


def _enter(home: Home, answers: dict[str, Overlap], seen: Mapping[str, int]) -> bool:
    home.journal().refuse_changed(KIND, {pair: seen.get(pair, 0) for pair in answers})
    for pair, choice in answers.items():
        choose_overlap(home, pair, choice, who=session.author(Right.LOAD), at=session.now(), expected=seen.get(pair, 0))
    return bool(answers)


def _pair(note: Finding) -> str:
    return str(note.facts["pair"])


def _amount(note: Finding) -> float:
    return float(str(note.facts["amount"]))
