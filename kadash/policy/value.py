"""What chances, lifetime value, what-ifs and proposals rest on."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part, Share


class Activity(Part):
    """How P(alive) and P(buys) are found."""

    min_accounts: int = Field(description="fewer accounts with orders than this: a rule, not a model")
    min_median_orders: float = Field(
        description="median purchases under this, and fewer than min_accounts bought twice: a rule, not a model")
    max_active_share: Share = Field(description="more than this share active: mixed with the plain share")
    min_lost: int = Field(description="fewer lost than this: mixed with the plain share")
    rule_rate_weight: Share = Field(description="weight of the own rate in the rule, rest on the share")
    rule_p_alive_slipping: Share = Field(description="the rule's P(alive) from slipping to defected lateness")
    rule_p_alive_gone: Share = Field(description="the rule's P(alive) beyond")
    renewal_share: Share = Field(description="contracts expected to be renewed before the file's own are seen")
    renewal_weight_contracts: float = Field(gt=0, description="that expectation weighs as many of the file's contracts")
    horizon_days: int = Field(description="how far ahead P(buys) looks")


class ValueRules(Part):
    """What lifetime value rests on."""

    ewma_half_life_days: float = Field(gt=0, description="half-life of the weight of past revenue")
    discount_rate_per_year: float = Field(gt=0, le=1)
    horizon_years: int = Field(ge=1, le=30)
    retention_floor: Share
    retention_cap: Share
    peer_minimum: int = Field(
        description="peers needed before whitespace is sized from them; fewer: the whole base")
    whitespace_adoption: Share = Field(description="chance that an account takes up a category its peers buy")
    total_error_log_sd: float = Field(description="spread of totals on past origins, used for ranges")


class WhatIfRules(Part):
    """The limits of the retention what-if."""

    working_capital_rate_per_year: Share
    draws: int = Field(ge=50, le=5000, description="draws of the range, the same random numbers every time")
    exact_below_accounts: int = Field(description="fewer accounts than this: exact pass, no bins")
    retention_bins: int = Field(ge=8, le=4096, description="bins of retention in each segment from that many on")


class ServiceRules(Part):
    """What proposals rest on."""

    proposals_per_account: int
    draws: int
    reprice_retention_cost: Share = Field(description="points of retention a price rise to zero may cost")
    minimum_order_retention_cost: Share = Field(description="points of retention a minimum order may cost")
    serve_leaner_retention_cost: Share = Field(description="points of retention a cut in service may cost")
