"""A file explored alone: dropped here, read into a place of its own, seen by nobody else, gone with the session."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from kadash.answers.explore.dropped import DroppedTable, explore_file
from kadash.answers.explore.ground import FILE, Ground
from kadash.answers.explore.question import Question
from kadash.errors import KadashError
from kadash.language import Words
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data.dropping import ENDINGS
from kadash.ui.explore.view import View, put
from kadash.ui.plain import plain
from kadash.ui.style import upload_words

OPENED, REFUSED, ROUND = "explore_file", "explore_refused", "explore_drop_round"


@dataclass(frozen=True)
class Opened:
    """A file that is open: what it is called, its tables, and where it lies."""

    label: str
    ground: Ground
    tables: tuple[DroppedTable, ...]
    folder: Path

    def names(self, words: Words) -> dict[str, str]:
        """Source to what it is called: the file, and its sheet where it has several tables."""
        return {one.source: words("explore.source.file.sheet", None, file=self.label, sheet=one.sheet)
                if one.sheet and len(self.tables) > 1 else self.label for one in self.tables}


def opened() -> Opened | None:
    """The file that this session has open."""
    found: Opened | None = st.session_state.get(OPENED)
    return found


def drop_box(words: Words, home: Home) -> None:
    """A box for a file; it is read at once and its first table shown."""
    st.caption(words("explore.file.drop"))
    upload_words(words("data.choose"), words("data.choose_hint"))
    round_ = st.session_state.setdefault(ROUND, 0)
    file = st.file_uploader(words("explore.file"), ENDINGS, key=f"explore_drop_{round_}", label_visibility="collapsed")
    refused = st.session_state.pop(REFUSED, None)
    if refused is not None:
        st.error(plain(refused))
    if file is None:
        return
    st.session_state[ROUND] += 1
    with st.spinner(words("explore.file.reading")):
        _read(words, home, file.name, file.getbuffer())
    st.rerun()


def _read(words: Words, home: Home, label: str, content: memoryview) -> None:
    close()
    building = home.path / "building"
    building.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"build-{os.getpid()}-", dir=building))
    path = folder / f"dropped{_ending(label)}"
    path.write_bytes(content)
    try:
        ground, tables = explore_file(path, label, folder, session.today())
    except KadashError as error:
        shutil.rmtree(folder, ignore_errors=True)
        st.session_state[REFUSED] = words.of_error(error)
        return
    st.session_state[OPENED] = Opened(label, ground, tables, folder)
    put(View(first_question(ground)))


def first_question(ground: Ground) -> Question:
    """What is asked of a file first: how many rows it has, as a whole."""
    return Question(next(iter(ground.sources), FILE))


def said(words: Words, found: Opened, view: View) -> None:
    """What is looked at, which cells are not counted, and the way back."""
    table = next((one for one in found.tables if one.source == view.question.source), found.tables[0])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(words("explore.file.of", None, file=found.label, rows=words.number(table.rows))),
                   width="content")
        st.button(words("explore.file.close"), type="tertiary", key="explore_file_close", on_click=_leave)
    if table.unread:
        columns = words.listed([f"{header} ({words.number(count)})" for header, count in table.unread])
        st.caption(plain(words("explore.file.unread", None, columns=columns)))


def _leave() -> None:
    close()
    put(None)


def close() -> None:
    """Let go of the file that is open, and of what was written of it."""
    found = st.session_state.pop(OPENED, None)
    if isinstance(found, Opened):
        found.ground.generation.close()
        shutil.rmtree(found.folder, ignore_errors=True)


def _ending(label: str) -> str:
    """The ending of a name of ours: only one that is known."""
    ending = label.rsplit(".", 1)[-1].lower()
    return f".{ending}" if ending in _endings(ENDINGS) else ""


def _endings(known: Sequence[str]) -> frozenset[str]:
    return frozenset(known)
