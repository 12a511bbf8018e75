"""Widgets that are what the address bar says, with fixed names whatever the language.

Streamlit's own binding writes the words of the options to the address, so a link would work in one language only.
Here the address holds the codes, and it is always right: a link, the way back and a click all go through it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

Names = Callable[[str], str]


def one_of(label: str, options: Sequence[str], key: str, names: Names, default: str,
           drops: Sequence[str] = ()) -> str:
    """One option out of a few, side by side. A change also takes the parameters of `drops` out of the address."""
    st.session_state[key] = _given(key, options) or default
    chosen = st.segmented_control(
        label, options, key=key, format_func=names, required=True, label_visibility="collapsed", wrap=True,
        on_change=_write_one, args=(key, default, tuple(drops)))
    return str(chosen or default)


def one_or_none(label: str, options: Sequence[str], key: str, names: Names) -> str | None:
    """One option out of a few, side by side, or none of them."""
    st.session_state[key] = _given(key, options)
    chosen = st.segmented_control(
        label, options, key=key, format_func=names, label_visibility="collapsed", wrap=True,
        on_change=_write_one, args=(key, None, ()))
    return str(chosen) if chosen else None


def one_from_list(label: str, options: Sequence[str], key: str, names: Names, default: str) -> str:
    """One option out of a list that opens."""
    st.session_state[key] = _given(key, options) or default
    return str(st.selectbox(label, options, key=key, format_func=names, on_change=_write_one, args=(key, default, ())))


def some_of(label: str, options: Sequence[str], key: str, names: Names = str, placeholder: str = "") -> tuple[str, ...]:
    """Any number of options out of a list; nothing is asked where there are not two to choose from."""
    if len(options) < 2:
        return ()
    st.session_state[key] = [value for value in st.query_params.get_all(key) if value in options]
    chosen = st.multiselect(label, options, key=key, format_func=names, placeholder=placeholder, on_change=_write_some,
                            args=(key,))
    return tuple(str(value) for value in chosen)


def some_side_by_side(label: str, options: Sequence[str], key: str, names: Names) -> tuple[str, ...]:
    """Any number of a few options, side by side; none chosen stands for all of them."""
    st.session_state[key] = [value for value in st.query_params.get_all(key) if value in options]
    chosen = st.pills(label, options, key=key, format_func=names, selection_mode="multi",
                      label_visibility="collapsed", on_change=_write_some, args=(key,))
    return tuple(str(value) for value in chosen)


def text(label: str, key: str, placeholder: str = "") -> str:
    """A line of text."""
    st.session_state[key] = st.query_params.get(key, "")
    return str(st.text_input(label, key=key, placeholder=placeholder, type="search", on_change=_write_one,
                             args=(key, "", ())) or "")


def put(**values: str | None) -> None:
    """Write parameters at once, None taken out: for clicks on a picture."""
    _write({key: [] if value is None else [value] for key, value in values.items()})


def put_all(values: Mapping[str, list[str]]) -> None:
    """Write parameters of several values at once, those without any taken out."""
    _write(values)


def held() -> dict[str, str | list[str]]:
    """What the address says now: a page that is gone to with it finds this one as it was on the way back."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def clear(keys: Sequence[str]) -> None:
    """Take parameters out of the address."""
    _write({key: [] for key in keys})


def _given(key: str, options: Sequence[str]) -> str | None:
    wanted = st.query_params.get(key)
    return wanted if wanted in options else None


def _write_one(key: str, default: str | None, drops: tuple[str, ...]) -> None:
    value = st.session_state[key]
    _write({key: [] if value in (None, "", default) else [str(value)], **{dropped: [] for dropped in drops}})


def _write_some(key: str) -> None:
    _write({key: [str(value) for value in st.session_state[key]]})


def _write(changes: Mapping[str, list[str]]) -> None:
    """All changes as one: each write on its own would be a step of the browser's way back."""
    st.query_params.from_dict({key: values for key, values in {**held(), **changes}.items() if values})
