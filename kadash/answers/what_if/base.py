"""The accounts of a viewer as the what-if reads them: by a scheme's layers, or one account alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.keeper import VIEWERS, keeping
from kadash.errors import KadashError
from kadash.language import Words
from kadash.scenarios import Base, base_arrays
from kadash.segments import layers_of
from kadash.value import observed_retention
from kadash.vocabulary import PROSPECT

SCHEME = "value_tier"
"""The scheme by which a what-if is cut unless another is asked for."""


@dataclass(frozen=True, eq=False)
class WhatIfBase:
    """The accounts of a viewer as the what-if reads them, made once a generation, cut and assumed margin.

    observed: one row a segment: segment, bought_before, bought_again, observed, observed_low, observed_high.
    Segments are the layers of `scheme`; or the one account `account_id`, where that is asked for alone.
    """

    base: Base
    observed: pd.DataFrame
    assumed_margin: float | None
    scheme: str
    account_id: str | None = None
    account_name: str | None = None

    @property
    def knows_cost(self) -> bool:
        """Whether what an account earns is known of any."""
        return self.base.unknown_accounts < int(self.base.accounts_by_segment.sum())

    @property
    def live_layers(self) -> list[str]:
        """The segments with live accounts, top first."""
        pairs = zip(self.base.segments, self.base.live_by_segment, strict=True)
        return [segment for segment, live in pairs if live > 0 and segment != PROSPECT]

    @cached_property
    def observed_in_order(self) -> pd.DataFrame:
        """`observed` in the order of the base's segments, without their names: found once, read at every move."""
        return self.observed.set_index("segment").reindex(list(self.base.segments)).reset_index(drop=True)

    def name(self, segment: str, words: Words) -> str:
        """A segment as people call it: a layer's name, or the account's."""
        return self.account_name or segment if self.account_id else words(f"layer.{self.scheme}.{segment}")

    def observed_text(self, layer: str, words: Words) -> str:
        """Who of last year's buyers bought again, in short: 88% (44 of 50)."""
        row = self._row(layer)
        if not row["bought_before"]:
            return words("what_if.observed_none")
        return words("what_if.observed", None, share=words.percent(row["observed"], 0),
                     again=words.number(row["bought_again"]), before=words.number(row["bought_before"]))

    def observed_help(self, layer: str, words: Words) -> str:
        """Where the observed retention comes from, and what the model expects beside it."""
        row, alive = self._row(layer), self.base.retention_sorted[self.base.segments.index(layer)]
        model = words.percent(float(alive.mean()) if len(alive) else None)
        if not row["bought_before"]:
            return words("what_if.lever.retention_help_none", None, model=model)
        return words("what_if.lever.retention_help", None, before=words.number(row["bought_before"]),
                     again=words.number(row["bought_again"]), share=words.percent(row["observed"]),
                     low=words.percent(row["observed_low"]), high=words.percent(row["observed_high"]), model=model)

    def _row(self, layer: str) -> dict[str, float]:
        rows = self.observed.set_index("segment").to_dict("index")
        return {str(name): float(value) for name, value in rows[layer].items()}


@keeping(VIEWERS)
def what_if_base(
    asked: Asked, scheme: str = SCHEME, assumed_margin: float | None = None, account_id: str | None = None
) -> WhatIfBase:
    """The viewer's accounts, cut by any scheme, or one of them alone; the assumed margin stands in for unknown cost.

    It stands in only where no cost is known at all. KadashError `what_if_scheme_unknown` for a scheme that is not
    there, `account_unknown` for an account that is not there or not in the viewer's scope.
    """
    layers = layers_of(asked.policy)
    if scheme not in layers:
        raise KadashError("what_if_scheme_unknown", scheme=scheme, known=", ".join(layers))
    if account_id is None:
        accounts, stands_in = accounts_of(asked, scheme, assumed_margin)
        name = None
    else:
        accounts, stands_in = _alone(asked, account_id, scheme, assumed_margin)
        name = str(accounts["account_name"].iloc[0] or account_id)
    base = base_arrays(accounts, asked.policy, "segment", order=layers[scheme])
    return WhatIfBase(base, _observed(accounts), stands_in, scheme, account_id, name)


def accounts_of(asked: Asked, scheme: str, assumed_margin: float | None) -> tuple[pd.DataFrame, float | None]:
    """The viewer's accounts, a row each as of `what_if_accounts.sql`, and the assumed margin where it stands in."""
    accounts = asked.frame("what_if_accounts", scheme=scheme)
    stands_in = assumed_margin if assumed_margin is not None and accounts["before_service_rate"].isna().all() else None
    return accounts if stands_in is None else accounts.assign(before_service_rate=stands_in), stands_in


def _alone(
    asked: Asked, account_id: str, scheme: str, assumed_margin: float | None
) -> tuple[pd.DataFrame, float | None]:
    """The one account as a segment of its own; the others are looked at only for whether any cost is known."""
    alone = asked.frame("what_if_account", account_id=account_id)
    if not len(alone):
        raise KadashError("account_unknown", account=account_id)
    stands_in = None if assumed_margin is None else accounts_of(asked, scheme, assumed_margin)[1]
    return alone if stands_in is None else alone.assign(before_service_rate=stands_in), stands_in


def _observed(accounts: pd.DataFrame) -> pd.DataFrame:
    observed = observed_retention(accounts, "segment_before").rename(
        columns={"share": "observed", "low": "observed_low", "high": "observed_high"})
    everywhere = pd.DataFrame({"segment": pd.Series(sorted(accounts["segment"].unique()), dtype="object")})
    of_each = everywhere.merge(observed.astype({"segment": "object"}), on="segment", how="left")
    return of_each.fillna({"bought_before": 0, "bought_again": 0})
