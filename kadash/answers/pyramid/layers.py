"""A scheme's layers: how many accounts, how much they bring, and who moved since a year ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.concentration import Concentration, Measure, concentration_of
from kadash.answers.pyramid.ways import BESIDE, with_ways
from kadash.language import Words
from kadash.segments import layers_of
from kadash.vocabulary import PROSPECT

SUMS = ["accounts", "revenue_12m", "contribution_12m", "largest_order", "lifetime_value", "current_value"]


@dataclass(frozen=True)
class PyramidAnswer:
    """The layers of a scheme.

    order: every layer of it, top first.
    layers: one row a layer of the pyramid, top first: layer, accounts, revenue_12m, contribution_12m, largest_order,
    lifetime_value, current_value (NaN where unknown), and their shares of the pyramid: accounts_share, revenue_share,
    contribution_share, lifetime_share (NaN where all together bring nothing).
    beside: the same sums for the layers beside it, that have accounts.
    moves: one row a way from a layer to another since a year ago: from_layer, to_layer, accounts, way (up, down, or
    new and left: into the pyramid and out of it). moves_known: whether anything is known of a year ago.
    losers, loss: accounts with revenue that cost more than they bring, and how much, above 0.
    """

    scheme: str
    order: tuple[str, ...]
    measure: Measure
    layers: pd.DataFrame
    beside: pd.DataFrame
    moves: pd.DataFrame
    moves_known: bool
    stayed: int
    concentration: Concentration
    losers: int
    loss: float

    @property
    def accounts(self) -> int:
        """Accounts in the pyramid."""
        return int(self.layers["accounts"].sum())

    @property
    def choices(self) -> tuple[str, ...]:
        """The layers that have accounts, top first: what can be looked into."""
        filled = self.layers.loc[self.layers["accounts"] > 0, "layer"]
        return (*filled, *self.beside["layer"])

    def moved(self, way: str) -> int:
        """How many accounts moved up, down, into the pyramid (new) or out of it (left)."""
        return int(self.moves.loc[self.moves["way"] == way, "accounts"].sum())

    def headline(self, words: Words) -> str:
        """The measured 80/20, and what the losing accounts cost."""
        found = self.concentration
        if not found.accounts:
            return words("pyramid.headline.nobody")
        if found.eighty_accounts is None:
            return words("pyramid.headline.none", found.accounts)
        first = words(f"pyramid.headline.{self.measure}", found.eighty_accounts,
                      share=words.percent(found.eighty_share, 0))
        if not self.losers:
            return first
        second = words("pyramid.headline.losers", self.losers, loss=words.money(self.loss))
        return words("pyramid.headline.both", None, first=first, second=second)

    def moves_sentence(self, words: Words) -> str:
        """How many moved since a year ago, and how many stayed."""
        if not self.moves_known:
            return words("pyramid.moves.unknown")
        return words("pyramid.moves.sentence", None, up=words.number(self.moved("up")),
                     down=words.number(self.moved("down")), stayed=words.number(self.stayed))

    def beside_sentences(self, words: Words) -> list[str]:
        """What stands beside the pyramid, and why it is not in it."""
        return [
            words(f"pyramid.beside.{row['layer']}", int(row["accounts"]), revenue=words.money(row["revenue_12m"]),
                  largest=words.money(row["largest_order"]))
            for row in self.beside.to_dict("records")
        ]


def pyramid(asked: Asked, scheme: str, among: Among = EVERYBODY) -> PyramidAnswer:
    """The layers of a scheme, over the accounts asked for that the viewer may see."""
    seen = asked.frame("pyramid_layers", scheme=scheme, **among.params)
    measure: Measure = "contribution" if seen["contribution_12m"].notna().any() else "revenue"
    order = layers_of(asked.policy)[scheme]
    sums = _by_layer(seen, order)
    inside = ~sums["layer"].isin(BESIDE)
    moves = _moves(seen, order)
    changed = moves["from_layer"] != moves["to_layer"]
    return PyramidAnswer(
        scheme=scheme,
        order=order,
        measure=measure,
        layers=_with_shares(sums[inside]),
        beside=sums[~inside & (sums["accounts"] > 0)].reset_index(drop=True),
        moves=moves[changed].reset_index(drop=True),
        moves_known=bool(seen["previous_layer"].notna().any()),
        stayed=int(moves.loc[~changed & (moves["to_layer"] != PROSPECT), "accounts"].sum()),
        concentration=concentration_of(asked, measure, among),
        losers=int(seen["below_zero"].sum()),
        loss=abs(float(seen["below_zero_contribution"].sum())),
    )


def _by_layer(seen: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """One row a layer of the scheme, top first, empty ones too."""
    sums = seen.groupby("layer")[SUMS].sum(min_count=1).reindex(list(order)).rename_axis("layer")
    return sums.reset_index().fillna({"accounts": 0, "revenue_12m": 0.0}).astype({"accounts": "int64"})


def _with_shares(layers: pd.DataFrame) -> pd.DataFrame:
    names = {"accounts": "accounts_share", "revenue_12m": "revenue_share", "contribution_12m": "contribution_share",
             "lifetime_value": "lifetime_share"}
    shares = {share: _shares(layers[column]) for column, share in names.items()}
    return layers.assign(**shares).reset_index(drop=True)


def _shares(amounts: pd.Series[float]) -> pd.Series[float]:
    total = amounts.sum()
    return (amounts / total).astype("float64") if total > 0 else pd.Series(float("nan"), index=amounts.index)


def _moves(seen: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """One row a way, stayers included. An account that was not there a year ago came from the prospects."""
    ways = seen.assign(from_layer=seen["previous_layer"].fillna(PROSPECT)).rename(columns={"layer": "to_layer"})
    counts = ways.groupby(["from_layer", "to_layer"], as_index=False).agg(accounts=("accounts", "sum"))
    return with_ways(counts, order)
