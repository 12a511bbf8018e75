"""The key-account score, what caps it, and the layers and lists that rest on it."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part, Share


class ScorePart(Part):
    """A part of the key-account score: its weight and the straight lines from value to z."""

    weight: float = Field(ge=0, description="weight of the part; only proportions count")
    line: tuple[tuple[float, float], ...] = Field(
        min_length=2, description="(value, z) points, joined by straight lines, flat outside")


class Score(Part):
    """The key-account score: parts and weights."""

    continuity: ScorePart
    payment: ScorePart
    growth: ScorePart
    contribution: ScorePart
    volume: ScorePart


class Vetoes(Part):
    """What caps the score at 49 and bars an account from the most valuable."""

    cap: float = Field(description="highest score of a vetoed account")
    overdue_days: int = Field(description="over so many days overdue ...")
    overdue_share_of_revenue: Share = Field(
        description="... with more than this share of its revenue in the last 12 months")
    lateness: float = Field(description="silent for more than so many of its own order gaps")


class KeyAccount(Part):
    """Key, nursery, watch, ordinary."""

    contribution_share: Share = Field(
        description="accounts that together make this share of positive contribution may be key, or watched")
    key_score: float = Field(ge=0, le=100, description="key from this score on")
    nursery_growth_percentile: Share = Field(description="nursery: growth above 0 and above this percentile")
    nursery_growth_errors: float = Field(
        ge=0, description="nursery: and above the median account's growth by so many standard errors of its own")
    nursery_late_days: float = Field(description="nursery: at most so many days late")
    special_product_accounts: int = Field(
        ge=0, description="nursery: a product that at most so many accounts buy in the last 12 months is special")
    max_volume_weight: Share = Field(description="how far the slider of the weight of volume goes")


class Lists(Part):
    """What the lists of accounts rest on."""

    win_back_chance: Share = Field(description="chance that an account we try to win back returns")
