"""Settings: what holds for the whole company, the rules in force, its own names, files of it, and who did what."""

from __future__ import annotations

from collections.abc import Callable

from kadash.access import Right
from kadash.ui import address, session
from kadash.ui.frame import Page, open_page
from kadash.ui.settings import at_work, files, general, names, policy, roles, trail

PARTS: dict[str, Callable[[Page, bool], None]] = {
    "general": general, "policy": policy, "names": names, "files": files, "roles": roles, "trail": trail}
ASKS = {"roles": Right.EDIT_ROLES, "trail": Right.SEE_TRAIL}
"""The right that a part needs to be seen at all."""


def render() -> None:
    """The page."""
    page = open_page("settings", needs_data=False)
    parts = tuple(part for part in PARTS if part not in ASKS or session.may(ASKS[part]))
    part = address.one_of(page.words("settings.part"), parts, "part",
                          lambda code: page.words(f"settings.part.{code}"), "general",
                          drops=("section", "scheme", "who", "act", "days", "person"))
    PARTS[part](page, at_work(page))


if __name__ == "__main__":
    from pages import open_app

    open_app()
