"""What a service earns: value with all its levers together, less value now, less its cost; by draw, and how soon."""

from __future__ import annotations

import numpy as np

from kadash.policy import Policy
from kadash.services.catalogue import Lever
from kadash.services.effects import Array, Start
from kadash.value import annuity

_LEAST_CHANGE = -0.95
"""A draw may take almost all of a frequency or a cost to serve, never more."""

Levers = dict[Lever, Array]


def gains(start: Start, levers: Levers, one_off: Array, yearly: Array, policy: Policy) -> Array:
    """Money an account gains us with the service, today's worth; rows are accounts, columns draws of the levers.

    gain = p' (M' - yearly) A(r') - one_off - p M A(r): all levers at once, the yearly cost as long as the account
    stays. NaN where the account's contribution is unknown.
    """
    alive, retention, profit = _moved(start, levers, policy)
    now = start.p_alive * _profit_now(start) * _lasting(start.retention, policy)
    return np.asarray(alive * (profit - yearly) * _lasting(retention, policy) - one_off - now)


def first_year_gains(start: Start, levers: Levers, one_off: Array, yearly: Array, policy: Policy) -> Array:
    """Money that the service adds in the first year, its cost paid: what can be held against what came a year later."""
    alive, retention, profit = _moved(start, levers, policy)
    now = start.p_alive * _profit_now(start) * np.sqrt(start.retention)
    return np.asarray(alive * (profit - yearly) * np.sqrt(retention) - one_off - now)


def payback_months(start: Start, levers: Levers, one_off: Array, yearly: Array, policy: Policy) -> Array:
    """Months until what the service adds, undiscounted, has paid for it; 0 = from the start, NaN = never or unknown.

    `levers` are the means (one column); years beyond the policy's horizon do not count.
    """
    alive, retention, profit = _moved(start, levers, policy)
    now = _profit_now(start)
    open_cost = one_off + np.zeros_like(start.p_alive)
    months = np.full(open_cost.shape, np.nan)
    for year in range(policy.value.horizon_years):
        middle = year + 0.5
        added = alive * (profit - yearly) * retention**middle - start.p_alive * now * start.retention**middle
        paid = np.isnan(months) & (added >= open_cost)
        part_of_year = np.divide(open_cost, added, out=np.zeros_like(open_cost), where=paid & (added > 0))
        months = np.where(paid, 12.0 * (year + part_of_year), months)
        open_cost = open_cost - added
    return months


def _moved(start: Start, levers: Levers, policy: Policy) -> tuple[Array, Array, Array]:
    """P(alive), retention and yearly profit with the levers moved, before the cost of the service."""

    def lever(name: Lever) -> Array | float:
        return levers.get(name, 0.0)

    rules = policy.value
    alive = start.p_alive + (1.0 - start.p_alive) * np.clip(lever("reactivation"), 0.0, 1.0)
    retention = start.retention + lever("retention")
    if "retention" in levers:
        retention = np.clip(retention, rules.retention_floor, rules.retention_cap)
    volume = _volume(start, lever("frequency"), lever("wallet"))
    tied_up = lever("payment_days") * policy.what_if.working_capital_rate_per_year / 365.0
    rate = start.before_service_rate + lever("margin") + lever("price") - tied_up
    serving = 1.0 + np.maximum(lever("cost_to_serve"), _LEAST_CHANGE)
    return alive, retention, start.revenue_year * volume * rate - start.service_cost_year * serving


def _volume(start: Start, frequency: Array | float, wallet: Array | float) -> Array | float:
    """Times of today's volume: (1 + f) min(w + dw, 1) / w; an unknown share of wallet does not move."""
    volume = 1.0 + np.maximum(frequency, _LEAST_CHANGE)
    if isinstance(wallet, float):
        return volume
    known = np.isfinite(start.wallet_share) & (start.wallet_share > 0)
    share = np.where(known, start.wallet_share, 1.0)
    return volume * np.where(known, np.clip(share + wallet, 0.0, 1.0) / share, 1.0)


def _profit_now(start: Start) -> Array:
    return start.revenue_year * start.before_service_rate - start.service_cost_year


def _lasting(retention: Array, policy: Policy) -> Array:
    return annuity(retention, policy.value.discount_rate_per_year, policy.value.horizon_years)
