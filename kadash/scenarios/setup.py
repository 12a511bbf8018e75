"""A scenario as it is asked: what is moved, for whom, on which terms. What is kept, sent and asked again."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.scenarios.levers import NO_CHANGE, Levers
from kadash.scenarios.programme import Programme


@dataclass(frozen=True, kw_only=True)
class Setup:
    """A scenario's assumptions; None stands for the policy's discount and years, the usual scheme, all accounts.

    Segments of `levers` and of the measures' `whom` are layers of `scheme`, or `account_id` where that is set.
    """

    scheme: str | None = None
    account_id: str | None = None
    levers: Levers = NO_CHANGE
    programme: Programme = Programme()
    discount_per_year: float | None = None
    years: int | None = None
    assumed_margin: float | None = None
