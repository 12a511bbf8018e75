"""Service plan: what to offer whom for a budget and people's hours, the catalogue, and what came of it."""

from __future__ import annotations

from kadash.ui import address
from kadash.ui.frame import open_page
from kadash.ui.service_plan import VIEWS


def render() -> None:
    """The page."""
    page = open_page("services")
    if page.asked is None:
        return
    words = page.words
    view = address.one_of(words("service_plan.view"), tuple(VIEWS), "view", lambda name: words(
        f"service_plan.view.{name}"), "plan")
    VIEWS[view](page, page.asked)


if __name__ == "__main__":
    from pages import open_app

    open_app()
