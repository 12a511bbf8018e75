"""How few accounts make the money: the whale curve and the measured 80/20."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked

Measure = Literal["contribution", "revenue"]
"""What accounts are compared by: revenue where no cost is known at all."""


@dataclass(frozen=True)
class Concentration:
    """What accounts make together, best first.

    half_accounts, eighty_accounts: the fewest that make so much of the total; None where that is not above 0.
    peak_share: the most that they make together, reached after `earners` accounts, as a share of the total; above 1
    where some cost more than they bring. loss: what the `losers` cost, above 0.
    """

    accounts: int
    total: float
    half_accounts: int | None
    eighty_accounts: int | None
    earners: int
    losers: int
    loss: float
    peak_share: float

    @property
    def eighty_share(self) -> float | None:
        """The share of accounts that makes 80 % of the total; None where there is no total."""
        return None if self.eighty_accounts is None else self.eighty_accounts / self.accounts


def concentration_of(asked: Asked, measure: Measure, among: Among = EVERYBODY) -> Concentration:
    """The concentration of the accounts that the viewer may see: measured at the load, or, for some of them, now."""
    if among.values or not asked.scope.is_everything:
        return concentration(amounts_of(asked, measure, among))
    found = asked.records("concentration", measure=measure)
    if not found:
        return concentration(np.array([]))
    peak_share = found[0].pop("peak_share")
    return Concentration(**found[0], peak_share=float("nan") if peak_share is None else peak_share)


def amounts_of(asked: Asked, measure: Measure, among: Among) -> NDArray[np.float64]:
    """What each account with orders brought in the last 12 months; NaN where unknown."""
    found = asked.frame("concentration_of_some", measure=measure, **among.params)["amount"]
    return found.to_numpy(dtype="float64", na_value=float("nan"))


def concentration(amounts: NDArray[np.float64]) -> Concentration:
    """The concentration of what each account brings; unknown amounts (NaN) are left out.

    >>> found = concentration(np.array([60.0, 50.0, 10.0, -20.0]))
    >>> (found.half_accounts, found.losers, found.loss, found.peak_share)
    (1, 1, 20.0, 1.2)
    """
    ranked = np.sort(amounts[~np.isnan(amounts)])[::-1]
    together, total = np.cumsum(ranked), float(ranked.sum())
    losing = ranked[ranked < 0]
    known = total > 0
    return Concentration(
        accounts=len(ranked),
        total=total,
        half_accounts=_first_reaching(together, 0.5 * total) if known else None,
        eighty_accounts=_first_reaching(together, 0.8 * total) if known else None,
        earners=int((ranked > 0).sum()),
        losers=len(losing),
        loss=-float(losing.sum()) if len(losing) else 0.0,
        peak_share=float(together.max() / total) if known else float("nan"),
    )


def _first_reaching(together: NDArray[np.float64], amount: float) -> int:
    return int(np.argmax(together >= amount * (1 - 1e-12))) + 1
