"""margin_erosion: revenue stands while margin or price melts."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import numbers, numbers_if_there
from kadash.segments.flags.check import Check

ROUNDING = 1e-9
"""0.30 - 0.28 is a hair under 0.02 in floating point; two points are two points."""


def check(accounts: pd.DataFrame, policy: Policy) -> Check:
    """Revenue held and margin rate down, or price against list down on the basket bought in both years.

    A fall that the basket bought in both years hardly shows is other products, not erosion (docs/decisions/053); a
    fall that only the basket shows, since better-paid products were bought beside it, is (docs/decisions/066).
    Reads: revenue_12m, revenue_prev_12m, margin_rate_12m, margin_rate_prev_12m, price_to_list_12m,
    price_to_list_prev_12m, and basket_margin_lost where it is there.
    """
    rules = policy.flags
    before = numbers(accounts, "revenue_prev_12m")
    revenue_kept = (numbers(accounts, "revenue_12m") / before).where(before.gt(0.0))
    margin_lost = numbers(accounts, "margin_rate_prev_12m") - numbers(accounts, "margin_rate_12m")
    price_lost = numbers(accounts, "price_to_list_prev_12m") - numbers(accounts, "price_to_list_12m")
    points = rules.erosion_points - ROUNDING
    basket_lost = numbers_if_there(accounts, "basket_margin_lost")
    only_mix = basket_lost.lt(rules.erosion_basket_points - ROUNDING)
    under_mix = basket_lost.ge(rules.erosion_basket_alone_points - ROUNDING)
    melts = revenue_kept.ge(rules.erosion_revenue_kept - ROUNDING) & ((margin_lost.ge(points) & ~only_mix) | under_mix)
    return Check(
        holds=melts | price_lost.ge(points),
        measured={
            "revenue_kept": revenue_kept,
            "margin_rate_12m": numbers(accounts, "margin_rate_12m"),
            "margin_rate_lost": margin_lost,
            "basket_margin_lost": basket_lost,
            "price_to_list_lost": price_lost,
        },
        threshold={
            "revenue_kept": rules.erosion_revenue_kept,
            "margin_rate_lost": rules.erosion_points,
            "basket_margin_lost": rules.erosion_basket_points,
            "basket_margin_lost_alone": rules.erosion_basket_alone_points,
            "price_to_list_lost": rules.erosion_points,
        },
        period="against_year_before",
    )
