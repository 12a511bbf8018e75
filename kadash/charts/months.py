"""W by month against the year before."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm
from kadash.charts.ticks import round_ticks
from kadash.language import Words

HEIGHT_PX = 320
DAY_MS = 86_400_000
WIDE_MS, NARROW_MS = 25 * DAY_MS, 14 * DAY_MS


def months_against_before(months: pd.DataFrame, measure: str, words: Words, look: Theme) -> go.Figure:
    """Narrow columns for this year, money earned or lost, each before a wide grey one of the same month a year earlier.

    months: one row a month, oldest first: month (its first day), amount, before (money; NaN where unknown).
    measure: what the money is, contribution or revenue.
    """
    amounts, before = months["amount"], months["before"]
    figure = go.Figure([
        go.Bar(x=months["month"], y=before, width=WIDE_MS, marker_color=look.context, opacity=0.45, hoverinfo="skip"),
        go.Bar(x=months["month"], y=amounts, width=NARROW_MS, customdata=_said(months, words),
               hovertemplate="%{customdata}<extra></extra>",
               marker_color=[look.lost if amount < 0 else look.earned for amount in amounts]),
    ])
    _named(figure, measure, bool(before.notna().any()), words, look)
    calm(figure, look, HEIGHT_PX)
    _money_axis(figure, pd.concat([amounts, before]).dropna(), words)
    figure.update_layout(barmode="overlay", margin_t=26)
    figure.update_xaxes(tickformat=words("overview.months.tick"), dtick="M2", tick0=months["month"].iloc[0],
                        tickangle=0)
    figure.add_hline(y=0, line_color=look.faint, line_width=1)
    return figure


def _said(months: pd.DataFrame, words: Words) -> list[str]:
    return [words("overview.months.hover", None, month=words.month(row["month"]), money=words.money(row["amount"]),
                  before=words.money(row["before"])) for row in months.to_dict("records")]


def _named(figure: go.Figure, measure: str, with_before: bool, words: Words, look: Theme) -> None:
    """What the colours mean, in the colours, above the columns."""
    names = [(look.earned, look.earned, words(f"overview.months.now_{measure}"))]
    if with_before:
        names.append((look.context, look.quiet_text, words("overview.months.before")))
    figure.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
        text="   ".join(f'<span style="color:{mark}">■</span> <span style="color:{ink}">{name}</span>'
                        for mark, ink, name in names))


def _money_axis(figure: go.Figure, values: pd.Series[float], words: Words) -> None:
    low, high = min(0.0, *values), max(0.0, *values)
    ticks = round_ticks(low, high)
    figure.update_yaxes(range=[low * 1.1, high * 1.06 or 1.0], tickvals=ticks,
                        ticktext=[words.money(tick) for tick in ticks])
