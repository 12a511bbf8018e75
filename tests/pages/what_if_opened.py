"""The what-if opened by its address, and what a reader finds there: shared by its tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

ROOT = Path(__file__).parents[2]
OPENING_S = 60.0


def opened(monkeypatch: pytest.MonkeyPatch, home: Path, lang: str = "en", **params: str) -> AppTest:
    """The app, opened at the what-if by its address."""
    monkeypatch.setenv("KADASH_DATA", str(home))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=OPENING_S)
    app.query_params.update({"lang": lang, **params})
    app._page_hash = calc_hash("what-if")  # pages are functions, and switch_page() knows files only
    return app.run()


def texts(app: AppTest) -> str:
    said = [str(element.value) for kind in (app.markdown, app.caption, app.info, app.warning, app.error)
            for element in kind]
    return "\n".join([*said, drawn(app)])


def drawn(app: AppTest) -> str:
    """What is drawn as HTML of our own: figures and charts."""
    return "\n".join(html.proto.body for html in app.get("html"))


def figures(app: AppTest) -> str:
    return next(html.proto.body for html in app.get("html") if html.proto.body.startswith('<div class="kdf">'))
