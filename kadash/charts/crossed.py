"""Two schemes crossed: a cell for two layers, the fuller in colour the more stands in it; a click gives its code."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, faint, label
from kadash.language import Words

ROW_PX, HEAD_PX = 54, 34
SIDE = 0.95
"""Of a cell's place, what is coloured; the rest is the line between cells."""

PALEST, FULLEST = 0.1, 0.6
"""How much of the colour the emptiest and the fullest cell have: a number in either can be read."""


def crossed_chart(cells: pd.DataFrame, rows: Mapping[str, str], columns: Mapping[str, str], chosen: str | None,
                  look: Theme) -> go.Figure:
    """The layers of a scheme from top to bottom, those of the other from left to right, top layers first.

    cells: one row a pair of layers with accounts: code (as a click gives it), layer, other_layer, value (what the
    colour goes by; below 0 in the colour of money lost), text, hover. rows, columns: layer code to its name, in order.
    chosen: the code of the cell looked into.
    """
    down, along = list(rows), list(columns)
    most = float(cells["value"].abs().max()) if len(cells) else 0.0
    bars = cells.assign(
        x=[along.index(code) for code in cells["other_layer"]], y=[down.index(code) for code in cells["layer"]],
        colour=[_colour(float(value), most, look) for value in cells["value"]])
    figure = go.Figure(go.Bar(
        x=bars["x"], y=[SIDE] * len(bars), base=[place - SIDE / 2 for place in bars["y"]], width=SIDE,
        marker={"color": list(bars["colour"]), "line": {"width": [3 if code == chosen else 0 for code in bars["code"]],
                                                        "color": look.text}},
        text=list(bars["text"]), textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
        textfont={"size": 14, "color": look.text}, customdata=list(bars["code"]), hovertext=list(bars["hover"]),
        hoverinfo="text", unselected={"marker": {"opacity": 1}}))
    calm(figure, look, ROW_PX * len(down) + HEAD_PX)
    figure.update_layout(bargap=0, margin={"l": 4, "r": 4, "t": HEAD_PX, "b": 4})
    figure.update_xaxes(side="top", tickvals=list(range(len(along))), range=[-0.5, len(along) - 0.5],
                        ticktext=[label(name) for name in columns.values()], tickfont={"color": look.text})
    figure.update_yaxes(tickvals=list(range(len(down))), range=[len(down) - 0.5, -0.5],
                        ticktext=[label(name) for name in rows.values()], tickfont={"color": look.text})
    return figure


def crossed_cells(cells: pd.DataFrame, value: str, rows: Mapping[str, str], columns: Mapping[str, str],
                  words: Words) -> pd.DataFrame:
    """The cells as `crossed_chart` draws them, by what they hold: `value` is accounts, or a column of money.

    cells: one row two layers that occur together: layer, other_layer, accounts, and the column named by `value`.
    """
    written = words.number if value == "accounts" else words.money
    money = [f"<br>{words.money(amount)}" if value != "accounts" else "" for amount in cells[value]]
    return pd.DataFrame({
        "code": cells["layer"] + "~" + cells["other_layer"],
        "layer": cells["layer"],
        "other_layer": cells["other_layer"],
        "value": cells[value].astype("float64").fillna(0.0),
        "text": [written(amount) for amount in cells[value]],
        "hover": [
            words("charts.crossed.hover", int(row["accounts"]), layer=label(rows[row["layer"]]),
                  other=label(columns[row["other_layer"]])) + more
            for row, more in zip(cells.to_dict("records"), money, strict=True)],
    })


def _colour(value: float, most: float, look: Theme) -> str:
    """By the root of the value, so that small cells are told apart beside a large one."""
    full = sqrt(abs(value) / most) if most > 0 else 0.0
    return faint(look.lost if value < 0 else look.earned, round(PALEST + (FULLEST - PALEST) * full, 3))
