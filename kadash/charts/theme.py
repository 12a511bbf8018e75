"""Colours by meaning, in light and dark, and the calm layout every chart shares."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

FONT = "'Source Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
FONT_SIZE = 13
Figure = go.Figure
"""What every chart function gives, by a name for rooms that know no Plotly."""

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
"""For st.plotly_chart: no toolbar over a small chart, no request for its logo."""


@dataclass(frozen=True)
class Theme:
    """What a colour means. `layers` runs from the top layer down; safe for the colour-blind, seen on both grounds."""

    earned: str
    lost: str
    context: str
    faint: str
    text: str
    quiet_text: str
    ground: str
    layers: tuple[str, ...]


LIGHT = Theme(
    earned="#0F766E", lost="#C2410C", context="#9AA5A1", faint="#E3E7E5", text="#1F2A2A", quiet_text="#5B6866",
    ground="#FFFFFF", layers=("#0B4F4A", "#1B7F76", "#62ADA3", "#BBD9D3", "#9AA5A1", "#D5DAD8"),
)
DARK = Theme(
    earned="#3BB0A3", lost="#F08A4B", context="#7C8A86", faint="#2A3532", text="#E6ECEA", quiet_text="#A3B0AC",
    ground="#101716", layers=("#A9DDD4", "#62BDB0", "#2F8F84", "#1F5F58", "#7C8A86", "#3A4643"),
)


def theme(dark: bool) -> Theme:
    """The theme the browser shows."""
    return DARK if dark else LIGHT


def calm(figure: go.Figure, look: Theme, height: int) -> go.Figure:
    """The shared layout: transparent ground, no grid, no legend, room only for the labels, the reader's font."""
    figure.update_layout(
        height=height, margin={"l": 4, "r": 4, "t": 4, "b": 4}, showlegend=False, dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", hovermode="closest",
        font={"family": FONT, "size": FONT_SIZE, "color": look.text},
        hoverlabel={"bgcolor": look.ground, "font": {"family": FONT, "color": look.text}},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, fixedrange=True, automargin=True, color=look.quiet_text)
    figure.update_yaxes(showgrid=False, zeroline=False, fixedrange=True, automargin=True, color=look.quiet_text)
    return figure


def label(text: object) -> str:
    """Text from the data as a chart label: Plotly reads HTML, so it is escaped."""
    return escape(str(text), quote=False)


def faint(colour: str, share: float) -> str:
    """A colour (#RRGGBB) that lets the ground shine through: `share` of it is left.

    >>> faint("#0F766E", 0.4)
    'rgba(15,118,110,0.4)'
    """
    red, green, blue = (int(colour[at:at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"
