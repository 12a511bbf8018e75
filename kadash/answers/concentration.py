"""How few accounts make the money: the whale curve and the measured 80/20."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Measure = Literal["contribution", "revenue"]
"""What accounts are compared by: revenue where no cost is known at all."""

MOST_POINTS = 200


@dataclass(frozen=True)
class Concentration:
    """What accounts make together, best first.

    points: accounts (from the top), accounts_share, total_share (of what all make together; above 1 before those that
    cost more than they bring), at most 200 rows from (0, 0) to (1, 1); empty where all together make nothing.
    peak_share: the highest total_share, reached after `earners` accounts. loss: what the `losers` cost, above 0.
    """

    points: pd.DataFrame
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
        points=_points(together, total) if known else pd.DataFrame(
            {"accounts": [], "accounts_share": [], "total_share": []}),
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


def _points(together: NDArray[np.float64], total: float) -> pd.DataFrame:
    count = len(together)
    steps = np.linspace(1, count, min(count, MOST_POINTS - 2)).round().astype(int)
    places = np.unique(np.concatenate([[0], steps, [int(np.argmax(together)) + 1]]))
    reached = np.concatenate([[0.0], together])[places]
    return pd.DataFrame({"accounts": places, "accounts_share": places / count, "total_share": reached / total})
