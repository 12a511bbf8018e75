"""MBG/CNBD-k: who still buys, and how much, where gaps are Erlang-k and an account may leave after any purchase.

Batislam, Denizel and Filiztekin (2007) for k = 1, Reutterer, Platzer and Schroeder (2021) for regular buyers. They may
leave after the first purchase too, so that silence tells of who bought once. Time inside the model is in weeks.
x = repeats, t_x = recency, T = age; n = r + kx.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, gammaln

from kadash.value.bg_nbd import BgNbd
from kadash.value.erlang_ahead import Parameters, ahead_of, phase_weights, phases
from kadash.value.purchases import DAYS_PER_WEEK, Floats, Purchases


@dataclass(frozen=True)
class MbgCnbd(Parameters):
    """The fitted model: r, alpha, a, b, and k phases a gap (1 unless given)."""

    def log_likelihood(self, purchases: Purchases) -> float:
        """Sum over the accounts of the log-likelihood of what they bought; above k = 1 their gaps must be known."""
        x, age = purchases.repeats, purchases.age_days / DAYS_PER_WEEK
        r, alpha, a, b, n = self.r, self.alpha, self.a, self.b, self._phases(purchases)
        rates = gammaln(n) - gammaln(r) + r * np.log(alpha) - n * np.log(alpha + age)
        stays = gammaln(a + b) + gammaln(b + x + 1) - gammaln(b) - gammaln(a + b + x + 1)
        still = np.log(self._still(purchases))
        ends = np.logaddexp(still, still + self._log_odds_gone(purchases))
        return float(np.sum(rates + stays + ends)) + log_gap_term(purchases, self.k)

    def p_alive(self, purchases: Purchases) -> Floats:
        """P(not gone at as-of), below 1 for who bought once too."""
        return expit(-self._log_odds_gone(purchases))

    def p_buys_within(self, purchases: Purchases, days: float) -> Floats:
        """P(at least one purchase in the next `days`), seen from as-of: never above P(alive)."""
        later = self._still(purchases, days)
        ahead, known = days / DAYS_PER_WEEK, self.alpha + purchases.age_days / DAYS_PER_WEEK
        silent = np.exp(-self._phases(purchases) * np.log1p(ahead / known))
        return np.asarray(self.p_alive(purchases) * (1.0 - silent * later / self._still(purchases)))

    def survival(self, purchases: Purchases, days: float) -> Floats:
        """P(still there after `days` | alive at as-of): 2F1(r+x, a; a+b+x+1; -t/(alpha+T)) where k = 1."""
        if self.k == 1:
            return self._given_alive().survival(purchases, days)
        return ahead_of(self, purchases, days).survival

    def expected_purchases_within(self, purchases: Purchases, days: float) -> Floats:
        """Purchases expected of each account in the next `days`, given what it bought."""
        if self.k == 1:
            return self._given_alive().expected_purchases_if_alive(purchases, days) * self.p_alive(purchases)
        return ahead_of(self, purchases, days).purchases * self.p_alive(purchases)

    def _given_alive(self) -> BgNbd:
        """Who is alive has survived one chance more than in BG/NBD; the rest is the same."""
        return BgNbd(self.r, self.alpha, self.a, self.b + 1.0)

    def _phases(self, purchases: Purchases) -> Floats:
        return phases(self, purchases.repeats)

    def _still(self, purchases: Purchases, later_days: float = 0.0) -> Floats:
        """S: how likely the silence since the last purchase lies within one gap, up to a factor."""
        return np.asarray(phase_weights(self, purchases, later_days).sum(axis=0))

    def _log_odds_gone(self, purchases: Purchases) -> Floats:
        x, recency = purchases.repeats, purchases.recency_days / DAYS_PER_WEEK
        age = purchases.age_days / DAYS_PER_WEEK
        silence = np.log((self.alpha + age) / (self.alpha + recency))
        return np.asarray(
            np.log(self.a / (self.b + x)) + self._phases(purchases) * silence - np.log(self._still(purchases))
        )


def log_gap_term(purchases: Purchases, k: int) -> float:
    """(k-1) L - x lnG(k), summed: what gaps add to the log-likelihood; ValueError where k > 1 and they are unknown."""
    if k == 1:
        return 0.0
    if purchases.log_gap_sum is None:
        raise ValueError("the sums of ln(gap) are unknown: only k = 1 can be judged")
    repeats = float(purchases.repeats.sum())
    return (k - 1) * (purchases.log_gap_sum - repeats * float(np.log(DAYS_PER_WEEK))) - repeats * float(gammaln(k))
