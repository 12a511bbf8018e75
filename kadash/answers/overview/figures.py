"""The key figures of the viewer's accounts, over W and against the 12 months before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kadash.answers.asked import Asked
from kadash.marts.calendar import Window, month_before

MOSTLY_KNOWN = 0.99
"""From this share of revenue on, an unknown cost is not worth a sentence and last year can be compared with."""


@dataclass(frozen=True)
class Figures:
    """All accounts of the viewer together, over W and the 12 months before it (`_before`).

    Money in the reporting currency; NaN is unknown. contribution covers the accounts where it is known, whose revenue
    is known_revenue. below_zero: accounts with revenue that cost more than they bring, and their contribution.
    silent: accounts that bought in the year before and not in W. customer_equity: the sum of mart.value.current_value.
    flagged: accounts with any flag; to_act: of these, with one to act on. has_year_before: whether the data covers the
    whole of the 12 months before W.
    """

    revenue: float
    revenue_before: float
    contribution: float
    contribution_before: float
    known_revenue: float
    known_revenue_before: float
    active: int
    active_before: int
    below_zero: int
    below_zero_contribution: float
    silent: int
    silent_revenue: float
    customer_equity: float
    expected_contribution: float
    flagged: int
    to_act: int
    has_year_before: bool

    @property
    def rate(self) -> float | None:
        """Contribution rate: contribution / revenue of the accounts where it is known."""
        return _share(self.contribution, self.known_revenue)

    @property
    def known_share(self) -> float | None:
        """Share of W's revenue whose contribution is known."""
        return _share(self.known_revenue, self.revenue)

    @property
    def revenue_each(self) -> float | None:
        """Revenue an active account."""
        return _share(self.revenue, self.active)

    @property
    def revenue_growth(self) -> float | None:
        """Change of revenue on the year before, as a share of it."""
        return self._growth(self.revenue, self.revenue_before)

    @property
    def contribution_growth(self) -> float | None:
        """Change of contribution on the year before, as a share of it."""
        return self._growth(self.contribution, self.contribution_before) if self._contribution_compares else None

    @property
    def rate_change(self) -> float | None:
        """Change of the contribution rate on the year before (.01 is one point)."""
        before = _share(self.contribution_before, self.known_revenue_before)
        known = self.has_year_before and self._contribution_compares
        return self.rate - before if known and self.rate is not None and before is not None else None

    @property
    def active_change(self) -> int | None:
        """Change of the number of active accounts on the year before."""
        return self.active - self.active_before if self.has_year_before else None

    @property
    def each_growth(self) -> float | None:
        """Change of revenue an active account, as a share."""
        before = _share(self.revenue_before, self.active_before)
        return self._growth(self.revenue_each, before) if self.revenue_each is not None and before is not None else None

    @property
    def _contribution_compares(self) -> bool:
        """Whether contribution is known for practically all of both years."""
        shares = (self.known_share, _share(self.known_revenue_before, self.revenue_before))
        return all(share is not None and share >= MOSTLY_KNOWN for share in shares)

    def _growth(self, now: float, before: float) -> float | None:
        return now / before - 1 if self.has_year_before and before > 0 else None


def key_figures(asked: Asked, w: Window) -> Figures:
    """The key figures of all accounts that the viewer may see."""
    row = asked.records("overview_figures")[0]
    first_order = row.pop("first_order")
    has_year_before = first_order is not None and month_before(first_order, 0) <= w.previous_first_day
    numbers: dict[str, Any] = {name: float("nan") if value is None else value for name, value in row.items()}
    return Figures(**numbers, has_year_before=has_year_before)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
