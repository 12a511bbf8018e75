"""A name in the data is text on every page."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.ui.plain import plain

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "messy" / "naughty" / "blns.json"


@pytest.mark.parametrize(("name", "shown"), [
    ("Ruhr Stahl", "Ruhr Stahl"),
    ("![x](http://evil)", "\\!\\[x\\]\\(http\\:\u2060\\/\\/evil\\)"),
    ("www.evil.com", "www\u2060\\.evil\\.com"),
    ("me@evil.com", "me\\@\u2060evil\\.com"),
    ("a\u202egnp.exe\x1b[31m", "agnp\\.exe\\[31m"),
    ("**bold** :red[x]", "\\*\\*bold\\*\\* \\:red\\[x\\]"),
    ("a\nb", "a b"),
])
def test_marks_are_escaped_and_links_are_broken(name: str, shown: str) -> None:
    assert plain(name).replace("\u2060", "") == shown.replace("\u2060", "")
    assert ("\u2060" in plain(name)) == ("\u2060" in shown)


def test_every_letter_of_a_name_is_still_there() -> None:
    for name in ("上海电气(集团)", "A & B <C>", "50% [x]", "`code`"):
        assert plain(name).replace("\\", "") == name


@pytest.mark.real
def test_naughty_strings_never_break_a_page() -> None:
    if not NAUGHTY.exists():
        pytest.skip("../shared/data/messy/naughty is not beside this checkout")
    names = json.loads(NAUGHTY.read_text("utf-8"))

    def page(names: list[str]) -> None:
        import streamlit as st

        from kadash.ui.plain import plain

        for name in names:
            st.markdown(plain(name))

    shown = AppTest.from_function(page, kwargs={"names": names}).run(timeout=30)

    assert not shown.exception
    assert len(shown.markdown) == len(names)
