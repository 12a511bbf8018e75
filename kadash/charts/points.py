"""What one more point of retention is worth, layer by layer."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm
from kadash.language import Words

ROW_PX = 31


def point_values(layers: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A lying bar a layer, top layer first, with its money beside it.

    layers: one row a layer, top first: name (as shown), point_value (money; below zero where keeping costs).
    """
    values = layers["point_value"]
    figure = go.Figure(go.Bar(
        y=layers["name"], x=values, orientation="h", cliponaxis=False, hoverinfo="skip", textposition="outside",
        text=[words.money(value) for value in values], textfont_size=12,
        marker_color=[look.earned if value >= 0 else look.lost for value in values]))
    figure.add_vline(x=0, line_color=look.faint, line_width=1)
    low, high = min(0.0, values.min()), max(0.0, values.max())
    figure.update_xaxes(range=[low * 1.3, high * 1.3 or 1.0], visible=False)
    figure.update_yaxes(autorange="reversed", automargin=True)
    return calm(figure, look, ROW_PX * len(layers) + 16)
