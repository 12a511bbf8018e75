"""A big order is not a key account: size against continuity, payment as colour, one-shot revenue as a ring."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, label
from kadash.language import Words

HEIGHT_PX, MOST_POINTS = 380, 1500
GOLDEN, APART = 0.618, 0.05
"""Accounts with as many months are drawn a little apart, so that none hides another."""

LATE_DAYS, ONE_SHOT = 10.0, 0.5
"""Paid later than this is late; a largest order of half the revenue or more makes a ring."""


def size_against_continuity(accounts: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A point an account: to the right who buys month after month, upwards who buys much. A click gives its number.

    accounts: one row an account, at most `MOST_POINTS`: account_id, account_name, revenue_12m (above 0), continuity,
    mean_days_late, one_shot_share_12m, is_key (whether it is a key account: drawn larger).
    """
    figure = go.Figure([
        _points(accounts[chosen], name, colour, words)
        for name, colour, chosen in _payment(accounts, look) if bool(chosen.any())])
    figure.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
        text="   ".join(f'<span style="color:{colour}">●</span> {words(f"score.chart.{name}")}'
                        for name, colour, chosen in _payment(accounts, look) if bool(chosen.any()))
        + f'<br>○ {words("score.chart.one_shot")}', align="left")
    low, high = accounts["revenue_12m"].min(), accounts["revenue_12m"].max()
    ticks = [10.0 ** power for power in range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)]
    calm(figure, look, HEIGHT_PX)
    figure.update_layout(margin_t=46)
    figure.update_yaxes(type="log", tickvals=ticks, ticktext=[words.money(tick) for tick in ticks],
                        title={"text": words("score.chart.size"), "font": {"size": 12}}, showgrid=True,
                        gridcolor=look.faint)
    figure.update_xaxes(range=[-0.04, 1.06], tickvals=[0, 0.25, 0.5, 0.75, 1],
                        ticktext=[words.percent(share, 0) for share in (0, 0.25, 0.5, 0.75, 1)],
                        title={"text": words("score.chart.continuity"), "font": {"size": 12}, "standoff": 6})
    return figure


def _payment(accounts: pd.DataFrame, look: Theme) -> list[tuple[str, str, pd.Series[bool]]]:
    """Groups by payment: name, colour, who is in it."""
    late = accounts["mean_days_late"]
    return [("on_time", look.earned, late.le(LATE_DAYS)), ("late", look.lost, late.gt(LATE_DAYS)),
            ("unknown", look.context, late.isna())]


def _points(rows: pd.DataFrame, name: str, colour: str, words: Words) -> go.Scatter:
    rings = rows["one_shot_share_12m"].ge(ONE_SHOT).to_numpy()
    said = [words("score.chart.hover", None, name=label(row["account_name"]), revenue=words.money(row["revenue_12m"]),
                  continuity=words.percent(row["continuity"], 0), late=words.number(row["mean_days_late"]),
                  one_shot=words.percent(row["one_shot_share_12m"], 0))
            for row in rows.to_dict("records")]
    apart = (np.arange(len(rows)) * GOLDEN % 1.0 - 0.5) * APART
    return go.Scatter(
        x=rows["continuity"] + apart, y=rows["revenue_12m"], mode="markers", customdata=rows["account_id"],
        hovertext=said, hoverinfo="text", name=name, marker={
            "color": colour, "size": np.where(rows["is_key"], 11, 7), "opacity": 0.75,
            "symbol": np.where(rings, "circle-open", "circle"), "line": {"width": np.where(rings, 2.5, 0.0)}})
