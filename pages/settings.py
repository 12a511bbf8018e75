"""Settings: what holds for the whole company, the rules in force, its own names, and all of it as files."""

from __future__ import annotations

from collections.abc import Callable

from kadash.ui import address
from kadash.ui.frame import Page, open_page
from kadash.ui.settings import at_work, files, general, names, policy

PARTS: dict[str, Callable[[Page, bool], None]] = {"general": general, "policy": policy, "names": names, "files": files}


def render() -> None:
    """The page."""
    page = open_page("settings", needs_data=False)
    part = address.one_of(page.words("settings.part"), tuple(PARTS), "part",
                          lambda code: page.words(f"settings.part.{code}"), "general", drops=("section", "scheme"))
    PARTS[part](page, at_work(page))


if __name__ == "__main__":
    from pages import open_app

    open_app()
