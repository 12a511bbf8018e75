"""How good forecasts were: the race of forecasters, chances against what came true, totals against what came."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, faint
from kadash.charts.ticks import round_ticks
from kadash.language import Words

ROW_PX, SQUARE_PX, TOTAL_ROW_PX, HEAD_PX = 30, 270, 56, 24
LEAST_DOT_PX, MOST_DOT_PX = 7, 26


def race_chart(race: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A lying bar a forecaster, the best at the top: the one in use in colour, the naive one darker than the others.

    race: one row a forecaster, best first: name (as shown), error, is_used, is_naive.
    """
    colours = [look.earned if used else look.quiet_text if naive else look.context
               for used, naive in zip(race["is_used"], race["is_naive"], strict=True)]
    most = float(race["error"].max()) or 1.0
    figure = go.Figure(go.Bar(
        y=race["name"], x=race["error"], orientation="h", marker_color=colours, hoverinfo="skip", cliponaxis=False,
        text=[_marked(row, words) for row in race.to_dict("records")], textposition="outside", textfont_size=12))
    figure.update_xaxes(visible=False, range=[0, most * 1.5])
    figure.update_yaxes(autorange="reversed", ticklabelstandoff=4)
    return calm(figure, look, ROW_PX * len(race) + 12)


def _marked(row: Mapping[Hashable, Any], words: Words) -> str:
    error = words.percent(row["error"])
    if row["is_used"]:
        return f"<b>{error}</b>  {words('models.race.used')}"
    return f"{error}  {words('models.race.naive')}" if row["is_naive"] else error


def reliability_chart(bins: pd.DataFrame, words: Words, look: Theme, *, counted: bool = True) -> go.Figure:
    """Chance told (across) against the share that bought (up); the larger a dot, the more accounts; right on the line.

    bins: one row a tenth of the chances: expected, came_true, accounts. counted: whether it says how many they are.
    """
    hover = "models.reliability.hover" if counted else "models.reliability.hover_share"
    share = (bins["accounts"] / float(bins["accounts"].max())) ** 0.5
    said = [words(hover, row["accounts"] if counted else None, expected=words.percent(row["expected"], 0),
                  came=words.percent(row["came_true"], 0)) for row in bins.to_dict("records")]
    figure = go.Figure([
        go.Scatter(x=[0, 1], y=[0, 1], mode="lines", hoverinfo="skip", line={"color": look.context, "dash": "dot"}),
        go.Scatter(
            x=bins["expected"], y=bins["came_true"], mode="markers", customdata=said, cliponaxis=False,
            hovertemplate="%{customdata}<extra></extra>",
            marker={"color": look.earned, "opacity": 1.0, "line": {"width": 1, "color": look.ground},
                    "size": (LEAST_DOT_PX + (MOST_DOT_PX - LEAST_DOT_PX) * share).tolist()}),
    ])
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    named = {"tickvals": ticks, "ticktext": [words.percent(tick, 0) for tick in ticks], "range": [-0.04, 1.06]}
    figure.update_xaxes(**named, title=_small(words("models.reliability.told")))
    figure.update_yaxes(**named, title=_small(words("models.reliability.came")))
    return calm(figure, look, SQUARE_PX)


def totals_chart(totals: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    """A row an origin: the range forecast as a band with its middle, and what came as a dot: lost's colour if outside.

    totals: one row an origin and, last, the one under way: name (as shown), total, low, high, came (NaN: not yet).
    """
    figure = go.Figure()
    for row in totals.to_dict("records"):
        figure.add_scatter(x=[row["low"], row["high"]], y=[row["name"]] * 2, mode="lines", hoverinfo="skip",
                           line={"color": faint(look.earned, 0.35), "width": 16})
        figure.add_scatter(x=[row["total"]], y=[row["name"]], mode="markers", hoverinfo="skip", marker={
            "symbol": "line-ns", "size": 16, "line": {"width": 2, "color": look.earned}})
        if not pd.isna(row["came"]):
            held = row["low"] <= row["came"] <= row["high"]
            figure.add_scatter(x=[row["came"]], y=[row["name"]], mode="markers", hoverinfo="skip", marker={
                "size": 11, "color": look.text if held else look.lost, "line": {"width": 2, "color": look.ground}})
        figure.add_annotation(x=row["high"], y=row["name"], text=_told(row, words), showarrow=False, xanchor="right",
                              yshift=18, font={"size": 12, "color": look.quiet_text})
    low, high = min(0.0, float(totals["low"].min())), max(0.0, float(totals["high"].max()))
    ticks = round_ticks(low, high)
    figure.update_xaxes(range=[low * 1.05, high * 1.05 or 1.0], tickvals=ticks,
                        ticktext=[words.money(tick) for tick in ticks])
    figure.update_yaxes(autorange="reversed", range=[-0.7, len(totals) - 0.5], ticklabelstandoff=4)
    return calm(figure, look, TOTAL_ROW_PX * len(totals) + HEAD_PX + 10)


def _told(row: Mapping[Hashable, Any], words: Words) -> str:
    if pd.isna(row["came"]):
        return words("models.totals.ahead", None, total=words.money(row["total"]))
    return words("models.totals.row", None, total=words.money(row["total"]), came=words.money(row["came"]))


def _small(text: str) -> dict[str, object]:
    return {"text": text, "standoff": 6, "font": {"size": 12}}
