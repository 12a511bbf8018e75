"""Explore: pivot and chart anything loaded, or a file alone, and take it away."""

from __future__ import annotations

from kadash.ui.explore.panel import panel
from kadash.ui.frame import open_page


def render() -> None:
    """The page."""
    panel(open_page("explore"))


if __name__ == "__main__":
    from pages import open_app

    open_app()
