"""The few lines of CSS that no theme option can say."""

from __future__ import annotations

import json
from html import escape

import streamlit as st

from kadash.ui.on_paper import LINES as LINES
from kadash.ui.on_paper import PRINT_CSS

SIDEBAR_PX = 232
"""Wide enough for the menu's words in both languages; what is left on a laptop goes to tables and pictures."""

FIGURES = "key_figures"
WHO = "who_is_there"
"""Keys of the containers that the style is for; Streamlit makes classes of them."""

_CSS = f"""<style>
[data-testid="stMainBlockContainer"] {{ max-width: 112rem; }}
@media (min-width: 641px) {{
  [data-testid="stMainBlockContainer"] {{ padding-left: 2.5rem; padding-right: 2.5rem; }}
  [data-testid="stDownloadButton"] button[kind="tertiary"] {{ min-height: 0; padding-top: 0; padding-bottom: 0; }}
}}
.account_name {{ font-size: 1.25rem; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }}
[class*="st-key-{FIGURES}"] [data-testid="stMetricValue"] {{ line-height: 1.35; }}
[class*="st-key-{FIGURES}"] [data-testid="stMetricValue"] * {{ line-height: inherit; }}
.st-key-{LINES} [data-testid="stPageLink-NavLink"] {{ padding-left: 0; }}
[data-testid="stSidebar"] .st-key-{WHO} {{ position: absolute; top: 0.5rem; left: 1.3rem; width: 9.7rem; z-index: 1; }}
[data-testid="stSidebar"] .st-key-{WHO} p {{
  line-height: 1.25; max-height: 2.5em; overflow: hidden; overflow-wrap: anywhere; }}
[data-testid="stSidebar"] .st-key-{WHO} button {{ min-height: 0; padding: 0; }}
{PRINT_CSS}
</style>"""


def style() -> None:
    """Room at the sides for what is shown, figures in one line whatever their glyphs, links flush with their text."""
    st.html(_CSS)


def named(name: str) -> None:
    """The name of what the page is about: a heading for screen readers, the data's own word in any language."""
    st.html(f'<div class="account_name" role="heading" aria-level="2">{escape(name)}</div>')


def upload_words(button: str, hint: str) -> None:
    """The words of the box for files, which Streamlit has in English only, in the reader's language."""
    box = '[data-testid="stFileUploaderDropzone"]'
    texts = ((f'{box} button [data-testid="stMarkdownContainer"] p', button),
             (f'{box} [data-testid="stFileUploaderDropzoneInstructions"] span', hint))
    rules = [f"{place} {{ font-size: 0; }} {place}::after {{ content: {json.dumps(text, ensure_ascii=False)}; "
             "font-size: 0.95rem; }" for place, text in texts]
    rules.append(f'{box} [data-testid="stFileUploaderDropzoneInstructions"], {box} '
                 '[data-testid="stFileUploaderDropzoneInstructions"] * { white-space: normal; overflow: visible; }')
    st.html(f"<style>{''.join(rules)}</style>")
