"""The frontier: what every budget could earn, and where the plan stands."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm
from kadash.charts.ticks import round_ticks
from kadash.language import Words

HEIGHT_PX = 250


def frontier_chart(budget: Sequence[float], gain: Sequence[float], plan: tuple[float, float], words: Words,
                   look: Theme) -> go.Figure:
    """A rising line of gain against budget, and the plan as a point with its two figures beside it.

    budget, gain: the points of the frontier; plan: cost and gain of the plan (below the line where hours bind or
    accounts are held out).
    """
    cost, earned = plan
    figure = go.Figure([
        go.Scatter(x=list(budget), y=list(gain), mode="lines", line={"color": look.context, "width": 2},
                   hovertemplate="%{customdata}<extra></extra>",
                   customdata=[words("service_plan.frontier.hover", budget=words.money(b), gain=words.money(g))
                               for b, g in zip(budget, gain, strict=True)]),
        go.Scatter(x=[cost], y=[earned], mode="markers", hoverinfo="skip",
                   marker={"size": 12, "color": look.earned, "line": {"color": look.ground, "width": 2}}),
    ])
    right = cost > 0.55 * max(budget)
    figure.add_annotation(
        x=cost, y=earned, text=words("service_plan.frontier.plan", cost=words.money(cost), gain=words.money(earned)),
        showarrow=False, xanchor="right" if right else "left", yanchor="top", xshift=-8 if right else 8, yshift=-8,
        align="right" if right else "left", font={"color": look.earned})
    ticks = round_ticks(0.0, max(gain))
    figure.update_yaxes(range=[0, max(gain) * 1.08 or 1.0], tickvals=ticks, ticktext=[words.money(t) for t in ticks])
    across = round_ticks(0.0, max(budget))
    figure.update_xaxes(
        range=[0, max(budget) * 1.02 or 1.0], tickvals=across, ticktext=[words.money(t) for t in across],
        title={"text": words("service_plan.frontier.axis"), "standoff": 4, "font": {"size": 12}})
    return calm(figure, look, HEIGHT_PX)
