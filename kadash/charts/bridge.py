"""Bridges: from one sum to another, step by step, drawn from zero so that a step is as long as it is large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from kadash.charts.room import text_px
from kadash.charts.theme import Theme, calm
from kadash.language import Words
from kadash.reviews.bridge import Bridge

ROW_PX = 27
LABEL_SHARE = 0.22
"""Least room for the sums at the right end, as a part of what the bars reach; also where every sum is below zero."""
NARROWEST_PX = 235
"""Room for bars and sums together where names and screen leave least of it."""


class Step(NamedTuple):
    """A bar of a bridge: its name, where it begins, how far it goes."""

    name: str
    start: float
    length: float
    is_total: bool


def bridge_steps(before: tuple[str, float], changes: Sequence[tuple[str, float]], now: tuple[str, float]) -> list[Step]:
    """The bars of a bridge, in order: the sum before, each change where the last one ended, the sum now.

    >>> [(s.start, s.length) for s in bridge_steps(("now", 10.0), [("a", 5.0), ("b", -2.0)], ("then", 13.0))]
    [(0.0, 10.0), (10.0, 5.0), (15.0, -2.0), (0.0, 13.0)]
    """
    steps, reached = [Step(before[0], 0.0, before[1], True)], before[1]
    for name, length in changes:
        steps.append(Step(name, reached, length, False))
        reached += length
    return [*steps, Step(now[0], 0.0, now[1], True)]


def margin_bridge_chart(bridge: Bridge, words: Words, look: Theme, ends: tuple[str, str] | None = None) -> go.Figure:
    """Contribution before and now, between them each cause. ends: the names of both periods, two years unless given."""
    before, now = ends or (words("review.bridge.before"), words("review.bridge.now"))
    changes = [(words(f"review.bar.{bar.code}"), bar.amount) for bar in bridge.bars]
    return _lying(bridge_steps((before, bridge.before), changes, (now, bridge.now)), words, look)


def _lying(steps: Sequence[Step], words: Words, look: Theme) -> go.Figure:
    """Lying bars, read downwards, from zero; names stand at the left, money at each bar's end."""
    shown = [step for step in steps if step.name]
    figure = go.Figure(go.Bar(
        y=[step.name for step in shown], x=[step.length for step in shown], base=[step.start for step in shown],
        orientation="h", marker_color=_colours(shown, look), hoverinfo="skip"))
    for step in shown:
        figure.add_annotation(
            y=step.name, x=max(step.start, step.start + step.length), text=_text(step, words), showarrow=False,
            xanchor="left", xshift=4, font_size=12)
    low, high = _reach(shown)
    figure.add_vline(x=0, line_color=look.faint, line_width=1)
    reach = (high - low) or 1.0
    figure.update_xaxes(range=[low - 0.03 * reach, high + _label_share(shown, words) * reach], visible=False)
    figure.update_yaxes(autorange="reversed")
    return calm(figure, look, ROW_PX * len(shown) + 16)


def _label_share(steps: Sequence[Step], words: Words) -> float:
    """More room where a company reads money in a unit that makes its sums long."""
    longest = max(text_px(words.money(step.length, sign=True)) for step in steps) + 4
    return max(LABEL_SHARE, longest / max(NARROWEST_PX - longest, longest))


def _colours(steps: Sequence[Step], look: Theme) -> list[str]:
    return [look.quiet_text if step.is_total else look.earned if step.length >= 0 else look.lost for step in steps]


def _text(step: Step, words: Words) -> str:
    if step.is_total:
        return f"<b>{words.money(step.length)}</b>"
    return words.money(step.length, sign=True) if step.length else ""


def _reach(steps: Sequence[Step]) -> tuple[float, float]:
    ends = [end for step in steps for end in (step.start, step.start + step.length)]
    return min(0.0, *ends), max(0.0, *ends)
