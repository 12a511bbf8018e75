"""The activity models that can be fitted: one line each in `MODELS`, one file each beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np

from kadash.value.bg_nbd_fit import fit_bg_nbd
from kadash.value.mbg_cnbd_fit import fit_mbg_cnbd
from kadash.value.newton import WEAK_PRIOR_SD
from kadash.value.purchases import Floats, Purchases


class ActivityModel(Protocol):
    """What a fitted model answers, one entry an account, seen from the as-of date."""

    def p_alive(self, purchases: Purchases) -> Floats:
        """P(not gone)."""

    def p_buys_within(self, purchases: Purchases, days: float) -> Floats:
        """P(at least one purchase in the next `days`)."""

    def survival(self, purchases: Purchases, days: float) -> Floats:
        """P(still there after `days` | not gone now)."""

    def expected_purchases_within(self, purchases: Purchases, days: float) -> Floats:
        """Purchases expected in the next `days`."""


@dataclass(frozen=True)
class Fitted:
    """A model fitted to a file: its parameters by name, log-likelihood, accounts seen, whether a top was reached."""

    name: str
    model: ActivityModel
    parameters: Mapping[str, float]
    log_likelihood: float
    accounts: int
    reached: bool

    @property
    def k(self) -> int | None:
        """Phases a gap, where the model has them: 1 is buying at random, more is buying regularly."""
        return int(self.parameters["k"]) if "k" in self.parameters else None

    @property
    def text(self) -> str:
        """What `mart.value.model` shows: the name, and k where there is one, as `mbgcnbd-3`."""
        return self.name if self.k is None else f"{self.name}-{self.k}"


def name_and_k(text: str) -> tuple[str, int | None]:
    """The model's name (wording: `model.<name>`) and its k, of what `mart.value.model` shows.

    >>> name_and_k("mbgcnbd-3"), name_and_k("rule")
    (('mbgcnbd', 3), ('rule', None))
    """
    name, _, k = text.partition("-")
    return name, int(k) if k else None


def _bg_nbd(purchases: Purchases) -> Fitted:
    fit = fit_bg_nbd(purchases, prior_sd=WEAK_PRIOR_SD)
    return Fitted("bgnbd", fit.model, asdict(fit.model), fit.log_likelihood, fit.accounts, fit.reached)


def _mbg_cnbd(purchases: Purchases) -> Fitted:
    fit = fit_mbg_cnbd(purchases, prior_sd=WEAK_PRIOR_SD)
    return Fitted("mbgcnbd", fit.model, asdict(fit.model), fit.log_likelihood, fit.accounts, fit.reached)


MODELS: Mapping[str, Callable[[Purchases], Fitted]] = MappingProxyType({"mbgcnbd": _mbg_cnbd, "bgnbd": _bg_nbd})
"""Model name -> fit, the one to try first before the one to fall back on."""


def first_that_fits(
    purchases: Purchases, models: Mapping[str, Callable[[Purchases], Fitted]] = MODELS
) -> Fitted | None:
    """The first of the models whose fit reaches a top of finite height; None where none does."""
    for fit in models.values():
        found = fit(purchases)
        if found.reached and np.isfinite(found.log_likelihood):
            return found
    return None
