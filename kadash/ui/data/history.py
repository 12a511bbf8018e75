"""The states that are kept: who made each of what, and the way back and forward again."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers.history import Made, State, history
from kadash.language import Words
from kadash.loads.trail import go_to
from kadash.store import Home
from kadash.store.room import Room
from kadash.ui import session
from kadash.ui.plain import plain

_NAMED = 3


def history_panel(words: Words, home: Home) -> None:
    """One line a state, newest first."""
    st.subheader(words("data.history"), anchor=False)
    st.caption(words.sentences([words("data.history_help"), _room(words, home.room())]))
    for state in history(home):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{words('history.state', number=state.info.number)}** · {plain(_line(words, state))}",
                        width="stretch")
            if state.info.current:
                st.badge(words("data.current"), color="green")
            elif state.made is not None and st.button(words("data.go_back"), key=f"back_{state.info.number}"):
                go_to(home, state.info.name, who=session.author(Right.ROLL_BACK), at=session.now())
                st.toast(words("history.gone_to", number=state.info.number))
                st.rerun()


def _room(words: Words, room: Room) -> str:
    """How many states are kept, and what they take of the disk."""
    taken, most, free = (words.number(max(size / 1e9, 0.1), 1)
                         for size in (room.bytes, room.most_bytes, room.free_bytes))
    return words("history.room", room.states, most_states=words.number(room.most_states), taken=taken, most=most,
                 free=free)


def _line(words: Words, state: State) -> str:
    made = state.made
    if made is None:
        return words("history.damaged")
    return words("history.made", None, at=words.moment(made.at.astimezone()), who=made.who, what=_what(words, made),
                 files=words("history.files", made.files), rows=words("history.rows", made.rows),
                 as_of=words.date(made.as_of), currency=words.currency(made.currency))


def _what(words: Words, made: Made) -> str:
    parts = [words(f"history.{kind}", files=_files(words, files))
             for kind, files in (("added", made.added), ("removed", made.removed)) if files]
    return words.listed(parts) or words("history.rules")


def _files(words: Words, files: tuple[str, ...]) -> str:
    more = [words("history.and_more", len(files) - _NAMED)] if len(files) > _NAMED else []
    return words.listed([*files[:_NAMED], *more])
