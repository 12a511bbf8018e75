"""Who may be key, is watched, or is a nursery: rules that the scheme key_account and the flag nursery share."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import is_prospect, numbers, numbers_if_there
from kadash.segments.flags import late_payer, margin_erosion
from kadash.segments.growth_chance import growth_of
from kadash.segments.ranking import Measure, top_set
from kadash.segments.score import key_score
from kadash.segments.vetoes import vetoes


@dataclass(frozen=True)
class KeyFacts:
    """What decides between key and watch, one value an account."""

    ledger: pd.DataFrame
    """What `score.key_score` gives."""
    in_set: pd.Series[bool]
    vetoes: pd.DataFrame
    eroding: pd.Series[bool]
    late_paying: pd.Series[bool]

    @property
    def score(self) -> pd.Series[float]:
        """The key-account score."""
        return self.ledger["key_score"]

    @property
    def vetoed(self) -> pd.Series[bool]:
        """Whether any veto holds."""
        return self.vetoes.any(axis=1)

    @property
    def watched(self) -> pd.Series[bool]:
        """In the set, and vetoed, eroding or late-paying."""
        return self.in_set & (self.vetoed | self.eroding | self.late_paying)

    @property
    def may_be_key(self) -> pd.Series[bool]:
        """In the set and not watched: then the score decides."""
        return self.in_set & ~self.watched

    def key(self, policy: Policy) -> pd.Series[bool]:
        """Key from the policy's score on."""
        return self.may_be_key & self.score.ge(policy.key_account.key_score)


def key_facts(
    accounts: pd.DataFrame, policy: Policy, measure: Measure | None = None, z: pd.DataFrame | None = None
) -> KeyFacts:
    """`measure`, and `z` as `score.part_z` gives it, are worked out here unless given.

    Reads: what the score, the vetoes, `margin_erosion`, `late_payer` and `ranking.value_12m` read.
    """
    vetoed = vetoes(accounts, policy)
    return KeyFacts(
        ledger=key_score(accounts, policy, vetoed, z),
        in_set=top_set(accounts, policy.key_account.contribution_share, measure),
        vetoes=vetoed,
        eroding=margin_erosion.check(accounts, policy).holds,
        late_paying=late_payer.check(accounts, policy).holds,
    )


@dataclass(frozen=True)
class NurseryFacts:
    """What makes a small account one to nurse, and the lines it is held against."""

    revenue: pd.Series[float]
    growth: pd.Series[float]
    growth_is_clear: pd.Series[bool]
    """Whether it grows more than the median account by more than chance easily makes."""
    days_late: pd.Series[float]
    margin_rate: pd.Series[float]
    is_well_paid: pd.Series[bool]
    """Margin rate above the median; where no margin at all is known, discount under the median."""
    special_revenue: pd.Series[float]
    revenue_line: float
    growth_line: float
    margin_line: float

    def holds(self, policy: Policy) -> pd.Series[bool]:
        """Small, clearly growing faster than most, not known to pay late, and well paid or buying specials."""
        return (
            self.revenue.gt(0.0) & self.revenue.lt(self.revenue_line)
            & self.growth.gt(0.0) & self.growth.gt(self.growth_line) & self.growth_is_clear
            & ~self.days_late.gt(policy.key_account.nursery_late_days)
            & (self.is_well_paid | self.special_revenue.gt(0.0))
        )


def nursery_facts(accounts: pd.DataFrame, policy: Policy) -> NurseryFacts:
    """Small is under the median buyer of the last 12 months. Payment that is not known bars nobody.

    Where no margin at all is known, the discount stands in for it (docs/decisions/067).
    Reads: orders, revenue_12m, growth_per_year, mean_days_late, margin_rate_12m, and growth_error, discount_rate_12m
    and special_revenue_12m (custom lines and products that few accounts buy) where they are there.
    """
    bought = ~is_prospect(accounts)
    revenue = numbers(accounts, "revenue_12m").where(bought)
    growth, rules = growth_of(accounts), policy.key_account
    margin = numbers(accounts, "margin_rate_12m").where(bought)
    return NurseryFacts(
        revenue=revenue,
        growth=growth.measured,
        growth_is_clear=growth.is_above_middle(rules.nursery_growth_errors),
        days_late=numbers(accounts, "mean_days_late"),
        margin_rate=margin,
        is_well_paid=_is_well_paid(margin, numbers_if_there(accounts, "discount_rate_12m").where(bought)),
        special_revenue=numbers_if_there(accounts, "special_revenue_12m"),
        revenue_line=float(revenue[revenue.gt(0.0)].median()),
        growth_line=growth.line(rules.nursery_growth_percentile),
        margin_line=float(margin.median()),
    )


def _is_well_paid(margin: pd.Series[float], discount: pd.Series[float]) -> pd.Series[bool]:
    return margin.gt(margin.median()) if margin.notna().any() else discount.lt(discount.median())
