"""Retention what-if: move a lever, see the money, base and scenario together."""

from __future__ import annotations

from kadash.ui.frame import open_page
from kadash.ui.what_if import VIEWS, look, panel


def render() -> None:
    """The page."""
    page = open_page("what-if")
    if page.asked is None:
        return
    look(page.dark)
    panel(page, page.asked, VIEWS)


if __name__ == "__main__":
    from pages import open_app

    open_app()
