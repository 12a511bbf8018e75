"""BG/NBD: who still buys, and how much, where buying is Poisson and an account may leave after any purchase.

Fader, Hardie and Lee (2005), "Counting your customers" the easy way. Time inside the model is in weeks; everything
asked in days is turned into weeks here. x = repeats, t_x = recency, T = age.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, gammaln, hyp2f1

from kadash.value.purchases import DAYS_PER_WEEK, Floats, Purchases


@dataclass(frozen=True)
class BgNbd:
    """Fitted parameters: purchase rates are Gamma(r, alpha) a week, drop-out chances Beta(a, b) a purchase."""

    r: float
    alpha: float
    a: float
    b: float

    def log_likelihood(self, purchases: Purchases) -> float:
        """Sum over the accounts of the log-likelihood of what they bought."""
        x, age = purchases.repeats, purchases.age_days / DAYS_PER_WEEK
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        rates = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - (r + x) * np.log(alpha + age)
        stays = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        return float(np.sum(rates + stays + np.logaddexp(0.0, self._log_odds_gone(purchases))))

    def p_alive(self, purchases: Purchases) -> Floats:
        """P(not gone at as-of): 1 for who bought once, since this model lets nobody leave before a repeat."""
        return expit(-self._log_odds_gone(purchases))

    def p_buys_within(self, purchases: Purchases, days: float) -> Floats:
        """P(at least one purchase in the next `days`), seen from as-of: never above P(alive)."""
        age, ahead = purchases.age_days / DAYS_PER_WEEK, days / DAYS_PER_WEEK
        silent = np.exp((self.r + purchases.repeats) * np.log1p(-ahead / (self.alpha + age + ahead)))
        return np.asarray(self.p_alive(purchases) * (1.0 - silent))

    def survival(self, purchases: Purchases, days: float) -> Floats:
        """P(still there after `days` | alive at as-of): S(t) = 2F1(r+x, a; a+b+x; -t/(alpha+T)).

        Computed in Pfaff's form, whose terms stay small for any number of repeats, once per distinct (x, T).
        """
        age, ahead = purchases.age_days, days / DAYS_PER_WEEK
        base = np.int64(int(age.max(initial=0)) + 1)
        keys, where = np.unique(purchases.repeats * base + age, return_inverse=True)
        x, known_for = keys // base, self.alpha + (keys % base) / DAYS_PER_WEEK
        share = ahead / (known_for + ahead)
        series = hyp2f1(self.a + self.b - self.r, self.a, self.a + self.b + x, share)
        return np.asarray((np.exp(self.a * np.log1p(-share)) * series)[where])

    def expected_purchases(self, days: float) -> float:
        """Purchases expected of a new account in its first `days`, the first one not counted."""
        ahead = days / DAYS_PER_WEEK
        r, a, b, share = self.r, _not_one(self.a), self.b, ahead / (self.alpha + ahead)
        stays = (1.0 - share) ** r * hyp2f1(r, b, a + b - 1.0, share)
        return float((a + b - 1.0) / (a - 1.0) * (1.0 - stays))

    def expected_purchases_within(self, purchases: Purchases, days: float) -> Floats:
        """Purchases expected of each account in the next `days`, given what it bought."""
        return self.p_alive(purchases) * self.expected_purchases_if_alive(purchases, days)

    def expected_purchases_if_alive(self, purchases: Purchases, days: float) -> Floats:
        """The same of accounts known to be there at as-of (Euler's form of the 2F1)."""
        x, age, ahead = purchases.repeats, purchases.age_days / DAYS_PER_WEEK, days / DAYS_PER_WEEK
        r, a, b, share = self.r, _not_one(self.a), self.b, ahead / (self.alpha + age + ahead)
        stays = (1.0 - share) ** (a - 1.0) * hyp2f1(a + b - 1.0 - r, a - 1.0, a + b + x - 1.0, share)
        return np.asarray((a + b + x - 1.0) / (a - 1.0) * (1.0 - stays))

    def _log_odds_gone(self, purchases: Purchases) -> Floats:
        x, recency = purchases.repeats, purchases.recency_days / DAYS_PER_WEEK
        age = purchases.age_days / DAYS_PER_WEEK
        silence = np.log((self.alpha + age) / (self.alpha + recency))
        odds = np.log(self.a / (self.b + np.maximum(x, 1) - 1.0)) + (self.r + x) * silence
        return np.where(x > 0, odds, -np.inf)


def _not_one(a: float) -> float:
    """The expectation has a removable gap at a = 1: step beside it."""
    return a if abs(a - 1.0) > 1e-7 else 1.0 + 1e-7
