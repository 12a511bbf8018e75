"""Proposals: for every account the services it may be offered, what each would earn, and why; best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts, is_prospect
from kadash.segments.evidence import JsonColumn, json_column, placed
from kadash.services.catalogue import BUYER_TYPES, Catalogue, Service
from kadash.services.costs import one_off_cost, yearly_cost
from kadash.services.effects import Array, Start, lever_draws, start_of
from kadash.services.gain import gains, payback_months
from kadash.services.nearest import would_change
from kadash.services.rules import barred, fits, names_of_signals, reason_texts, warning_texts
from kadash.services.signals import signal_table
from kadash.vocabulary import FLAGS, SCHEMES

COLUMNS = [
    "account_id", "service_id", "rank", "expected_gain", "low", "high", "probability_of_gain", "payback_months",
    "cost", "hours", "reasons",
]
_CELLS_AT_ONCE = 400_000
"""Accounts times draws computed together: small enough to stay in the processor's cache."""
_ACCOUNTS_AT_ONCE = 50_000
"""Accounts whose reasons are in memory together: some hundred megabytes."""


def propose(accounts: pd.DataFrame, catalogue: Catalogue, policy: Policy) -> pd.DataFrame:
    """One row an eligible service for an account (`mart.proposal`), the highest expected gain first.

    accounts: facts and value columns, a column a scheme (its layer), a column a flag (a truth), and buyer_type.
    Gains are today's worth over the policy's horizon; cost is money of the first year, hours those of the first year.
    Where an account's contribution is unknown its gains are NaN, and the service that fits the fewest goes first.
    """
    return pd.concat(propose_in_parts(accounts, catalogue, policy), ignore_index=True)


def propose_in_parts(accounts: pd.DataFrame, catalogue: Catalogue, policy: Policy) -> Iterator[pd.DataFrame]:
    """The rows of `propose`, some accounts after others, at least one frame: reasons of a million take gigabytes."""
    accounts = accounts.reset_index(drop=True)
    signals = signal_table(accounts, policy, names_of_signals(catalogue))
    start = known_start(accounts, policy)
    found = _ranked(pd.concat(_proposed_by_service(catalogue, accounts, signals, start, policy)))
    changes = would_change(found, catalogue, accounts, signals, start, policy)
    for first in range(0, max(len(accounts), 1), _ACCOUNTS_AT_ONCE):
        last = first + _ACCOUNTS_AT_ONCE
        places = np.arange(*np.searchsorted(found.index, [first, last]))
        rows, typed = found.iloc[places], accounts["buyer_type"].iloc[first:last]
        told = JsonColumn(changes.texts(places, rows["rank"].eq(1).to_numpy()))
        texts = _reasons(rows, catalogue, signals.iloc[first:last], typed, told)
        yield rows.assign(
            account_id=accounts["account_id"].reindex(rows.index), reasons=texts
        ).reset_index(drop=True)[COLUMNS]


def known_start(accounts: pd.DataFrame, policy: Policy) -> Start:
    """The start of every account; a prospect has none, so that its gains stay unknown."""
    start, prospect = start_of(accounts, policy), is_prospect(accounts).to_numpy().reshape(-1, 1)
    return replace(start, revenue_year=np.where(prospect, np.nan, start.revenue_year))


def account_columns(accounts: pd.DataFrame, segments: pd.DataFrame, flags: pd.DataFrame) -> pd.DataFrame:
    """`accounts` with a column a scheme (the layer of `segments`) and a column a flag (a truth)."""
    ids = accounts["account_id"]
    layers = {
        scheme: segments[segments["scheme"].eq(scheme)].set_index("account_id")["layer"].reindex(ids).to_numpy()
        for scheme in dict.fromkeys((*SCHEMES, *segments["scheme"].unique()))
    }
    carried = {flag: ids.isin(flags.loc[flags["flag"].eq(flag), "account_id"]).to_numpy() for flag in FLAGS}
    added = pd.DataFrame({**layers, **carried}, index=accounts.index)
    return pd.concat([accounts.drop(columns=[name for name in added if name in accounts]), added], axis=1)


def _proposed_by_service(
    catalogue: Catalogue, accounts: pd.DataFrame, signals: pd.DataFrame, start: Start, policy: Policy
) -> list[pd.DataFrame]:
    """A frame a service that may be offered to anybody; at least one, that columns are there."""
    eligible = [fits(service, signals) & ~barred(service, signals) for service in catalogue.services]
    offered = [place for place, held in enumerate(eligible) if held.any()] or [0]
    return [_proposed(catalogue.services[place], eligible[place], accounts, signals, start, policy)
            for place in offered]


def _proposed(
    service: Service, eligible: pd.Series[bool], accounts: pd.DataFrame, signals: pd.DataFrame, start: Start,
    policy: Policy
) -> pd.DataFrame:
    """One row an account that may be offered the service, indexed as `accounts`."""
    chosen = accounts[eligible]
    one_off, yearly = (
        np.asarray(cost(service.cost, chosen, accounts)) for cost in (one_off_cost, yearly_cost)
    )
    positions = np.flatnonzero(eligible.to_numpy())
    earned = [
        _earned(service, signals.iloc[part], accounts["buyer_type"].iloc[part], start.rows(part), costs, policy)
        for part, costs in _chunks(positions, one_off, yearly, policy.services.draws)
    ]
    columns = np.concatenate(earned) if earned else np.empty((0, 5))
    names = ["expected_gain", "low", "high", "probability_of_gain", "payback_months"]
    return pd.DataFrame(columns, columns=names, index=chosen.index).assign(
        service_id=service.id,
        cost=(one_off + yearly).ravel(),
        hours=service.hours_a_year,
        eligible_accounts=len(chosen),
        retention_change=_retention_change(service, signals[eligible], chosen["buyer_type"]),
    )


def _retention_change(service: Service, signals: pd.DataFrame, buyer_type: pd.Series) -> Array:
    """Points of retention that the service is expected to add or cost, one a row."""
    moved = lever_draws(service, signals, buyer_type, 0).get("retention", np.zeros((1, 1)))
    return np.broadcast_to(moved, (len(signals), 1)).ravel()


def _chunks(
    positions: np.ndarray, one_off: Array, yearly: Array, draws: int
) -> Iterator[tuple[np.ndarray, tuple[Array, Array]]]:
    size = max(1, _CELLS_AT_ONCE // draws)
    for first in range(0, len(positions), size):
        part = slice(first, first + size)
        yield positions[part], (one_off[part], yearly[part])


def _earned(
    service: Service, signals: pd.DataFrame, buyer_type: pd.Series, start: Start, costs: tuple[Array, Array],
    policy: Policy,
) -> Array:
    """Mean, 5th and 95th percentile of the gain, P(gain > 0), months to payback; one row an account."""
    draws = policy.services.draws
    drawn = gains(start, lever_draws(service, signals, buyer_type, draws), *costs, policy)
    low, high = int(0.05 * (draws - 1)), int(np.ceil(0.95 * (draws - 1)))
    spread = np.partition(drawn, (low, high), axis=1)
    likely = np.where(np.isnan(drawn[:, 0]), np.nan, (drawn > 0).mean(axis=1))
    months = payback_months(start, lever_draws(service, signals, buyer_type, 0), *costs, policy)
    return np.column_stack([drawn.mean(axis=1), spread[:, low], spread[:, high], likely, months])


def _ranked(found: pd.DataFrame) -> pd.DataFrame:
    """Best first within each account: by gain; where it is unknown, the service that fits the fewest accounts."""
    order = found.assign(position=found.index).sort_values(
        ["position", "expected_gain", "eligible_accounts", "service_id"], ascending=[True, False, True, True]
    )
    return order.assign(rank=order.groupby("position").cumcount() + 1)


def _reasons(
    found: pd.DataFrame, catalogue: Catalogue, signals: pd.DataFrame, buyer_type: pd.Series, would_change: JsonColumn
) -> Texts:
    """JSON: conditions met, what the effect rests on, the runner-up and its gap, and for the first what not to do."""
    sources = {service.id: service.surest_source for service in catalogue.services}
    typed = buyer_type.isin(BUYER_TYPES).reindex(found.index)
    shape = {
        "because": _because(found, catalogue, signals),
        "source": found["service_id"].map(sources),
        "effect_by_buyer_type": typed,
        "gain_unknown": found["expected_gain"].isna(),
        "probability_of_gain": found["probability_of_gain"],
        "payback_months": found["payback_months"],
        "runner_up": _runner_up(found),
        "do_not": _do_not(found, catalogue, signals),
        "retention_change": found["retention_change"],
        "would_change": would_change,
    }
    return json_column(shape, len(found))


def _because(found: pd.DataFrame, catalogue: Catalogue, signals: pd.DataFrame) -> JsonColumn:
    """The conditions of the service that the account meets, with what was measured."""
    pieces = []
    for service in catalogue.services:
        rows = np.flatnonzero(found["service_id"].eq(service.id))
        if len(rows):
            pieces.append((rows, reason_texts(service.eligible, signals.loc[found.index[rows]])))
    return JsonColumn(placed(pieces, len(found), "null"))


def _runner_up(found: pd.DataFrame) -> JsonColumn:
    """The service one place further down and the gain lost by choosing it; null for the last."""
    behind = found.groupby("position")[["service_id", "expected_gain"]].shift(-1)
    rows = np.flatnonzero(behind["service_id"].notna())
    gap = found["expected_gain"] - behind["expected_gain"]
    shape = {"service": behind["service_id"].iloc[rows], "gap": gap.iloc[rows]}
    return JsonColumn(placed([(rows, json_column(shape, len(rows)))], len(found), "null"))


def _do_not(found: pd.DataFrame, catalogue: Catalogue, signals: pd.DataFrame) -> JsonColumn:
    """On an account's first row the services that would fit but must not be offered, and why; [] on the others."""
    warnings = pd.concat([warning_texts(service, signals) for service in catalogue.services])
    listed = warnings.groupby(level=0)["text"].agg(", ".join)
    texts = ("[" + listed.reindex(found.index).fillna("") + "]").where(found["rank"].eq(1), "[]")
    return JsonColumn(texts.tolist())
