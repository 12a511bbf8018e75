"""Views kept by name in the journal: a question and its picture, asked anew of whatever is loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kadash.answers.explore.link import from_link
from kadash.errors import KadashError
from kadash.store import Entry, Journal

KIND = "view"
LONGEST_NAME = 80
_STEM = "view"


@dataclass(frozen=True)
class SavedView:
    """A view that was kept: the parameters of its link, of the question and its picture."""

    view_id: str
    entry_id: int
    name: str
    author: str
    at: dt.datetime
    link: Mapping[str, Sequence[str]]


def save_view(journal: Journal, scope: str, name: str, link: Mapping[str, Sequence[str]], *, who: str,
              at: dt.datetime) -> str:
    """Keep a view under a name; gives its id. scope: who may open it, since its filters may name accounts."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise KadashError("explore_name", most=LONGEST_NAME)
    body = {"name": name, "link": {key: list(values) for key, values in link.items()}, "scope": scope}
    return journal.put_new(KIND, f"{_STEM}-{at:%Y%m%d-%H%M%S}", body, author=who, at=at).subject


def saved_views(journal: Journal, scope: str) -> list[SavedView]:
    """The views that a viewer may open, by name: who sees all opens everybody's, others those of their own scope."""
    found = [view for entry in journal.all(KIND) if (view := _view(entry, scope)) is not None]
    return sorted(found, key=lambda view: (view.name.casefold(), view.at))


def put_away(journal: Journal, view: SavedView, *, who: str, at: dt.datetime) -> int:
    """Take a view out of the list; the journal keeps it. Gives the entry that says so."""
    return journal.put(KIND, view.view_id, None, author=who, at=at, expected=view.entry_id).entry_id


def bring_back(journal: Journal, view: SavedView, scope: str, *, who: str, at: dt.datetime, expected: int) -> None:
    """Put a view that was put away into the list again. expected: the entry by which it was."""
    body = {"name": view.name, "link": {key: list(values) for key, values in view.link.items()}, "scope": scope}
    journal.put(KIND, view.view_id, body, author=who, at=at, expected=expected)


def _view(entry: Entry, scope: str) -> SavedView | None:
    body = entry.body
    if not isinstance(body, dict) or (scope != "*" and body.get("scope") != scope):
        return None
    link = body.get("link")
    if not isinstance(link, dict) or not all(isinstance(values, list) for values in link.values()):
        return None
    texts = {str(key): [str(value) for value in values] for key, values in link.items()}
    if from_link(texts) is None:
        return None
    return SavedView(entry.subject, entry.entry_id, str(body.get("name")), entry.author, entry.entered_at, texts)
