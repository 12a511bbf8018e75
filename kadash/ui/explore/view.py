"""What the address bar of Explore says: a question, its picture, and whether the rows behind it are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from kadash.answers.explore.link import KEYS, from_link, to_link
from kadash.answers.explore.question import Question
from kadash.answers.explore.starters import Picture
from kadash.ui import address

PICTURES: tuple[Picture, ...] = ("table", "bars", "lines", "heat", "scatter", "tree")
PICTURE, BEHIND = "as", "behind"


@dataclass(frozen=True)
class View:
    """behind: None, or how many of the last filters lead from the answer to the rows looked at."""

    question: Question
    picture: Picture = "table"
    behind: int | None = None

    @property
    def link(self) -> dict[str, list[str]]:
        """The parameters of the view."""
        behind = [] if self.behind is None else [str(self.behind)]
        picture = [] if self.picture == "table" else [str(self.picture)]
        found = {**to_link(self.question), PICTURE: picture, BEHIND: behind}
        return {key: values for key, values in found.items() if values}

    def answer(self) -> View:
        """The view of the answer that the rows lie behind."""
        kept = self.question.filters[:len(self.question.filters) - (self.behind or 0)]
        return replace(self, behind=None, question=replace(self.question, filters=kept))


def of_address() -> View | None:
    """The view of the address bar; None where it has none."""
    return of_link({key: st.query_params.get_all(key) for key in (*KEYS, PICTURE, BEHIND)})


def of_link(given: dict[str, list[str]]) -> View | None:
    """The view of a link; None where it has none."""
    question = from_link(given)
    if question is None:
        return None
    picture = next(iter(given.get(PICTURE, ())), "table")
    behind = next(iter(given.get(BEHIND, ())), "")
    count = int(behind) if behind.isascii() and behind.isdigit() and len(behind) < 3 else None
    return View(question, picture if picture in PICTURES else "table",
                None if count is None else min(count, len(question.filters)))


def put(view: View | None) -> None:
    """Make the address bar say a view; None: none."""
    link = {} if view is None else view.link
    address.put_all({key: link.get(key, []) for key in (*KEYS, PICTURE, BEHIND)})
