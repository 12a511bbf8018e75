"""When a flag is raised, and when a change is told."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part, Share


class FlagRules(Part):
    """Thresholds of the flags."""

    one_off_share: Share = Field(description="largest order at least this share of lifetime revenue")
    one_off_percentile: Share = Field(
        description="and at or above this percentile of all orders (the largest of each account and day)")
    one_off_max_purchases: int = Field(description="and at most so many purchases in the last 12 months")
    erosion_revenue_kept: Share = Field(description="revenue at least this share of the year before")
    erosion_points: Share = Field(
        description="while margin rate, or price against list, fell by this many points or more")
    erosion_basket_points: Share = Field(
        description="and, where products bought in both years make half the revenue, by this many points on them")
    erosion_basket_alone_points: Share = Field(
        description="or, whatever the margin rate did, by this many points on those products alone")
    defected_p_alive: Share = Field(description="P(alive) under this")
    defected_lateness: float = Field(description="and silent for more than so many own gaps")
    defected_lateness_alone: float = Field(
        description="or, whatever P(alive), silent for more than so many own gaps")
    defected_rhythm_purchases: int = Field(description="that are known from at least so many purchases")
    defected_silent_days: int = Field(description="with under 5 purchases: silent for over so many days")
    slipping_lateness: float = Field(description="silent for more than so many own gaps, not yet defected")
    late_days: float = Field(description="late payer: on average over so many days late")
    late_min_invoices: int = Field(description="over at least so many invoices")
    burden_points: Share = Field(description="service burden: service cost up by this many points of revenue or more")
    burden_confidence: Share = Field(
        description="and events above the Poisson limit that last year's rate an order stays under so often")
    lost_category_purchases: int = Field(ge=2, description="lost category: bought at least so often")
    lost_category_gaps: float = Field(
        gt=0, description="and silent for so many of its own gaps while the account bought on")
    contract_ending_days: int = Field(ge=0, description="contract ending: within so many days")
    low_survey_score: Share = Field(
        description="low survey score: all drivers together under this share of the scale, from worst answer to best")
    low_survey_driver: Share = Field(description="or one driver at this share of the scale or under")
    min_purchases_for_lateness: int = Field(description="purchases needed before an own rhythm is believed")


class ChangeRules(Part):
    """From when on a change is large enough to be told on the overview."""

    mover_share: Share = Field(description="large mover: contribution changed by this share of what it was ...")
    company_share: Share = Field(
        description="... and, as overdue money must, by this share of what all accounts with a contribution above 0 "
                    "bring")
    margin_points: Share = Field(description="margin melting: margin rate fell by so many points between the two days")
    promise_days: int = Field(ge=0, description="promises due: what is open and due within so many days")
