"""Who moved: from layer to layer as ribbons, as thick as their accounts are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from kadash.charts.room import text_px
from kadash.charts.theme import Theme, calm, label
from kadash.language import Words

HEIGHT_PX, GAP_SHARE = 300, 0.06
NODE_WIDTH = 0.02
"""A layer's mark, as a part of the ribbons' width."""

COUNT_PX = 50
"""Room of a count beside a name, and some to spare for another face."""

COUNT_AT = 0.22
LEAST_LABELLED = 0.06
"""A ribbon thinner than this share of all carries no number; the hover has it."""


@dataclass(frozen=True)
class Ribbon:
    """The accounts of one way: where the ribbon begins on the left and ends on the right, counted in accounts."""

    before: str
    now: str
    way: str
    accounts: int
    start: float = 0.0
    end: float = 0.0

    def top(self, along: NDArray[np.float64]) -> NDArray[np.float64]:
        """The upper edge, from 0 (left) to 1 (right), leaving and arriving level."""
        return self.start + (self.end - self.start) * along * along * (3 - 2 * along)


@dataclass(frozen=True)
class _Side:
    """The layers of one side: where each begins, and how many accounts it has."""

    tops: dict[str, float]
    counts: dict[str, int]

    @property
    def reach(self) -> float:
        return max(top + self.counts[layer] for layer, top in self.tops.items())


def flow_chart(moves: pd.DataFrame, names: Mapping[str, str], words: Words, theme: Theme) -> go.Figure:
    """Accounts that changed their layer, from where they were (left) to where they are (right).

    moves: one row a way: from_layer, to_layer, accounts, way (up, down, new, left). names: layer code to its name, top
    first; layers without moves are left out. Thickness is the plain count, on one scale for all.
    """
    ribbons, left, right = flow(moves, list(names))
    height, total = max(left.reach, right.reach), sum(ribbon.accounts for ribbon in ribbons)
    figure = go.Figure([_drawn(ribbon, names, words, theme) for ribbon in ribbons])
    counts = [_count(one, words, theme) for one in ribbons if one.accounts >= LEAST_LABELLED * total]
    sides = ((left, 0.0), (right, 1.0))
    calm(figure, theme, HEIGHT_PX)
    figure.update_layout(  # all at once: one after the other, each looks at those before it anew
        margin_l=_room_px(left, names), margin_r=_room_px(right, names),
        shapes=[mark for side, at in sides for mark in _marks(side, at, theme)],
        annotations=[*(name for side, at in sides for name in _names(side, at, names, words, theme)), *counts])
    figure.update_xaxes(visible=False, range=[-NODE_WIDTH, 1 + NODE_WIDTH])
    figure.update_yaxes(visible=False, range=[height * 1.02, -height * 0.02])
    return figure


def flow(moves: pd.DataFrame, order: Sequence[str]) -> tuple[list[Ribbon], _Side, _Side]:
    """Where every ribbon begins and ends, and both sides; ribbons of a layer lie in the order of the other side."""
    ribbons = [
        Ribbon(str(row["from_layer"]), str(row["to_layer"]), str(row["way"]), int(row["accounts"]))
        for row in moves.to_dict("records")
    ]
    left, right = _side(ribbons, lambda r: r.before, order), _side(ribbons, lambda r: r.now, order)
    starts = _stacked(ribbons, lambda r: r.before, lambda r: order.index(r.now), left)
    ends = _stacked(ribbons, lambda r: r.now, lambda r: order.index(r.before), right)
    placed = [
        Ribbon(r.before, r.now, r.way, r.accounts, start, end)
        for r, start, end in zip(ribbons, starts, ends, strict=True)
    ]
    return placed, left, right


def _side(ribbons: Sequence[Ribbon], own: Callable[[Ribbon], str], order: Sequence[str]) -> _Side:
    counts = {layer: sum(r.accounts for r in ribbons if own(r) == layer) for layer in order}
    gap = GAP_SHARE * sum(counts.values())
    tops, reached = {}, 0.0
    for layer in (layer for layer in order if counts[layer]):
        tops[layer] = reached
        reached += counts[layer] + gap
    return _Side(tops, {layer: counts[layer] for layer in tops})


def _stacked(ribbons: Sequence[Ribbon], own: Callable[[Ribbon], str], far_place: Callable[[Ribbon], int],
             side: _Side) -> list[float]:
    used, starts = dict(side.tops), [0.0] * len(ribbons)
    for place in sorted(range(len(ribbons)), key=lambda at: far_place(ribbons[at])):
        starts[place] = used[own(ribbons[place])]
        used[own(ribbons[place])] += ribbons[place].accounts
    return starts


def _drawn(ribbon: Ribbon, names: Mapping[str, str], words: Words, theme: Theme) -> go.Scatter:
    along = np.linspace(0.0, 1.0, 24)
    top = ribbon.top(along)
    text = words("charts.flow.hover", ribbon.accounts, before=label(names[ribbon.before]), now=label(names[ribbon.now]))
    return go.Scatter(
        x=np.concatenate([along, along[::-1]]), y=np.concatenate([top, top[::-1] + ribbon.accounts]), fill="toself",
        mode="lines", line={"width": 0}, fillcolor=_colour(ribbon, theme), opacity=0.55, hoveron="fills", text=text,
        hoverinfo="text", name=text)


def _colour(ribbon: Ribbon, theme: Theme) -> str:
    return {"up": theme.earned, "down": theme.lost}.get(ribbon.way, theme.context)


def _marks(side: _Side, at: float, theme: Theme) -> list[dict[str, object]]:
    """The layers of a side as marks."""
    return [{"type": "rect", "x0": at, "x1": _edge(at), "y0": top, "y1": top + side.counts[layer],
             "fillcolor": theme.quiet_text, "line": {"width": 0}} for layer, top in side.tops.items()]


def _names(side: _Side, at: float, names: Mapping[str, str], words: Words, theme: Theme) -> list[dict[str, object]]:
    """Their names outside, with how many left (left) or came (right)."""
    outwards, sign, anchor = (-1, "−", "right") if at == 0.0 else (1, "+", "left")
    return [{"x": _edge(at), "xshift": outwards * 4, "y": top + side.counts[layer] / 2, "showarrow": False,
             "xanchor": anchor, "font": {"size": 12, "color": theme.text},
             "text": f"{label(names[layer])} <b>{sign}{words.number(side.counts[layer])}</b>"}
            for layer, top in side.tops.items()]


def _edge(at: float) -> float:
    return at + (-1 if at == 0.0 else 1) * NODE_WIDTH


def _room_px(side: _Side, names: Mapping[str, str]) -> int:
    """The room that the longest name of a side needs beside the ribbons, so that none is cut off."""
    return max(text_px(names[layer]) for layer in side.tops) + COUNT_PX


def _count(ribbon: Ribbon, words: Words, theme: Theme) -> dict[str, object]:
    middle = float(ribbon.top(np.array([COUNT_AT]))[0]) + ribbon.accounts / 2
    return {"x": COUNT_AT, "y": middle, "text": words.number(ribbon.accounts), "showarrow": False,
            "font": {"size": 12, "color": theme.text}}
