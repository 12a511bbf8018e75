"""The pyramid: layer by layer, the share of accounts in grey against the shares of what they bring in colour."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, faint, label
from kadash.language import Words

ROW_PX, PLAIN_ROW_PX, HEAD_PX = 78, 62, 44
"""Height of a layer with all its bars, and where revenue alone is known."""

LIFETIME = 0.35
"""How much of its colour the bar of lifetime value has: what is to come, beside what was earned."""

ACCOUNTS_END, BROUGHT_START = 0.36, 0.60
"""Where, across the picture, the accounts' bars end and those of what they bring begin; the names stand between."""

DIMMED = 0.4
ROOM = 0.3
"""Left of the zero line for a share below zero and its number, as a part of the longest bar."""


@dataclass(frozen=True)
class _Rows:
    """The layers with what every bar needs: place from the top, colour, opacity."""

    layers: pd.DataFrame
    theme: Theme
    chosen: str | None

    @property
    def codes(self) -> list[str]:
        return list(self.layers["layer"])

    @property
    def places(self) -> list[int]:
        return list(range(len(self.layers)))

    def grey(self) -> list[str]:
        return self._dimmed([self.theme.context] * len(self.layers))

    def colours(self, shares: pd.Series[float]) -> list[str]:
        by_layer = zip(shares, self.theme.layers, strict=False)
        return self._dimmed([self.theme.lost if share < 0 else colour for share, colour in by_layer])

    def lifetime(self, shares: pd.Series[float]) -> list[str]:
        """What is to come, in a paler colour than what was earned."""
        by_layer = zip(self.codes, shares, strict=True)
        return [faint(self.theme.lost if share < 0 else self.theme.earned,
                      LIFETIME if self.chosen in (None, code) else LIFETIME * DIMMED) for code, share in by_layer]

    def _dimmed(self, colours: list[str]) -> list[str]:
        """Faint but for the layer looked into. Not by `marker.opacity`: a list there and texts on bars lose clicks."""
        pairs = zip(self.codes, colours, strict=True)
        return [colour if self.chosen in (None, code) else faint(colour, DIMMED) for code, colour in pairs]


def pyramid_chart(layers: pd.DataFrame, measure: str, chosen: str | None, words: Words, theme: Theme) -> go.Figure:
    """Accounts to the left, what they bring to the right, one row a layer, top layer first; a click gives its code.

    layers: one row a layer, top first: layer (code), name (as shown), accounts, accounts_share, revenue_share,
    contribution_share, lifetime_share. measure: contribution, or revenue where no cost is known. chosen: the layer
    looked into.
    """
    rows = _Rows(layers.fillna({"accounts_share": 0.0, "revenue_share": 0.0}), theme, chosen)
    row_px = ROW_PX if measure == "contribution" else PLAIN_ROW_PX
    figure = go.Figure([_accounts(rows, words), *_brought(rows, measure, words)])
    _names(figure, rows)
    _heads(figure, measure, words, theme)
    calm(figure, theme, row_px * len(layers) + HEAD_PX)
    _axes(figure, rows, measure)
    figure.update_layout(barmode="overlay", bargap=0, margin={"l": 4, "r": 4, "t": HEAD_PX, "b": 0})
    return figure


def _accounts(rows: _Rows, words: Words) -> go.Bar:
    shares = rows.layers["accounts_share"]
    return _bar(rows, shares, "x", 0.62, 0.0, rows.grey(), [words.percent(share, 0) for share in shares],
                [words("charts.pyramid.accounts_hover", int(count)) for count in rows.layers["accounts"]])


def _brought(rows: _Rows, measure: str, words: Words) -> list[go.Bar]:
    revenue = rows.layers["revenue_share"]
    texts = [words.percent(share, 0) for share in revenue]
    if measure == "revenue":
        bold = [f"<b>{text}</b>" for text in texts]
        return [_bar(rows, revenue, "x2", 0.62, 0.0, rows.colours(revenue), bold, bold)]
    earned, lifetime = rows.layers["contribution_share"], rows.layers["lifetime_share"]
    bold = [f"<b>{words.percent(share, 0)}</b>" for share in earned]
    ahead = [words.percent(share, 0) for share in lifetime]
    return [
        _bar(rows, earned.fillna(0.0), "x2", 0.36, -0.22, rows.colours(earned.fillna(0.0)), bold, bold),
        _bar(rows, revenue, "x2", 0.14, 0.08, rows.grey(), texts, texts),
        _bar(rows, lifetime.fillna(0.0), "x2", 0.18, 0.29, rows.lifetime(lifetime.fillna(0.0)), ahead, ahead),
    ]


def _bar(rows: _Rows, shares: pd.Series[float], axis: str, thick: float, down: float, colours: list[str],
         texts: list[str], hover: list[str]) -> go.Bar:
    named = [f"{label(name)}: {text}" for name, text in zip(rows.layers["name"], hover, strict=True)]
    return go.Bar(
        orientation="h", y=[place + down for place in rows.places], x=shares, xaxis=axis, width=thick,
        marker={"color": colours, "line": {"width": 0}}, text=texts, textposition="outside",
        cliponaxis=False, constraintext="none", customdata=rows.codes, hovertext=named, hoverinfo="text",
        textfont={"size": 12 if thick < 0.2 else 14}, unselected={"marker": {"opacity": DIMMED}})


def _names(figure: go.Figure, rows: _Rows) -> None:
    middle = (ACCOUNTS_END + BROUGHT_START) / 2
    for place, code, name in zip(rows.places, rows.codes, rows.layers["name"], strict=True):
        weight = f"<b>{label(name)}</b>" if code == rows.chosen else label(name)
        figure.add_annotation(x=middle, y=place, xref="paper", yref="y", text=weight, showarrow=False,
                              font={"size": 14, "color": rows.theme.text})


def _heads(figure: go.Figure, measure: str, words: Words, theme: Theme) -> None:
    """What the bars are, in their colours, above them."""
    shared = {"y": 1, "xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False, "yshift": 6}
    figure.add_annotation(x=ACCOUNTS_END, xanchor="right", font={"size": 12, "color": theme.quiet_text},
                          text=words("charts.pyramid.of_accounts"), **shared)
    revenue = f'<span style="color:{theme.quiet_text}">■ {words("charts.pyramid.of_revenue")}</span>'
    earned = f'<span style="color:{theme.earned}"><b>■ {words("charts.pyramid.of_contribution")}</b></span>'
    ahead = f'<span style="color:{theme.earned}">▒ {words("charts.pyramid.of_lifetime")}</span>'
    figure.add_annotation(x=BROUGHT_START if measure == "revenue" else 1, font={"size": 12},
                          xanchor="left" if measure == "revenue" else "right",
                          text=words("charts.pyramid.of_revenue") if measure == "revenue"
                          else f"{earned}<br>{revenue}&nbsp; {ahead}", **shared)


def _axes(figure: go.Figure, rows: _Rows, measure: str) -> None:
    money = ["revenue_share", "contribution_share", "lifetime_share"]
    shares = rows.layers[money if measure == "contribution" else ["revenue_share"]]
    low, high = min(0.0, float(shares.min().min())), max(0.01, float(shares.max().max()))
    left = low - ROOM * high if low < 0 else 0.0
    most = max(0.01, float(rows.layers["accounts_share"].max()))
    figure.update_layout(
        xaxis={"domain": [0, ACCOUNTS_END], "range": [most * 1.42, 0], "visible": False},
        xaxis2={"domain": [BROUGHT_START, 1], "range": [left, high * 1.42], "visible": False, "fixedrange": True},
        yaxis={"range": [len(rows.layers) - 0.5, -0.5], "visible": False})
    if low < 0:
        figure.add_shape(type="line", x0=0, x1=0, y0=0, y1=1, xref="x2", yref="paper",
                         line={"color": rows.theme.quiet_text, "width": 1})
