"""Data: drop files, see what was made of them, what is doubtful, whether it agrees with the ERP, and go back."""

from __future__ import annotations

from kadash.access import Right
from kadash.ui import session
from kadash.ui.changes.ahead import compared_ahead
from kadash.ui.data.control_totals import control_panel
from kadash.ui.data.dropping import drop_panel
from kadash.ui.data.history import history_panel
from kadash.ui.data.what_is_loaded import doubtful_panel, headline, sources_panel
from kadash.ui.frame import open_page


def render() -> None:
    """Files in, the account of every row, and the states before."""
    page = open_page("data", needs_data=False)
    if page.asked is not None:
        headline(page.words, page.asked)
        compared_ahead(page)
    asks = drop_panel(page.words, page.home, loaded_before=page.asked is not None)
    if page.asked is None:
        return
    if session.may(Right.SEE):
        doubtful_panel(page.words, page.home, page.asked, asks_above=asks)
    sources_panel(page.words, page.home, page.asked)
    if session.may(Right.SEE):
        control_panel(page.words, page.home, page.asked)
    if session.may(Right.ROLL_BACK):
        history_panel(page.words, page.home)


if __name__ == "__main__":
    from pages import open_app

    open_app()
