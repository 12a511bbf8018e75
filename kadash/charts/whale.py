"""The whale curve: what the best accounts make together, and what the last ones take away again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from kadash.charts.theme import Theme, calm, faint
from kadash.language import Words

HEIGHT_PX = 320
ROOM_ABOVE = 1.14


def whale_curve(steps: pd.DataFrame, half: int | None, words: Words, look: Theme) -> go.Figure:
    """A line over the accounts, best first: money earned up to its peak, money lost behind it.

    steps: one row a step down the accounts, best first: accounts, amount (what they make together).
    half: accounts that make half of the total, to be marked.
    """
    curve = pd.concat([pd.DataFrame({"accounts": [0], "amount": [0.0]}), steps], ignore_index=True)
    total, peak = float(curve["amount"].iloc[-1]), int(curve["amount"].argmax())
    falls = _fall(curve["amount"])
    figure = go.Figure([
        _line(curve.iloc[: falls + 1], look.earned, total, words),
        *([_line(curve.iloc[falls:], look.lost, total, words)] if falls < len(curve) - 1 else []),
    ])
    figure.add_hline(y=total, line_color=look.context, line_width=1, line_dash="dot")
    figure.add_hline(y=0, line_color=look.faint, line_width=1)
    if half is not None:
        _mark_half(figure, curve, half, words, look)
    if curve["amount"].iloc[peak] > total > 0:
        _mark_peak(figure, curve, peak, words, look)
    calm(figure, look, HEIGHT_PX)
    _axes(figure, curve, total, words)
    return figure


def _fall(amounts: pd.Series[float]) -> int:
    """The row from which the curve falls: accounts that bring and cost nothing lie before it."""
    top = float(amounts.max())
    return int(np.flatnonzero(amounts >= top - 1e-9 * max(abs(top), 1.0))[-1])


def _line(part: pd.DataFrame, colour: str, total: float, words: Words) -> go.Scatter:
    said = [words("overview.whale.hover", None, accounts=words.number(row["accounts"]),
                  money=words.money(row["amount"]), share=words.percent(row["amount"] / total if total > 0 else None))
            for row in part.to_dict("records")]
    return go.Scatter(x=part["accounts"], y=part["amount"], mode="lines", line={"color": colour, "width": 3},
                      fill="tozeroy", fillcolor=faint(colour, 0.12), customdata=said,
                      hovertemplate="%{customdata}<extra></extra>")


def _mark_half(figure: go.Figure, curve: pd.DataFrame, half: int, words: Words, look: Theme) -> None:
    """A dot on the curve where half is reached, named on its right, under the curve."""
    reached = float(np.interp(half, curve["accounts"], curve["amount"]))
    figure.add_scatter(x=[half], y=[reached], mode="markers", hoverinfo="skip",
                       marker={"size": 10, "color": look.earned, "line": {"width": 2, "color": look.ground}})
    figure.add_annotation(x=half, y=reached, text=words("overview.whale.half", half), showarrow=False,
                          xanchor="left", yanchor="middle", xshift=9)


def _mark_peak(figure: go.Figure, curve: pd.DataFrame, peak: int, words: Words, look: Theme) -> None:
    """The peak as a share of the total, above the curve; what the tail takes away, below its end."""
    accounts, amount = int(curve["accounts"].iloc[peak]), float(curve["amount"].iloc[peak])
    total, last = float(curve["amount"].iloc[-1]), int(curve["accounts"].iloc[-1])
    figure.add_annotation(
        x=accounts, y=amount, showarrow=False, yanchor="bottom", yshift=3, font_color=look.earned,
        xanchor="right" if accounts > last / 2 else "left",
        text=words("overview.whale.peak_mark", accounts, share=words.percent(amount / total)))
    figure.add_annotation(
        x=last, y=total, showarrow=False, xanchor="right", yanchor="top", yshift=-8, font_color=look.lost,
        text=words("overview.whale.tail_mark", None, money=words.money(total - amount)))


def _axes(figure: go.Figure, curve: pd.DataFrame, total: float, words: Words) -> None:
    """Shares of the total where it is above zero, else money; numbers of accounts."""
    last = int(curve["accounts"].iloc[-1])
    low, high = min(0.0, *curve["amount"]), max(0.0, *curve["amount"])
    ticks = [0.0, total / 2, total] if total > 0 else sorted({low, 0.0, high})
    said = [words.percent(tick / total, 0) if total > 0 else words.money(tick) for tick in ticks]
    figure.update_yaxes(range=[low * 1.1, high * ROOM_ABOVE or 1.0], tickvals=ticks, ticktext=said)
    places = account_ticks(last)
    figure.update_xaxes(range=[0, last * 1.01], tickvals=places, tickangle=0, ticklabeloverflow="allow",
                        ticktext=[words.number(place) for place in places])
    figure.update_layout(margin_r=16)


def account_ticks(last: int) -> list[int]:
    """Where to name the number of accounts: round steps from 0, and the last.

    >>> account_ticks(375), account_ticks(7), account_ticks(1)
    ([0, 100, 200, 300, 375], [0, 2, 4, 7], [0, 1])
    """
    size = 10 ** (len(str(last)) - 1)
    step = next(step for step in (size // 5, size // 2, size, size * 2, size * 5) if step > 0 and last <= step * 4.5)
    return [*(place for place in range(0, last, step) if last - place > step * 0.6), last]
