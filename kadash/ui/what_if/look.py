"""The rules of style that the what-if's own shapes need, sent once a page: cards, chips, the result that stays."""

from __future__ import annotations

import streamlit as st

from kadash.charts import drawn
from kadash.charts.theme import theme
from kadash.ui.what_if import answer

WIDE_PX, TOP_BAR_REM = 900, 3.7
RESULT_REM = 32
"""Least height of the result, so that a redraw never makes the page short and the browser scroll."""


def look(dark: bool) -> None:
    """All of them, in the colours of the theme."""
    colours = theme(dark)
    cards = f"""<style>
.kdg{{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.9rem 1.6rem}}
.kds h4{{font-size:.95rem;font-weight:600;margin:0 0 .35rem;padding:0}}
.kds small,.kdg small,.kdn{{font-size:.8rem;color:{colours.quiet_text}}}
.kds small,.kdg small{{display:block;padding-top:.3rem}}
.st-key-what_if_result{{min-height:{RESULT_REM}rem}}
.kdg+p{{margin-top:.8rem}}
.kdn{{margin:.3rem 0 0;padding-left:1.1rem}}
.st-key-what_if_chips button{{min-height:0;padding:.1rem .5rem}}
.st-key-what_if_chips button p{{font-size:.82rem}}
@media (min-width:{WIDE_PX}px){{
 [data-testid="stColumn"]:has(.st-key-what_if_result){{position:sticky;top:{TOP_BAR_REM}rem;align-self:flex-start}}
}}
</style>"""
    st.html(drawn.style(colours) + answer.style(colours) + cards)
