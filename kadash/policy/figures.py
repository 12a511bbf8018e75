"""What figures rest on: full months, what money costs."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part, Share


class Calendar(Part):
    """Which months count as full, and how far back history goes."""

    full_month_slack_days: int = Field(
        ge=0, le=10, description="as-of at most so many days before a month's end: that month is full")
    history_months: int = Field(ge=24, le=60, description="past month-ends judged at every load")


class Money(Part):
    """What money costs, and what stands in where an export has no figure."""

    cost_of_capital_per_year: Share = Field(description="price of open receivables, a year")
    event_minutes: dict[str, float] = Field(
        description="minutes a service event takes, by kind, where the export has no hours")
    service_rate_per_hour: float = Field(ge=0, description="cost of an hour of service, reporting currency")
    stand_in_margin_rate: float | None = Field(
        default=None, description="margin rate used where no cost is known; absent: contribution stays unknown")
