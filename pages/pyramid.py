"""Pyramid: who is really key and what each layer brings, seen in several ways."""

from __future__ import annotations

from kadash.ui import address
from kadash.ui.frame import open_page
from kadash.ui.pyramid import VIEWS


def render() -> None:
    """The page."""
    page = open_page("pyramid")
    if page.asked is None:
        return
    words = page.words
    view = address.one_of(words("pyramid.view"), tuple(VIEWS), "view", lambda name: words(f"pyramid.view.{name}"),
                          "layers", drops=("layer", "cell"))
    VIEWS[view](page, page.asked)


if __name__ == "__main__":
    from pages import open_app

    open_app()
