"""Profit of each year ahead, base and scenario together."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm
from kadash.charts.ticks import round_ticks
from kadash.language import Words

HEIGHT_PX = 220


def yearly_profit(years: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """Grey columns for the base, a line for the scenario, each named at its first year.

    years: one row a year ahead: year (1, 2, ...), base_profit, scenario_profit (money).
    """
    figure = go.Figure([
        go.Bar(x=years["year"], y=years["base_profit"], marker_color=look.context, opacity=0.55, hoverinfo="skip"),
        go.Scatter(x=years["year"], y=years["scenario_profit"], mode="lines+markers", hoverinfo="skip",
                   line={"color": look.earned, "width": 2}, marker={"size": 6, "color": look.earned}),
    ])
    figure.add_annotation(
        x=1, y=1, xref="paper", yref="paper", xanchor="right", yanchor="top", showarrow=False, align="right",
        text=f'<span style="color:{look.context}">■ {words("what_if.yearly.base")}</span>   '
             f'<span style="color:{look.earned}">● {words("what_if.yearly.scenario")}</span>')
    values = pd.concat([years["base_profit"], years["scenario_profit"]])
    low, high = min(0.0, values.min()), max(0.0, values.max())
    ticks = round_ticks(low, high)
    figure.update_yaxes(range=[low * 1.1, high * 1.12 or 1.0], tickvals=ticks,
                        ticktext=[words.money(tick) for tick in ticks])
    figure.update_xaxes(dtick=1, tickmode="linear", title={
        "text": words("what_if.yearly.axis"), "standoff": 4, "font": {"size": 12}})
    figure.add_hline(y=0, line_color=look.faint, line_width=1)
    return calm(figure, look, HEIGHT_PX)
