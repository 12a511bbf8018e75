"""Gamma-Gamma: what an account spends a purchase, its own mean drawn towards everybody's the less it bought.

Fader and Hardie, note 025 ("The Gamma-Gamma model of monetary value"). A purchase is Gamma(p, nu) with nu ~ Gamma(q, v)
over the accounts; x purchases of mean m. Money in the reporting currency.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, polygamma, psi

from kadash.value.newton import (
    BLOCK_ROWS,
    NO_PRIOR,
    WARM_START_ABOVE,
    WARM_START_ACCOUNTS,
    WEAK_PRIOR_SD,
    Part,
    Point,
    Top,
    climb,
    point,
)
from kadash.value.purchases import Floats

SHRUNK_BY_PURCHASES = 2.0
"""Where the model may not be used: so many purchases of the population's mean are added to the own ones."""
MOST_CORRELATED = 0.2
_LEAST_ACCOUNTS = 20
_HELD = np.array([1.0, 1.0, 0.0])


@dataclass(frozen=True)
class GammaGamma:
    """Fitted parameters; v in money."""

    p: float
    q: float
    v: float

    def expected_spend(self, purchases: ArrayLike, mean_spend: ArrayLike) -> Floats:
        """Money a purchase expected of each account: p (v + x m) / (px + q - 1); the population's where x = 0."""
        x = np.asarray(purchases, dtype=np.float64)
        spent = np.where(x > 0, x * np.asarray(mean_spend, dtype=np.float64), 0.0)
        return np.asarray(self.p * (self.v + spent) / (self.p * x + self.q - 1.0))


@dataclass(frozen=True)
class GammaGammaFit:
    """The model, its log-likelihood (without prior), the accounts it saw (those that bought again), top reached."""

    model: GammaGamma
    log_likelihood: float
    accounts: int
    reached: bool


@dataclass(frozen=True)
class Spend:
    """Money a purchase expected of each account, and how it was found: `gamma_gamma` or `shrunk_mean`."""

    per_purchase: Floats
    way: str
    correlation: float
    fit: GammaGammaFit | None


def spend(purchases: ArrayLike, revenue: ArrayLike) -> Spend:
    """By Gamma-Gamma where q > 1 and the mean spend does not go with how often is bought, else the shrunk own mean.

    purchases: how many each account made (0 too); revenue: what they came to. Fitted on who bought twice or more.
    """
    x, total = np.asarray(purchases, dtype=np.float64), np.asarray(revenue, dtype=np.float64)
    mean = np.where(x > 0, total / np.where(x > 0, x, 1.0), 0.0)
    again = (x >= 2) & (mean > 0)
    tied = _correlation(x[again], mean[again])
    fit = fit_gamma_gamma(x[again], mean[again], prior_sd=WEAK_PRIOR_SD) if again.sum() >= _LEAST_ACCOUNTS else None
    if fit is not None and fit.reached and fit.model.q > 1.0 and abs(tied) < MOST_CORRELATED:
        return Spend(fit.model.expected_spend(x, np.maximum(mean, 0.0)), "gamma_gamma", tied, fit)
    return Spend(shrunk_mean(x, total), "shrunk_mean", tied, fit)


def shrunk_mean(purchases: Floats, revenue: Floats) -> Floats:
    """(sum + 2 x population mean) / (n + 2), the population mean being that of the accounts' means."""
    bought = (purchases > 0) & (revenue > 0)
    usual = float(np.mean(revenue[bought] / purchases[bought])) if bought.any() else 0.0
    own = np.where(purchases > 0, np.maximum(revenue, 0.0), 0.0)
    return np.asarray((own + SHRUNK_BY_PURCHASES * usual) / (purchases + SHRUNK_BY_PURCHASES))


def fit_gamma_gamma(purchases: ArrayLike, mean_spend: ArrayLike, prior_sd: float = NO_PRIOR) -> GammaGammaFit:
    """The maximum-likelihood Gamma-Gamma of accounts with `purchases` of a mean spend above 0.

    Money is scaled by its median inside, so that the start does not depend on the currency.
    """
    x, m = np.rint(np.asarray(purchases, dtype=np.float64)), np.asarray(mean_spend, dtype=np.float64)
    order = np.argsort(x * m, kind="stable")
    x, m, start = x[order], m[order], np.log([3.0, 3.0, 2.0])
    scale = float(np.median(m))
    if len(x) > WARM_START_ABOVE:
        every = len(x) // WARM_START_ACCOUNTS
        start = _climb(_Data.of(x[::every], m[::every] / scale), start, prior_sd).point.at
    top = _climb(_Data.of(x, m / scale), start, prior_sd)
    p, q, v = (float(value) for value in np.exp(top.point.at))
    in_money = top.point.log_likelihood - len(x) * float(np.log(scale))
    return GammaGammaFit(GammaGamma(p, q, v * scale), in_money, len(x), top.reached)


@dataclass(frozen=True)
class _Data:
    """`each` distinct number of purchases, the `accounts` that share it, and the sum of their ln(spent)."""

    x: Floats
    spent: Floats
    each: Floats
    accounts: Floats
    logs: Floats

    @classmethod
    def of(cls, x: Floats, mean: Floats) -> _Data:
        spent, whole = x * mean, x.astype(np.int64)
        accounts, logs = np.bincount(whole), np.bincount(whole, np.log(spent)).astype(np.float64)
        each = np.flatnonzero(accounts)
        return cls(x, spent, each.astype(np.float64), accounts[each].astype(np.float64), logs[each])


def _climb(data: _Data, start: Floats, prior_sd: float) -> Top:
    return climb(lambda at: _likelihood_at(data, at, prior_sd), start)


def _likelihood_at(data: _Data, at: Floats, prior_sd: float) -> Point:
    theta = np.exp(at)
    return point(at, (_by_count(data, theta), _by_spend(data, theta)), prior_sd, _HELD)


def _by_count(data: _Data, theta: Floats) -> Part:
    """lnG(px+q) - lnG(px) - lnG(q) + q ln v + px ln(xm) - ln m: once per number of purchases."""
    p, q, v = theta
    x, n = data.each, data.accounts
    both, bend = psi(p * x + q), polygamma(1, p * x + q)
    value = n @ (gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v)) + p * (x @ data.logs)
    value -= data.logs.sum() - n @ np.log(x)
    slope, curve = np.zeros(3), np.zeros((3, 3))
    slope[:] = (
        n @ (x * (both - psi(p * x))) + x @ data.logs, n @ (both - psi(q) + np.log(v)), n.sum() * q / v
    )
    curve[0, 0] = n @ (x * x * (bend - polygamma(1, p * x)))
    curve[0, 1] = curve[1, 0] = n @ (x * bend)
    curve[1, 1] = n @ (bend - polygamma(1, q))
    curve[1, 2] = curve[2, 1] = n.sum() / v
    curve[2, 2] = -n.sum() * q / v**2
    return float(value), slope, curve


def _by_spend(data: _Data, theta: Floats) -> Part:
    """-(px+q) ln(xm+v): once per account, in blocks."""
    p, q, v = theta
    sums = np.zeros(6)
    for first in range(0, len(data.x), BLOCK_ROWS):
        x, whole = data.x[first:first + BLOCK_ROWS], data.spent[first:first + BLOCK_ROWS] + v
        logs, inverse = np.log(whole), 1.0 / whole
        squares = inverse * inverse
        sums += [x @ logs, logs.sum(), x @ inverse, inverse.sum(), x @ squares, squares.sum()]
    x_logs, logs_sum, x_inverse, inverse_sum, x_squares, squares_sum = (float(each) for each in sums)
    slope = -np.array([x_logs, logs_sum, p * x_inverse + q * inverse_sum])
    curve = np.zeros((3, 3))
    curve[:2, 2] = curve[2, :2] = [-x_inverse, -inverse_sum]
    curve[2, 2] = p * x_squares + q * squares_sum
    return -(p * x_logs + q * logs_sum), slope, curve


def _correlation(x: Floats, mean: Floats) -> float:
    """Of number and mean spend; 0 where one of them does not vary."""
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(mean) == 0:
        return 0.0
    return float(np.corrcoef(x, mean)[0, 1])
