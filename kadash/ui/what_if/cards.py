"""A card: what a chart shows as its title, the chart, and a quiet line below."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def card(title: str, chart: str, about: str = "") -> str:
    """One chart with its title; `chart` is HTML of our own, title and line are text."""
    foot = f"<small>{escape(about)}</small>" if about else ""
    return f'<section class="kds"><h4>{escape(title)}</h4>{chart}{foot}</section>'


def cards(each: Sequence[str]) -> str:
    """Cards side by side as far as there is room."""
    return f'<div class="kdg">{"".join(each)}</div>'


def paragraphs(lines: Sequence[str]) -> str:
    """A paragraph for each sentence."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def quiet_list(lines: Sequence[str]) -> str:
    """Small print, a line each; nothing where there is none."""
    return f'<ul class="kdn">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>' if lines else ""
