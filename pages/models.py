"""Model check: how good forecasts and alarms were on the past, and how those made since turned out."""

from __future__ import annotations

from kadash.answers.models import model_check
from kadash.ui.cache import kept
from kadash.ui.frame import open_page
from kadash.ui.models import alarms_table, forecasts_table, head, pictures, segments_table


def render() -> None:
    """The page."""
    page = open_page("models")
    if page.asked is None:
        return
    check = kept(model_check, page.asked)
    head(page.words, check)
    pictures(page, check, page.asked.policy)
    segments_table(page.words, check)
    alarms_table(page.words, check, page.asked.policy)
    forecasts_table(page, check)


if __name__ == "__main__":
    from pages import open_app

    open_app()
