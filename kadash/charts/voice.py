"""Customer voice: importance against performance, received against expected, and the drivers layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from kadash.charts.theme import Theme, calm, faint, label
from kadash.language import Words

Floats = NDArray[np.float64]
MAP_PX, ROW_PX, HEAD_PX = 400, 34, 46
_POSITIONS = ("top center", "bottom center", "middle right", "middle left")
_NEAR = (0.34, 0.055)
"""How near two names may come, as shares of the map's width and height."""


def map_chart(drivers: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A dot a driver: to the right what matters more, upwards what customers score higher.

    drivers: one row a driver: name (as shown), performance (0 to 1), importance, place, said (shown when
    pointed at), importance_line, performance_line. Rows without a place are left out.
    """
    known = drivers[drivers["place"].notna()]
    figure = go.Figure()
    x, y = known["importance"].to_numpy(np.float64), known["performance"].to_numpy(np.float64) * 100
    wide, tall = _reach(x, 0.22), _reach(y, 0.16)
    line_x, line_y = float(known["importance_line"].iloc[0]), float(known["performance_line"].iloc[0]) * 100
    figure.add_shape(type="rect", x0=line_x, x1=wide[1], y0=tall[0], y1=line_y, line_width=0,
                     fillcolor=faint(look.lost, 0.09), layer="below")
    for way in ({"x0": line_x, "x1": line_x, "y0": tall[0], "y1": tall[1]},
                {"x0": wide[0], "x1": wide[1], "y0": line_y, "y1": line_y}):
        figure.add_shape(type="line", line={"color": look.context, "width": 1, "dash": "dot"}, layer="below", **way)
    colours = {"mend_first": look.lost, "keep_up": look.earned}
    figure.add_scatter(
        x=x, y=y, mode="markers+text", text=[label(name) for name in known["name"]],
        textposition=_beside(x, y, wide, tall), textfont={"size": 12, "color": look.text},
        marker={"size": 13, "color": [colours.get(place, look.context) for place in known["place"]]},
        hovertext=[label(text) for text in known["said"]], hoverinfo="text", cliponaxis=False)
    for (at_x, anchor_x), (at_y, anchor_y), place in (
            ((wide[1], "right"), (tall[0], "bottom"), "mend_first"), ((wide[1], "right"), (tall[1], "top"), "keep_up"),
            ((wide[0], "left"), (tall[0], "bottom"), "can_wait"), ((wide[0], "left"), (tall[1], "top"), "enough")):
        figure.add_annotation(
            x=at_x, y=at_y, xanchor=anchor_x, yanchor=anchor_y, showarrow=False, text=words(f"voice.place.{place}"),
            font={"size": 12, "color": look.lost if place == "mend_first" else look.quiet_text})
    figure.update_xaxes(range=wide, showticklabels=False, title=_small(words("voice.map.importance")))
    figure.update_yaxes(range=tall, title=_small(words("voice.map.performance")), nticks=5)
    return calm(figure, look, MAP_PX)


def gap_chart(drivers: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A row a driver: a dot for what is received, a line for what is expected, and the way between them.

    drivers: one row a driver, the first on top: name, performance, expectation (0 to 1; NaN: not asked), said (both
    in figures).
    """
    figure = go.Figure()
    names = [label(name) for name in drivers["name"]]
    for name, row in zip(names, drivers.to_dict("records"), strict=True):
        received, expected = 100.0 * row["performance"], 100.0 * row["expectation"]
        short = received < expected
        colour = look.lost if short else look.earned
        if not np.isnan(expected):
            figure.add_scatter(x=[received, expected], y=[name] * 2, mode="lines",
                               hoverinfo="skip", line={"color": faint(colour, 0.45), "width": 5})
            figure.add_scatter(x=[expected], y=[name], mode="markers", hoverinfo="skip", marker={
                "symbol": "line-ns", "size": 15, "line": {"width": 2, "color": look.text}})
        figure.add_scatter(x=[received], y=[name], mode="markers", hoverinfo="skip", marker={
            "size": 12, "color": colour, "line": {"width": 1.5, "color": look.ground}})
        figure.add_annotation(x=1.0, xref="paper", y=name, xanchor="right", showarrow=False,
                              text=label(row["said"]), font={"size": 12, "color": look.quiet_text})
    lows = pd.concat([drivers["performance"], drivers["expectation"]]).dropna() * 100
    low, high = min(float(lows.min()) - 4, 50.0), float(lows.max())
    figure.update_xaxes(range=[low, high + (high - low) * 0.42], tickvals=[t for t in range(0, 101, 20) if t >= low])
    figure.update_yaxes(autorange="reversed", range=[-0.6, len(drivers) - 0.4], ticklabelstandoff=6)
    return calm(figure, look, ROW_PX * len(drivers) + HEAD_PX)


def layers_chart(cells: pd.DataFrame, middle: float, reach: float, look: Theme) -> go.Figure:
    """A row a layer, a column a driver, each cell its figure of 100: the weaker, the more it is coloured.

    cells: one row a layer and a driver, in the order to show them: row, column (as shown), figure (of 1). middle: the
    figure without colour; reach: how far off the full colour lies.
    """
    rows, columns = (list(dict.fromkeys(cells[name])) for name in ("row", "column"))
    table = cells.pivot(index="row", columns="column", values="figure").reindex(index=rows, columns=columns) * 100
    figure = go.Figure(go.Heatmap(
        z=table.to_numpy(), x=[label(name) for name in columns], y=[label(name) for name in rows], showscale=False,
        colorscale=[[0.0, faint(look.lost, 0.75)], [0.5, faint(look.context, 0.1)], [1.0, faint(look.earned, 0.55)]],
        zmin=100 * (middle - reach), zmax=100 * (middle + reach), xgap=2, ygap=2, texttemplate="%{z:.0f}",
        hoverinfo="skip",
        textfont={"size": 13, "color": look.text}))
    figure.update_yaxes(autorange="reversed", ticklabelstandoff=6)
    figure.update_xaxes(side="top", tickangle=-35 if len(columns) > 4 else 0)
    return calm(figure, look, ROW_PX * len(rows) + 110)


def _reach(values: Floats, room: float) -> list[float]:
    """From the lowest to the highest value with room for names on both sides."""
    low, high = float(values.min()), float(values.max())
    spare = room * ((high - low) or 1.0)
    return [low - spare, high + spare]


def _beside(x: Floats, y: Floats, wide: list[float], tall: list[float]) -> list[str]:
    """Where each name stands: above its dot, or where the names of others leave room."""
    place = np.column_stack([(x - wide[0]) / (wide[1] - wide[0]), (y - tall[0]) / (tall[1] - tall[0])])
    moves = {"top center": (0.0, 0.045), "bottom center": (0.0, -0.045), "middle right": (0.13, 0.0),
             "middle left": (-0.13, 0.0)}
    taken = [(float(one), float(other)) for one, other in place]
    found: list[str] = []
    for at, dot in enumerate(list(taken)):
        others = taken[:at] + taken[at + 1:]
        spots = {name: (dot[0] + move[0], dot[1] + move[1]) for name, move in moves.items()}
        best = max(_POSITIONS, key=lambda name: (min(1.0, _clear(spots[name], others)), -_POSITIONS.index(name)))
        found.append(best)
        taken.append(spots[best])
    return found


def _clear(spot: tuple[float, float], others: Sequence[tuple[float, float]]) -> float:
    """How far the nearest of the others lies, against how near names may come."""
    apart = (max(abs(spot[0] - x) / _NEAR[0], abs(spot[1] - y) / _NEAR[1]) for x, y in others)
    return min(apart, default=1.0)


def _small(text: str) -> dict[str, object]:
    return {"text": text, "standoff": 6, "font": {"size": 12}}
