"""One account by month: what it bought and brought, and how late it paid."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm
from kadash.charts.ticks import round_ticks
from kadash.language import Words

HEIGHT_PX, PAYMENT_HEIGHT_PX = 300, 190


def revenue_and_contribution(months: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """Grey columns for revenue, and before them contribution: money earned or money lost.

    months: one row a month, oldest first: month (its first day), revenue, contribution (money; NaN where unknown).
    """
    earned = months["contribution"]
    figure = go.Figure([
        go.Bar(x=months["month"], y=months["revenue"], marker_color=look.context, opacity=0.55, hoverinfo="skip"),
        go.Bar(x=months["month"], y=earned, hoverinfo="skip",
               marker_color=[look.lost if value < 0 else look.earned for value in earned]),
    ])
    names = [(look.context, words("review.history.revenue"))]
    if earned.notna().any():
        names.append((look.earned, words("review.history.contribution")))
    _named(figure, names)
    values = pd.concat([months["revenue"], earned]).dropna()
    _money_axis(figure, min(0.0, values.min()) if len(values) else 0.0, max(0.0, values.max()) if len(values) else 1.0,
                words)
    figure.update_layout(barmode="overlay", bargap=0.18)
    figure.update_xaxes(tickformat="%Y-%m", nticks=7)
    figure.add_hline(y=0, line_color=look.faint, line_width=1)
    return calm(figure, look, HEIGHT_PX)


def days_late(payments: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A column a month in which invoices fell due: days late above the line, days early below.

    payments: one row a month, oldest first: month (its first day), days_late (weighted by money).
    """
    late = payments["days_late"]
    figure = go.Figure(go.Bar(
        x=payments["month"], y=late, hoverinfo="skip",
        marker_color=[look.lost if value > 0 else look.earned for value in late]))
    low, high = min(0.0, late.min()), max(0.0, late.max())
    ticks = [tick for tick in (low, 0.0, high) if tick == 0.0 or abs(tick) > 0.12 * (high - low)]
    figure.update_yaxes(range=[low * 1.1, high * 1.15 or 1.0], tickvals=ticks, automargin=True,
                        ticktext=[words("review.payment.days", words.form(tick), days=words.number(tick))
                                  for tick in ticks])
    figure.update_xaxes(tickformat="%Y-%m", nticks=5)
    figure.add_hline(y=0, line_color=look.faint, line_width=1)
    return calm(figure, look, PAYMENT_HEIGHT_PX)


def _named(figure: go.Figure, names: list[tuple[str, str]]) -> None:
    """What the colours mean, in the colours, in the room above the columns."""
    figure.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="top", showarrow=False,
        text="   ".join(f'<span style="color:{colour}">■ {name}</span>' for colour, name in names))


def _money_axis(figure: go.Figure, low: float, high: float, words: Words) -> None:
    ticks = round_ticks(low, high)
    figure.update_yaxes(range=[low * 1.1, high * 1.22 or 1.0], tickvals=ticks, automargin=True,
                        ticktext=[words.money(tick) for tick in ticks])
