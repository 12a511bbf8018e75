"""The stories of the sample company: which kinds of account it has, how many, and how they behave.

Every story is a range of ordinary behaviour, not a switch: the numbers of its accounts are drawn from it, and
the `decoy_` stories stand on the other side of each threshold, so that no rule fires by label.
"""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True)
class Story:
    """A kind of account. Ranges are drawn evenly; revenue on a log scale, at the level of the last 12 months."""

    name: str
    accounts: int
    revenue_per_year: Range
    orders_per_year: Range
    growth_per_year: Range = (-0.14, 0.16)
    """Log points of revenue a year."""
    steadiness: Range = (1.0, 3.0)
    """Erlang shape of the gaps between orders: 1 is as irregular as chance, 8 like a clock."""
    order_spread: Range = (0.5, 0.75)
    """Standard deviation of the log of its order values."""
    extra_discount: Range = (-0.015, 0.015)
    """Added to what an account of this size gets off the list."""
    squeeze_per_year: Range = (-0.004, 0.006)
    """Growth of the discount a year: .03 is three points more off the list every year."""
    days_late: Range = (-3.0, 7.0)
    events_per_order: Range = (0.10, 0.28)
    event_growth_per_year: Range = (-0.1, 0.1)
    freight_fixed: Range = (12.0, 35.0)
    freight_share: Range = (0.008, 0.02)
    custom_share: Range = (0.0, 0.05)
    since: Range = (-6.0, 1.6)
    """Years after the first day of the sample at which buying starts; below 0: was there before."""
    silent_years: Range = (0.0, 0.0)
    """Years of silence up to the last day."""
    silent_gaps: Range = (0.0, 0.0)
    """The same, in own 80th percentiles of gaps."""
    orders: Range | None = None
    """Fixed number of orders instead of a rate."""
    buyers: tuple[float, float, float, float] = (0.16, 0.12, 0.01, 0.71)
    """Shares of transactional, consultative, strategic and plain buyers."""


STORIES: tuple[Story, ...] = (
    # Seen as the jewels: large, regular, in time, growing.
    Story("key_steady", 14, (2.2e6, 5.5e6), (55, 100), (0.02, 0.12), (3, 6), (0.35, 0.5), (-0.03, -0.005),
          days_late=(-5, 2), events_per_order=(0.4, 0.9), since=(-8, -1), buyers=(0.0, 0.3, 0.4, 0.3)),
    # The hardest: revenue grows and everything else is given away bit by bit.
    Story("squeezer", 3, (4.8e6, 9.5e6), (80, 120), (0.09, 0.14), (5, 7), (0.2, 0.3), (0.05, 0.08), (0.026, 0.034),
          (-1, 9), (2.6, 4.4), (0.4, 0.55), since=(-8, -3), buyers=(0, 0, 0, 1)),
    Story("one_off_giant", 3, (2.6e6, 4.2e6), (1, 2), orders=(1, 1), since=(2.1, 2.45), days_late=(55, 120),
          extra_discount=(-0.01, 0.03), buyers=(0.5, 0, 0, 0.5)),
    Story("one_off_giant", 1, (3.0e6, 3.4e6), (1, 2), orders=(1, 1), since=(1.2, 1.4), days_late=(80, 110),
          buyers=(0, 0, 0, 1)),
    Story("riser", 16, (24e3, 80e3), (11, 20), (0.5, 0.9), (2, 5), extra_discount=(-0.02, 0.0), days_late=(-8, 0),
          custom_share=(0.25, 0.55), events_per_order=(0.05, 0.15), since=(-1, 0.9), buyers=(0, 0.3, 0, 0.7)),
    Story("below_zero", 14, (26e3, 130e3), (16, 34), (-0.1, 0.1), (1, 3), extra_discount=(0.12, 0.17),
          days_late=(0, 11), events_per_order=(0.8, 1.3), freight_fixed=(100, 180), since=(-6, 0.5),
          buyers=(0.5, 0, 0, 0.5)),
    Story("below_zero", 8, (0.7e6, 2.8e6), (70, 110), (-0.05, 0.08), (2, 4), extra_discount=(0.20, 0.25),
          days_late=(2, 13), events_per_order=(1.6, 2.4), event_growth_per_year=(0.05, 0.2),
          freight_fixed=(200, 300), freight_share=(0.04, 0.055), buyers=(0, 0, 0, 1)),
    Story("defected", 22, (40e3, 700e3), (9, 26), (-0.5, 0.05), (2, 4), silent_years=(0.75, 2.0)),
    Story("defected", 10, (15e3, 120e3), (2.0, 3.5), (-0.3, 0.1), (1, 2), silent_years=(1.15, 2.1), since=(-2, 0)),
    Story("contract_ended", 2, (250e3, 800e3), (14, 26), (-0.1, 0.1), (3, 5), silent_years=(0.4, 0.6)),
    Story("slipping", 10, (90e3, 1.6e6), (13, 30), (-0.15, 0.1), (4, 8), silent_gaps=(1.7, 2.7), days_late=(0, 12)),
    Story("first_time", 16, (4e3, 90e3), (1, 2), orders=(1, 1), since=(2.05, 2.97)),
    Story("lost_category", 8, (300e3, 1.5e6), (20, 40), (-0.1, 0.08), (2, 5)),
    Story("over_limit", 6, (250e3, 2.2e6), (16, 40), (0.0, 0.2), (2, 4), days_late=(6, 22)),
    Story("contract_ending", 6, (400e3, 2.0e6), (20, 45), (-0.05, 0.1), (2, 5), buyers=(0, 0.3, 0.4, 0.3)),
    Story("late_payer", 12, (60e3, 1.4e6), (10, 30), days_late=(20, 42)),
    # Decoys: near a threshold and innocent, or guilty of one half only.
    Story("decoy_seasonal", 8, (80e3, 700e3), (12, 26), (-0.05, 0.1), (2, 4)),
    Story("decoy_erosion", 5, (1.0e6, 2.6e6), (35, 60), (0.0, 0.1), (3, 5),
          extra_discount=(0.0, 0.02), squeeze_per_year=(0.007, 0.012)),
    Story("decoy_one_off", 4, (300e3, 650e3), (5, 8), since=(0.3, 1.2), days_late=(0, 10)),
    Story("decoy_slipping", 8, (90e3, 1.2e6), (13, 30), (-0.1, 0.1), (4, 8), silent_gaps=(1.05, 1.35)),
    Story("decoy_below_zero", 8, (60e3, 160e3), (16, 30), (-0.1, 0.1), (1, 3), extra_discount=(0.05, 0.10),
          days_late=(0, 9), events_per_order=(0.35, 0.55), freight_fixed=(50, 85)),
    Story("decoy_late", 8, (60e3, 900e3), (12, 30), days_late=(10, 13)),
    Story("decoy_riser", 8, (30e3, 90e3), (11, 20), (0.45, 0.8), (2, 4), days_late=(9, 24), since=(-1, 0.9)),
    Story("middle", 55, (250e3, 2.0e6), (14, 36), (-0.16, 0.16), (1, 4), extra_discount=(-0.03, 0.04)),
    Story("small", 121, (9e3, 260e3), (2.5, 13), (-0.25, 0.22), (1, 3)),
    Story("prospect", 24, (20e3, 900e3), (1, 2), orders=(0, 0)),
)
"""All accounts of the sample, in order of story."""

BUYERS = ("transactional", "consultative", "strategic", "plain")
