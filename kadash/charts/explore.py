"""The answer of a question as a picture: bars, lines, a heat map, a scatter or a treemap. Texts come in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, faint, label
from kadash.charts.ticks import round_ticks

BAR_PX, LEAST_PX, MOST_PX, LINES_PX, SQUARE_PX = 30, 180, 900, 380, 460
MOST_BARS, MOST_POINTS, MOST_BOXES, MOST_SERIES = 30, 300, 60, 6
LONGEST_NAME = 28
HEAT_PX, CJK_PX, LETTER_PX = 640, 13, 8
"""Room for the columns of a heat map on a laptop, and what a letter of its heads takes."""


@dataclass(frozen=True)
class Series:
    """Figures along the same names. texts: each figure as people read it; None: not known."""

    name: str
    values: Sequence[float | None]
    texts: Sequence[str]


@dataclass(frozen=True)
class Pictured:
    """What is drawn: names of rows, the series along them, and which of the rows are others."""

    names: Sequence[str]
    series: Sequence[Series]
    others: Sequence[bool]

    def first(self, most: int) -> Pictured:
        """Only so many rows of it, the others last."""
        if len(self.names) <= most:
            return self
        kept = [place for place, other in enumerate(self.others) if not other][:most]
        return Pictured([self.names[at] for at in kept], [Series(one.name, [one.values[at] for at in kept],
                        [one.texts[at] for at in kept]) for one in self.series], [False] * len(kept))


def bars(shown: Pictured, look: Theme) -> go.Figure:
    """Lying bars, first row on top, one beside another where there are several columns; each with its figure."""
    shown = shown.first(MOST_BARS)
    colours, alone = _colours(len(shown.series), look), len(shown.series) == 1
    figure = go.Figure()
    for series, colour in zip(reversed(shown.series), reversed(colours), strict=True):
        figure.add_bar(
            y=_places(shown), x=[value or 0 for value in series.values], orientation="h", name=label(series.name),
            text=list(series.texts), textposition="outside", cliponaxis=False, hoverinfo="skip",
            customdata=list(range(len(shown.names))),
            marker_color=[look.context if other else look.lost if alone and (value or 0) < 0 else colour
                          for value, other in zip(series.values, shown.others, strict=True)])
    calm(figure, look, min(max(LEAST_PX, (BAR_PX if len(shown.series) == 1 else 18 * len(shown.series) + 10)
                               * len(shown.names) + 40), MOST_PX))
    low, high = _ends([value for series in shown.series for value in series.values])
    room = 0.16 * ((high - low) or 1.0)
    figure.update_xaxes(visible=False, range=[low - (room if low < 0 else 0), high + room])
    figure.update_yaxes(autorange="reversed", tickvals=_places(shown), ticktext=[_cut(name) for name in shown.names])
    figure.add_vline(x=0, line_color=look.faint, line_width=1)
    _named(figure, [(one.name, colour) for one, colour in zip(shown.series, colours, strict=True)], look)
    figure.update_layout(bargap=0.25)
    return figure


def lines(shown: Pictured, tick_text: Sequence[tuple[float, str]], look: Theme) -> go.Figure:
    """A line a series along the rows, its name at its end."""
    colours = _colours(len(shown.series[:MOST_SERIES]), look)
    figure = go.Figure()
    names = [label(name) for name in shown.names]
    for series, colour in zip(shown.series[:MOST_SERIES], colours, strict=True):
        figure.add_scatter(x=list(range(len(names))), y=list(series.values), mode="lines+markers",
                           line={"color": colour, "width": 2.5}, marker={"size": 5}, connectgaps=False,
                           customdata=[f"{name}: {text}" for name, text in zip(names, series.texts, strict=True)],
                           hovertemplate=f"{label(series.name)}<br>%{{customdata}}<extra></extra>")
    calm(figure, look, LINES_PX)
    step = max(1, -(-len(names) // 8))
    figure.update_xaxes(tickvals=list(range(0, len(names), step)), ticktext=names[::step], tickangle=0)
    figure.update_yaxes(tickvals=[at for at, _ in tick_text], ticktext=[text for _, text in tick_text],
                        rangemode="tozero")
    _named(figure, [(one.name, colour) for one, colour in zip(shown.series, colours, strict=False)], look, always=True)
    return figure


def heat_map(shown: Pictured, look: Theme) -> go.Figure:
    """A field a cell, the stronger the more; every field with its figure."""
    shown = shown.first(MOST_BARS)
    values = [[series.values[row] for series in shown.series] for row in range(len(shown.names))]
    texts = [[series.texts[row] for series in shown.series] for row in range(len(shown.names))]
    low, high = _ends([value for row in values for value in row])
    scale = [[0.0, faint(look.lost, 0.85)], [0.5, faint(look.context, 0.08)], [1.0, faint(look.earned, 0.85)]] \
        if low < 0 else [[0.0, faint(look.earned, 0.04)], [1.0, faint(look.earned, 0.85)]]
    reach = max(abs(low), abs(high))
    figure = go.Figure(go.Heatmap(
        x=list(range(len(shown.series))), y=_places(shown), z=values, text=texts, texttemplate="%{text}",
        colorscale=scale, zmin=-reach if low < 0 else 0, zmax=reach or 1, showscale=False, hoverinfo="skip", xgap=2,
        ygap=2))
    calm(figure, look, min(max(LEAST_PX, BAR_PX * len(shown.names) + 50), MOST_PX))
    heads = [_cut(series.name, 14) for series in shown.series]
    figure.update_xaxes(side="top", tickvals=list(range(len(heads))), ticktext=heads, tickangle=_angle(heads))
    figure.update_yaxes(autorange="reversed", tickvals=_places(shown), ticktext=[_cut(name) for name in shown.names])
    return figure


def _angle(heads: Sequence[str]) -> int:
    """Heads stand level where they have room beside each other, else they lean.

    >>> _angle(["2025", "2026"]), _angle(["2026年第1季度"] * 20)
    (0, -45)
    """
    widest = max((sum(CJK_PX if letter > "\u2e7f" else LETTER_PX for letter in head) for head in heads), default=0)
    return 0 if widest <= HEAT_PX / max(len(heads), 1) else -45


def scatter(shown: Pictured, ticks: tuple[Sequence[tuple[float, str]], Sequence[tuple[float, str]]],
            look: Theme) -> go.Figure:
    """A point a row: the first figure along, the second up; the outermost points with their names."""
    across, up = shown.series[:2]
    kept = [at for at, other in enumerate(shown.others)
            if not other and across.values[at] is not None and up.values[at] is not None][:MOST_POINTS]
    xs, ys = [across.values[at] or 0.0 for at in kept], [up.values[at] or 0.0 for at in kept]
    named = set(sorted(range(len(kept)), key=lambda at: -abs(xs[at]))[:6]) | set(
        sorted(range(len(kept)), key=lambda at: -abs(ys[at]))[:6])
    figure = go.Figure(go.Scatter(
        x=xs, y=ys, mode="markers+text", customdata=kept,
        text=[_cut(shown.names[row], 14) if at in named and len(kept) > 1 else "" for at, row in enumerate(kept)],
        textposition="top center", textfont={"size": 11, "color": look.quiet_text}, cliponaxis=False,
        marker={"size": 10, "color": [look.lost if y < 0 else look.earned for y in ys], "opacity": 0.75},
        hovertext=[f"{label(shown.names[row])}<br>{label(across.name)}: {across.texts[row]}<br>{label(up.name)}: "
                   f"{up.texts[row]}" for row in kept], hovertemplate="%{hovertext}<extra></extra>"))
    calm(figure, look, SQUARE_PX)
    for axis, series, names in ((figure.update_xaxes, across, ticks[0]), (figure.update_yaxes, up, ticks[1])):
        axis(title={"text": label(series.name), "font": {"size": 12}}, tickvals=[at for at, _ in names],
             ticktext=[text for _, text in names], zeroline=True, zerolinecolor=look.faint)
    return figure


def treemap(shown: Pictured, look: Theme) -> go.Figure:
    """A box a row, as large as its first figure; rows without anything above zero have none."""
    first = shown.series[0]
    kept = [at for at, value in enumerate(first.values) if value is not None and value > 0][:MOST_BOXES]
    figure = go.Figure(go.Treemap(
        labels=[label(shown.names[at]) for at in kept], parents=[""] * len(kept),
        values=[first.values[at] for at in kept], ids=[str(at) for at in kept],
        text=[first.texts[at] for at in kept], texttemplate="%{label}<br>%{text}", customdata=kept, sort=True,
        marker={"colors": [look.context if shown.others[at] else look.layers[min(place // 3, 3)]
                           for place, at in enumerate(kept)], "line": {"color": look.ground, "width": 2}},
        hovertemplate="%{label}<br>%{text}<extra></extra>", tiling={"pad": 1}))
    return calm(figure, look, SQUARE_PX)


def ends_of(values: Sequence[float | None]) -> list[float]:
    """Round figures for an axis of these values, nought among them."""
    return round_ticks(*_ends(values))


def _ends(values: Sequence[float | None]) -> tuple[float, float]:
    known = [value for value in values if value is not None]
    return min(0.0, *known, 0.0), max(0.0, *known, 0.0)


def _places(shown: Pictured) -> list[int]:
    """Rows by their number: two of one name stay two."""
    return list(range(len(shown.names)))


def _colours(count: int, look: Theme) -> list[str]:
    if count == 1:
        return [look.earned]
    shades = [look.earned, look.context, look.layers[0], look.layers[2], look.lost, look.layers[3]]
    return [shades[at % len(shades)] for at in range(count)]


def _cut(name: str, most: int = LONGEST_NAME) -> str:
    return label(name if len(name) <= most else f"{name[:most - 1]}…")


def _named(figure: go.Figure, names: Sequence[tuple[str, str]], look: Theme, always: bool = False) -> None:
    """What the colours are called, above the picture."""
    if len(names) < 2 and not always:
        return
    figure.update_layout(margin_t=30)
    figure.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
        text="   ".join(f'<span style="color:{colour}">■</span> {_cut(name, 24)}' for name, colour in names))
