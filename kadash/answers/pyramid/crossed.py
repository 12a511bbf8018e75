"""Two schemes crossed: how many accounts stand where, and where the two most disagree about money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.concentration import Measure
from kadash.answers.pyramid.ways import BESIDE
from kadash.language import Words
from kadash.segments import layers_of

UNRANKED = (*BESIDE, "unsure")
"""Layers that say neither high nor low: they are at odds with none."""

AT_ODDS = 0.5
"""Two layers are at odds where they lie at least this part of a whole scheme apart."""


class Cell(NamedTuple):
    """Two layers, how many accounts stand in both, and what they bring in 12 months."""

    layer: str
    other_layer: str
    accounts: int
    amount: float


@dataclass(frozen=True)
class CrossedAnswer:
    """cells: one row two layers that occur together: layer (of scheme), other_layer (of other_scheme), accounts,
    revenue_12m, contribution_12m (NaN where unknown). order, other_order: the layers of either scheme, top first.
    """

    scheme: str
    other_scheme: str
    measure: Measure
    cells: pd.DataFrame
    order: tuple[str, ...]
    other_order: tuple[str, ...]

    @property
    def accounts(self) -> int:
        """All accounts of the matrix."""
        return int(self.cells["accounts"].sum())

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of the scheme that have accounts, top first."""
        held = set(self.cells["layer"])
        return tuple(layer for layer in self.order if layer in held)

    @property
    def other_layers(self) -> tuple[str, ...]:
        """The layers of the other scheme that have accounts, top first."""
        held = set(self.cells["other_layer"])
        return tuple(layer for layer in self.other_order if layer in held)

    @cached_property
    def striking(self) -> Cell | None:
        """The cell with most money at odds, brought or lost: at the top of one scheme and the bottom of the other.

        Where there is none, the one of layers at least half a scheme apart with most money times that distance; None
        where no account is high in one and low in the other.
        """
        apart = (self.cells["layer"].map(_heights(self.order))
                 - self.cells["other_layer"].map(_heights(self.other_order))).abs()
        odds = apart * self.cells[f"{self.measure}_12m"].abs()
        for least in (1.0, AT_ODDS):
            far = odds[(apart >= least - 1e-9) & (odds > 0)]
            if len(far):
                return self._cell(far == far.max())
        return None

    def cell(self, layer: str, other_layer: str) -> Cell | None:
        """The accounts of two layers; None where there is none."""
        here = (self.cells["layer"] == layer) & (self.cells["other_layer"] == other_layer)
        return self._cell(here) if here.any() else None

    def _cell(self, here: pd.Series[bool]) -> Cell:
        row = self.cells.loc[here.reindex(self.cells.index, fill_value=False)].to_dict("records")[0]
        return Cell(row["layer"], row["other_layer"], int(row["accounts"]), float(row[f"{self.measure}_12m"]))

    def headline(self, words: Words) -> str:
        """Where the two schemes disagree about most money."""
        found = self.striking
        schemes = {"scheme": words(f"scheme.{self.scheme}"), "other_scheme": words(f"scheme.{self.other_scheme}")}
        if found is None:
            return words("crossed.headline.none", None, **schemes)
        sign = "loss" if found.amount < 0 else self.measure
        return words(f"crossed.headline.{sign}", found.accounts, money=words.money(abs(found.amount)),
                     layer=words(f"layer.{self.scheme}.{found.layer}"),
                     other=words(f"layer.{self.other_scheme}.{found.other_layer}"), **schemes)


def crossed(asked: Asked, scheme: str, other_scheme: str, among: Among = EVERYBODY) -> CrossedAnswer:
    """The accounts in the layers of two schemes, over those asked for that the viewer may see."""
    cells = asked.frame("pyramid_crossed", scheme=scheme, other_scheme=other_scheme, **among.params)
    measure: Measure = "contribution" if cells["contribution_12m"].notna().any() else "revenue"
    layers = layers_of(asked.policy)
    return CrossedAnswer(scheme, other_scheme, measure, cells, layers[scheme], layers[other_scheme])


def _heights(order: Sequence[str]) -> dict[str, float]:
    """1 for the top layer down to 0 for the bottom one; layers that say neither have no height."""
    ranked = [layer for layer in order if layer not in UNRANKED]
    return {layer: 1.0 - place / max(1, len(ranked) - 1) for place, layer in enumerate(ranked)}
