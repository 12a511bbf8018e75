"""The few lines of CSS that no theme option can say."""

from __future__ import annotations

import json

import streamlit as st

FIGURES = "key_figures"
LINES = "link_lines"
"""Keys of the containers that the style is for; Streamlit makes classes of them."""

_CSS = f"""<style>
.st-key-{FIGURES} [data-testid="stMetricValue"] {{ line-height: 1.35; }}
.st-key-{FIGURES} [data-testid="stMetricValue"] * {{ line-height: inherit; }}
.st-key-{LINES} [data-testid="stPageLink-NavLink"] {{ padding-left: 0; }}
</style>"""


def style() -> None:
    """Figures in one line whether or not they hold Chinese glyphs; links flush with the text under them."""
    st.html(_CSS)


def upload_words(button: str, hint: str) -> None:
    """The words of the box for files, which Streamlit has in English only, in the reader's language."""
    box = '[data-testid="stFileUploaderDropzone"]'
    texts = ((f'{box} button [data-testid="stMarkdownContainer"] p', button),
             (f'{box} [data-testid="stFileUploaderDropzoneInstructions"] span', hint))
    rules = [f"{place} {{ font-size: 0; }} {place}::after {{ content: {json.dumps(text, ensure_ascii=False)}; "
             "font-size: 0.95rem; }" for place, text in texts]
    st.html(f"<style>{''.join(rules)}</style>")
