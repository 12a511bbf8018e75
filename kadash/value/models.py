"""The activity models that can be fitted: one line each in `MODELS`, one file each beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Protocol

from kadash.value.bg_nbd_fit import fit_bg_nbd
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


@dataclass(frozen=True)
class Fitted:
    """A model fitted to a file: its parameters by name, log-likelihood, accounts seen."""

    name: str
    model: ActivityModel
    parameters: Mapping[str, float]
    log_likelihood: float
    accounts: int


def _bg_nbd(purchases: Purchases) -> Fitted:
    fit = fit_bg_nbd(purchases, prior_sd=WEAK_PRIOR_SD)
    return Fitted("bgnbd", fit.model, asdict(fit.model), fit.log_likelihood, fit.accounts)


MODELS: Mapping[str, Callable[[Purchases], Fitted]] = MappingProxyType({"bgnbd": _bg_nbd})
"""Model name -> fit. The name is what `mart.value.model` shows for accounts judged by it."""

DEFAULT_MODEL = "bgnbd"
