"""Effects of a service as draws of its levers, and what they make of an account's value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from kadash.policy import Policy
from kadash.services.catalogue import BUYER_TYPES, Effect, Lever, Service

Array = npt.NDArray[np.float64]
SEED = 20260930
LEVERS: tuple[Lever, ...] = (
    "retention", "reactivation", "wallet", "frequency", "margin", "price", "cost_to_serve", "payment_days"
)


@dataclass(frozen=True)
class Start:
    """What a value starts from, one row an account, each a column of shape (accounts, 1).

    revenue_year and service_cost_year in money a year while alive; rates and probabilities as shares; wallet_share NaN
    where unknown.
    """

    p_alive: Array
    retention: Array
    revenue_year: Array
    before_service_rate: Array
    service_cost_year: Array
    wallet_share: Array

    def rows(self, which: npt.NDArray[np.int64]) -> Start:
        """The start of some accounts, by position."""
        return Start(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


def start_of(accounts: pd.DataFrame, policy: Policy) -> Start:
    """The start of every account, from the columns of `mart.value`. An unknown service cost is none."""
    retention = _column(accounts, "retention_12m")
    return Start(
        p_alive=_column(accounts, "p_alive"),
        retention=np.clip(retention, policy.value.retention_floor, policy.value.retention_cap),
        revenue_year=_column(accounts, "revenue_year"),
        before_service_rate=_column(accounts, "before_service_rate"),
        service_cost_year=np.nan_to_num(_column(accounts, "service_cost_year")),
        wallet_share=_column(accounts, "wallet_share"),
    )


def _column(accounts: pd.DataFrame, name: str) -> Array:
    values = pd.to_numeric(accounts[name]).to_numpy(dtype="float64", na_value=float("nan"))
    return np.asarray(values, dtype=np.float64).reshape(-1, 1)


@cache
def standard_draws(draws: int) -> dict[Lever, Array]:
    """Standard normal draws of each lever, shape (1, draws): the same numbers for every account, service and run.

    Each lever's draws are evenly spread over the normal distribution (so that their mean is 0 and their spread 1 with
    few draws) and shuffled apart from the others'.
    """
    even = ndtri((np.arange(draws) + 0.5) / draws)
    even = even / even.std()
    random = np.random.default_rng(SEED)
    return {lever: random.permutation(even).reshape(1, -1) for lever in LEVERS}


def lever_draws(service: Service, signals: pd.DataFrame, buyer_type: pd.Series, draws: int) -> dict[Lever, Array]:
    """How far a service moves each lever: one row an account, one column a draw; with 0 draws one of means."""
    codes, kinds = pd.factorize(buyer_type)
    return {effect.lever: _effect_draws(effect, signals, codes, kinds, draws) for effect in service.effects}


def _effect_draws(
    effect: Effect, signals: pd.DataFrame, codes: npt.NDArray[np.intp], kinds: Collection[str], draws: int
) -> Array:
    mean, sd = _by_buyer_type(effect, codes, kinds)
    drawn = mean + sd * standard_draws(draws)[effect.lever] if draws else mean
    if effect.unit is None:
        return drawn
    unit = np.nan_to_num(signals[effect.unit].to_numpy(dtype="float64")).reshape(-1, 1)
    return np.asarray((np.minimum(unit, effect.at_most) if effect.at_most else unit) * drawn)


def _by_buyer_type(effect: Effect, codes: npt.NDArray[np.intp], kinds: Collection[str]) -> tuple[Array, Array]:
    """Mean and spread for each account's buyer type; where it is not known, those of the three types together.

    codes: of each account the place of its type in `kinds`, -1 where it has none.
    """
    known: dict[str, tuple[float, float]] = {kind: getattr(effect, kind) for kind in BUYER_TYPES}
    means, sds = (np.array(column) for column in zip(*known.values(), strict=True))
    mixed = (float(means.mean()), float(np.sqrt((sds**2).mean() + means.var())))
    if not known.keys() & set(kinds):
        return np.full((1, 1), mixed[0]), np.full((1, 1), mixed[1])
    rows = np.array([*(known.get(kind, mixed) for kind in kinds), mixed])[codes]
    return rows[:, :1], rows[:, 1:]
