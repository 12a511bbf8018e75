"""Where the layers of the shipped schemes are cut."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part, Share


class ValueTiers(Part):
    """Shares of accounts, from the top, by contribution of the last 12 months."""

    platinum: Share
    gold: Share
    iron: Share
    one_off_apart: bool = Field(description="one-off giants are a layer of their own, beside the pyramid")


class CustomerClass(Part):
    """Most valuable, most growable, steady, below zero."""

    contribution_share: Share = Field(
        description="accounts that make this share of positive contribution may be most valuable")
    continuity: Share = Field(description="with a purchase in at least this share of months")
    potential_over_current: float = Field(
        description="most growable: potential at least this much of current value")
    growth_percentile: Share = Field(description="or growth above 0 and above this percentile")


class Lifecycle(Part):
    """Where in its life an account is."""

    long_term_months: int = Field(description="months since the first purchase from which a relation is long")


class FiveLevel(Part):
    """Five levels: shares of accounts, from the top, by the measure of the value tiers; the rest is e."""

    a: Share
    b: Share
    c: Share
    d: Share


class LoyaltyProfit(Part):
    """Loyalty against profitability: where each is cut into low and high."""

    loyalty_line: Share | None = Field(
        default=None, description="P(buys within 12 months) that counts as loyal; absent: the median account's")
    profit_line: float | None = Field(
        default=None, description="contribution rate that counts as profitable; absent: the median account's")


class AccountKind(Part):
    """What kind of account: strategic, important, group, economic, ordinary."""

    strategic_classes: tuple[str, ...] = Field(description="declared classes that make an account strategic")
    strategic_percentile: Share = Field(
        description="or growth and potential both at or above this percentile, and above 0")
    important_classes: tuple[str, ...] = Field(description="declared classes that make an account important")
    important_industries: tuple[str, ...] = Field(
        description="or an industry whose name contains one of these words")
    economic_share: Share = Field(description="economic: revenue or orders among the top share of accounts")
