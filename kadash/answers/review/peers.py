"""What an account buys by category, beside its peers: who they are and what they buy stands in mart.peer_category."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from kadash.answers.asked import Asked
from kadash.marts.calendar import window
from kadash.policy.value import ValueRules

UNKNOWN = float("nan")
FEWEST_BUYERS = 3
"""Of a category that fewer of the peers buy, who sees only some accounts is told nothing: it would be of one or two."""


@dataclass(frozen=True)
class BesidePeers:
    """An account's categories beside those of its peers.

    categories: one row a category bought by it or by its peers: revenue_12m, revenue_prev_12m, share (of what it buys),
    last_day, peers_buying (share of the peers that buy it), peer_share (of what they buy); spend_per_year and
    gain_per_year where it is a gap: the same that the account's potential value counts.
    peers: how many it is compared with, itself not counted; group: `industry_tier` or, where those are too few, `base`;
    with `_unsaid` behind for a viewer who may not know how many.
    """

    categories: pd.DataFrame
    peers: int
    group: str


class _Row(NamedTuple):
    """One category, as `BesidePeers.categories` has it."""

    category: str
    revenue_12m: float
    revenue_prev_12m: float
    share: float
    last_day: Any
    peers_buying: float
    peer_share: float
    spend_per_year: float
    gain_per_year: float


def beside_peers(asked: Asked, account_id: str) -> BesidePeers:
    """What the account buys in W and bought in the year before, beside what its peers buy in W."""
    w = window(asked.as_of, asked.policy)
    own = {row["category"]: row for row in asked.records(
        "review_categories", account_id=account_id, before_first=w.previous_first_day, now_first=w.first_day,
        now_last=w.last_day)}
    spend = math.fsum(max(0.0, row["revenue_12m"]) for row in own.values())
    rules = asked.policy.value
    beside = asked.records("review_peers", account_id=account_id) if asked.knows_peers else []
    peers, group = _peers(beside, spend > 0, rules.peer_minimum)
    compared_with = max((row["accounts"] for row in peers.values()), default=0) - (spend > 0)
    if not asked.scope.is_everything:
        peers = {name: row for name, row in peers.items() if row["buyers"] - (name in own) >= FEWEST_BUYERS}
    rows = [_row(name, own.get(name, _NOTHING), peers.get(name, _NOBODY), spend, rules)
            for name in sorted({*own, *peers})]
    rows = [row for row in rows if row.category in own or row.peers_buying > 0]
    rows.sort(key=lambda row: (-row.revenue_12m, -_known(row.gain_per_year), -_known(row.peers_buying)))
    table = pd.DataFrame(rows, columns=list(_Row._fields))
    return BesidePeers(table, max(0, compared_with), group if asked.knows_ranks else f"{group}_unsaid")


_NOTHING: dict[str, Any] = {"revenue_12m": 0.0, "revenue_prev_12m": 0.0, "last_day": None}
_NOBODY: dict[str, Any] = {"accounts": 0, "buyers": 0, "revenue": 0.0, "all_revenue": 0.0, "median_share": 0.0,
                           "margin_rate": None}


def _peers(rows: list[dict[str, Any]], is_one: bool, minimum: int) -> tuple[dict[str, dict[str, Any]], str]:
    """The rows by category of the account's own group where it has enough others, else of all; and which."""
    close_by = {row["category"]: row for row in rows if row["industry"] is not None}
    if close_by and next(iter(close_by.values()))["accounts"] - is_one >= minimum:
        return close_by, "industry_tier"
    return {row["category"]: row for row in rows if row["industry"] is None}, "base"


def _row(name: str, own: dict[str, Any], peers: dict[str, Any], spend: float, rules: ValueRules) -> _Row:
    """One category; the account itself is counted out of its group."""
    bought = max(0.0, own["revenue_12m"])
    buyers, others = peers["buyers"] - (bought > 0), peers["accounts"] - (spend > 0)
    by_all = peers["all_revenue"] - spend
    size, gain = _gap(peers, spend, rules.whitespace_adoption) if bought == 0 else (UNKNOWN, UNKNOWN)
    return _Row(
        name, own["revenue_12m"], own["revenue_prev_12m"], bought / spend if spend > 0 else UNKNOWN, own["last_day"],
        buyers / others if buyers > 0 else UNKNOWN, (peers["revenue"] - bought) / by_all if buyers > 0 else UNKNOWN,
        size, gain)


def _gap(peers: dict[str, Any], spend: float, adoption: float) -> tuple[float, float]:
    """What the account would spend a year at its peers' median share, and what that would earn: value.whitespace."""
    share, rate = peers["median_share"], peers["margin_rate"]
    if not (0 < share < 1 and spend > 0):
        return UNKNOWN, UNKNOWN
    size = share * spend / (1 - share)
    return size, UNKNOWN if rate is None else size * max(rate, 0.0) * adoption


def _known(figure: float) -> float:
    return figure if figure == figure else -math.inf
