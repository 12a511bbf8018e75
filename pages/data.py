"""Data: drop files, see what was made of them, go back."""

from __future__ import annotations

from kadash.ui.data.control_totals import control_panel
from kadash.ui.data.dropping import drop_panel
from kadash.ui.data.what_is_loaded import what_is_loaded
from kadash.ui.frame import open_page


def render() -> None:
    """Files in, the account of every row, and the states before."""
    page = open_page("data", needs_data=False)
    drop_panel(page.words, page.home, loaded_before=page.asked is not None)
    if page.asked is not None:
        what_is_loaded(page.words, page.home, page.asked)
        control_panel(page.words, page.home, page.asked)


if __name__ == "__main__":
    from pages import open_app

    open_app()
