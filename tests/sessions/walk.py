"""A walk through the whole app by one tab: every page, what can be chosen on it, every file; random from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from tests.sessions.client import Tab
from tests.sessions.screen import Widget

PAGES = ("overview", "pyramid", "accounts", "what-if", "services", "review", "data", "explore", "voice", "models",
         "settings", "help")
PARTS = (
    "pyramid?view=score", "pyramid?view=movement", "pyramid?view=crossed", "pyramid?view=concentration",
    "pyramid?view=margin", "pyramid?view=worth", "pyramid?scheme=five_level&layer=e", "pyramid?scheme=key_account",
    "what-if?view=move", "what-if?view=most", "what-if?view=backwards", "what-if?view=win", "what-if?view=programme",
    "what-if?view=saved", "what-if?view=evidence", "what-if?account=A-02", "services?view=catalogue",
    "services?view=outcomes", "voice?account=A-02", "settings?part=policy", "settings?part=files",
    "accounts?sort=value",
    "review?account=A-02&step=promised", "review?account=A-03&step=moved", "review?account=A-04&step=decided",
    "review?account=A-01&step=planned",
    *(f"review?account=A-{at:02}&step=understood&about={about}" for at, about in enumerate(
        ("worth", "buying", "talks", "timeline", "buyer", "people"), 7)),
    *(f"explore?from={source}&rows={row}&show={figure}" for source, row, figure in (
        ("lines", "account_id", "revenue"), ("lines", "product", "revenue"), ("lines", "owner", "margin"),
        ("accounts", "region", "accounts"), ("accounts", "industry", "accounts"), ("categories", "category", "revenue"),
        ("products", "product_id", "revenue"), ("invoices", "account_id", "amount"), ("events", "subject", "rows"),
        ("answers", "respondent", "rows"), ("quotes", "competitor", "rows"), ("flags", "flag", "rows"),
        ("proposals", "account_id", "rows"), ("history", "account_id", "rows"), ("layers", "layer", "rows"))),
)
"""Parts of pages that a click opens, by address."""

_OPTIONS_TRIED = 3
_STAYS = {"lang"}
"""Widgets that a walk leaves alone: the language goes with the address."""


def choices(widget: Widget) -> list[object]:
    """Values that a person could give a widget, the first ones."""
    if widget.kind in ("selectbox", "radio"):
        return list(widget.options[:_OPTIONS_TRIED])
    if widget.kind in ("multiselect", "button_group"):
        return [[one] for one in widget.options[:_OPTIONS_TRIED]]
    if widget.kind == "checkbox":
        return [True]
    if widget.kind == "slider" and not widget.options:
        return [[widget.element.max] * len(widget.element.default)]
    return []


def look(tab: Tab, pages: Sequence[str] = PAGES, query: str | None = None) -> Iterator[str]:
    """Open pages one after the other and take away every file; tells what was done, a load each."""
    for path in pages:
        tab.go(path, query) if path in tab.pages else tab.open(path, query)
        yield f"open {path}"
        yield from files(tab)


def look_closer(tab: Tab, parts: Sequence[str] = PARTS, take_away: bool = False) -> Iterator[str]:
    """Open parts of pages one after the other, and take away every file if asked; tells what was done, a load each."""
    for part in parts:
        path, _, query = part.partition("?")
        if path in tab.pages:
            tab.go(path, f"lang={tab.language}&{query}")
            yield f"open {part}"
            if take_away:
                yield from files(tab)


def search(tab: Tab, said: str) -> Iterator[str]:
    """Look for something on the page of accounts and in the search beside every page, a load each."""
    tab.go("accounts") if "accounts" in tab.pages else tab.open("accounts")
    yield "open accounts"
    for field in ("find", "q"):
        tab.set(field, said)
        yield f"search {said} in {field}"


def files(tab: Tab) -> Iterator[str]:
    """Fetch every file that the page offers."""
    for widget in tab.screen.widgets:
        if widget.kind == "download_button" and not widget.element.disabled:
            status, body = tab.download(widget.key)
            yield f"download {widget.key}: {status}, {len(body)} bytes"


def choose(tab: Tab, path: str, dice: random.Random, most: int) -> Iterator[str]:
    """Make choices on a page, at random but the same for the same dice; tells each, a load each."""
    tab.go(path) if path in tab.pages else tab.open(path)
    yield f"open {path}"
    for _ in range(most):
        found = [(widget.key, value) for widget in tab.screen.widgets if widget.key not in _STAYS
                 and not getattr(widget.element, "disabled", False) for value in choices(widget)]
        if not found:
            return
        key, value = dice.choice(found)
        tab.set(key, value)
        yield f"set {key} to {value!r} on {path}"
