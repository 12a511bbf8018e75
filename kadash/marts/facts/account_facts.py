"""Everything the judge knows of an account as of a day: made of the sums of days, months, invoices and so on.

W is the 12 full calendar months; `_12m` over W, `_prev_12m` over the 12 months before; money in the reporting currency;
NaN where unknown. Beside the columns of the account itself (account_id to credit_limit):

- first_order, last_order, first_purchase, last_purchase: a purchase is a day with positive net revenue
- orders, purchases, revenue, largest_order: over all history
- age_days: as_of - first purchase; recency_days: last purchase - first; days_since_order: as_of - last purchase
- order_gap_days, gap_p80_days: median and 80th percentile of the days between purchases
- lateness: days_since_order / gap_p80_days; NaN under the policy's number of purchases
- regularity: 1 - min(1, coefficient of variation of the gaps); from three purchases on
- log_gap_sum: sum of ln(gap in days)
- continuity: months with a purchase in W / 12; for a younger account / months since its first, at least 6
- one_shot_share: largest order / revenue, over all history and (_12m) in W
- margin, contribution and their rates: NaN where a line with an amount has no cost, or no cost is known in the file
- before_service_rate: (contribution + service cost) / revenue, W
- discount_rate: 1 - revenue / list value, over lines with a list price; price_to_list: the same on a constant basket
- discount_of_most_12m: 60 % of what it bought in W, by list value, was bought at this discount or a deeper one; NaN
  where products bought in only one month of W and the year before make more than half of that
- price_elasticity (_low, _high): of quantities to own prices over W and the year before, with its 90 % interval; NaN
  where too little was bought at prices that moved
- basket_margin_lost: margin rate of the year before less that of W, on products bought in both, weighted by revenue of
  both; NaN where they make less than half of that revenue
- revenue_year: revenue a year between first and last purchase, weighted towards the last; one purchase:
  revenue * 365 / max(365, age)
- contract_ended_without_orders: none runs, one has ended, no order line since
- relation_years: since created_date or the first order, whichever came first
- quotes_open, quotes_won_share_12m (of those decided): exports do not say when an outcome fell, so it is the one known
  at the load
- contract_months: whole months of the longest contract in force that has an end; contract_months_left: whole months to
  the end of the last of those in force, NaN where one has none
- exclusive, data_link: a contract of that kind is in force
- response_days_12m: mean days from opening to closing of the complaints closed in W
- days_late_trend: days late of the last 6 months less those of the 6 before
- survey_score_12m: mean of the drivers' means of its survey answers in the 365 days up to the day, 0 (worst) to 1;
  survey_low_score_12m, survey_low_driver: the lowest of them, and its place among SURVEY_DRIVERS from 1 on (0: none);
  survey_answers_12m: how many answers
- special_revenue_12m: revenue of made-to-order lines and of products that few accounts buy
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.marts.facts.categories import dates
from kadash.marts.facts.elasticity import NAMES as ELASTICITY
from kadash.marts.facts.moment import Moment
from kadash.marts.facts.runs import Floats
from kadash.policy import Policy

LEAST_BASKET_SHARE = 0.5
"""Products that make less of two years' revenue say little of an account's margin."""

LEAST_OBSERVED_DAYS = 182
"""A revenue rate is spread over at least half a year: two orders in one week are not a hundred a year."""

DAYS_PER_YEAR = 365.0
DAYS_OF_A_YEAR = 365.25
"""In the calendar, leap years counted."""

Parts = Mapping[str, NDArray[np.generic]]


def account_facts(accounts: pd.DataFrame, parts: Parts, moment: Moment, policy: Policy) -> pd.DataFrame:
    """The accounts with their facts; `parts` are what days, months and the rest say, one entry an account.

    Without the parts of products and categories, the columns that rest on them are left out.
    """
    known = {name: np.asarray(part, dtype=np.float64) for name, part in parts.items()}
    columns = {
        **_rhythm(known, moment, policy),
        **_year(known, moment),
        **_earned(known),
        **_prices(known),
        "revenue_year": _revenue_year(known, moment, policy),
        **_there(known, "special_revenue_12m"),
        **_paid(known),
        **_bound(known),
        "relation_years": _relation_years(accounts, known, moment),
        **_served(parts),
        "quotes_won_share_12m": _part(known["quotes_won_12m"], known["quotes_won_12m"] + known["quotes_lost_12m"]),
        **_answered(known),
        "response_days_12m": _part(known["complaint_days_12m"], known["complaints_closed_12m"]),
    }
    return pd.concat([accounts, pd.DataFrame(columns, index=accounts.index, copy=False)], axis=1)


def _rhythm(known: Mapping[str, Floats], moment: Moment, policy: Policy) -> dict[str, NDArray[np.generic]]:
    first, last, purchases = known["first_purchase"], known["last_purchase"], known["purchases"]
    since = moment.day - last
    enough = purchases >= policy.flags.min_purchases_for_lateness
    return {
        "first_order": dates(known["first_order"]),
        "last_order": dates(known["last_order"]),
        "orders": known["orders"].astype(np.int64),
        "revenue": known["revenue"],
        "largest_order": known["largest_order"],
        "first_purchase": dates(first),
        "last_purchase": dates(last),
        "purchases": purchases.astype(np.int64),
        "age_days": moment.day - first,
        "recency_days": last - first,
        "order_gap_days": known["order_gap_days"],
        "gap_p80_days": known["gap_p80_days"],
        "days_since_order": since,
        "lateness": np.where(enough, since / known["gap_p80_days"], np.nan),
        "regularity": 1.0 - np.minimum(1.0, known["gap_sd_days"] / known["gap_mean_days"]),
        "log_gap_sum": known["log_gap_sum"],
    }


def _year(known: Mapping[str, Floats], moment: Moment) -> dict[str, NDArray[np.generic]]:
    counts = ("orders_12m", "purchases_12m", "purchases_prev_12m")
    active = known["is_active_12m"]
    months = moment.window_month - months_of(known["first_purchase"]) + 1.0
    return {
        "revenue_12m": known["revenue_12m"],
        "revenue_prev_12m": known["revenue_prev_12m"],
        **{name: known[name].astype(np.int64) for name in counts},
        "orders_prev_12m": known["orders_prev_12m"].astype(np.int32),
        "months_active_12m": active.astype(np.int64),
        "continuity": active / np.clip(months, 6.0, 12.0),
        "largest_order_12m": known["largest_order_12m"],
        "one_shot_share": known["largest_order"] / _positive(known["revenue"]),
        "one_shot_share_12m": known["largest_order_12m"] / _positive(known["revenue_12m"]),
    }


def _earned(known: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    costs = ("service_cost_12m", "service_cost_prev_12m", "freight_12m", "commission_12m", "rebate_12m",
             "financing_12m")
    revenue, before = _positive(known["revenue_12m"]), _positive(known["revenue_prev_12m"])
    contribution = known["contribution_12m"]
    return {
        "margin_12m": known["margin_12m"],
        "margin_prev_12m": known["margin_prev_12m"],
        **{name: known[name] for name in costs},
        "contribution_12m": contribution,
        "contribution_prev_12m": known["contribution_prev_12m"],
        "margin_rate_12m": known["margin_12m"] / revenue,
        "margin_rate_prev_12m": known["margin_prev_12m"] / before,
        "contribution_rate_12m": contribution / revenue,
        "before_service_rate": (contribution + known["service_cost_12m"]) / revenue,
    }


def _prices(known: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    return {
        "list_value_12m": known["list_value_12m"],
        **_discount_of_most(known),
        **_there(known, *ELASTICITY),
        "discount_rate_12m": known["discount_12m"] / _positive(known["list_value_12m"]),
        "discount_rate_prev_12m": known["discount_prev_12m"] / _positive(known["list_value_prev_12m"]),
        **_there(known, "price_to_list_12m", "price_to_list_prev_12m"),
        **_basket_margin_lost(known),
    }


def _discount_of_most(known: Mapping[str, Floats]) -> dict[str, Floats]:
    if "basket_list_value" not in known:
        return {}
    enough = known["basket_list_value"] >= LEAST_BASKET_SHARE * known["list_value_12m"]
    return {"discount_of_most_12m": np.where(enough, known["discount_of_most_12m"], np.nan)}


def _basket_margin_lost(known: Mapping[str, Floats]) -> dict[str, Floats]:
    if "basket_revenue" not in known:
        return {}
    revenue = known["revenue_12m"] + known["revenue_prev_12m"]
    enough = known["basket_revenue"] >= LEAST_BASKET_SHARE * revenue
    return {"basket_margin_lost": np.where(enough, known["basket_margin_lost"], np.nan)}


def _there(known: Mapping[str, Floats], *names: str) -> dict[str, Floats]:
    """What is told of these."""
    return {name: known[name] for name in names if name in known}


def _revenue_year(known: Mapping[str, Floats], moment: Moment, policy: Policy) -> Floats:
    half_life = policy.value.ewma_half_life_days
    first, last, purchases = known["first_purchase"], known["last_purchase"], known["purchases"]
    observed = np.maximum(last - first, LEAST_OBSERVED_DAYS)
    days_weighted = half_life / np.log(2.0) * np.exp2((last - moment.day) / half_life) * -np.expm1(
        -observed / half_life * np.log(2.0))
    several = np.round(np.maximum(0.0, known["revenue_days_weighted"] / days_weighted) * DAYS_PER_YEAR, 6)
    once = np.maximum(0.0, known["revenue"]) * DAYS_PER_YEAR / np.maximum(DAYS_PER_YEAR, moment.day - first)
    return np.select([purchases > 1, purchases == 1], [several, once], 0.0)


def _paid(known: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    return {
        "historical_contribution": known["contribution"],
        "historical_margin": known["margin"],
        "invoices": known["invoices"].astype(np.int64),
        **{name: known[name]
           for name in ("mean_days_late", "days_late_trend", "on_time_rate", "open_receivable", "overdue_veto_amount")},
    }


def _bound(known: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Contracts: a day of 0 or below is none."""
    in_force, ended = known["in_force"] > 0, known["last_ended"] > 0
    ordered_since = known["last_order"] > known["last_ended"]
    return {
        "contract_in_force": in_force,
        "contract_end": dates(np.where(known["contract_end"] > 0, known["contract_end"], np.nan)),
        "contract_ended_without_orders": ~in_force & ended & ~ordered_since,
        **{name: np.where(in_force & (known[part] >= 0), known[part], np.nan).astype(np.float32)
           for name, part in (("contract_months", "term_months"), ("contract_months_left", "months_left"))},
        **{name: known[name] > 0 for name in ("exclusive", "data_link")},
    }


def _relation_years(accounts: pd.DataFrame, known: Mapping[str, Floats], moment: Moment) -> Floats:
    """NaN where neither day is known; a record made after the day is none yet."""
    created = accounts["created_date"].to_numpy(dtype="datetime64[D]")
    day = np.where(np.isnat(created), np.nan, created.astype(np.float64))
    began = np.fmin(np.where(day <= moment.day, day, np.nan), known["first_order"])
    return (moment.day - began) / DAYS_OF_A_YEAR


def _served(parts: Parts) -> dict[str, NDArray[np.generic]]:
    counts = ("events_12m", "complaints_open", "severe_open", "categories_12m", "advice_events_12m", "joint_projects",
              "quotes_12m", "quotes_open")
    small = ("events_prev_12m", "complaints_12m")
    return {**{name: parts[name].astype(np.int64) for name in counts if name in parts},
            **{name: parts[name].astype(np.int32) for name in small}}


def _answered(known: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """Scores come in millionths of their scale."""
    asked = known["survey_answers_12m"] > 0
    return {
        "survey_answers_12m": known["survey_answers_12m"].astype(np.int32),
        "survey_low_driver": known["survey_low_driver"].astype(np.int8),
        **{f"{name}_12m": np.where(asked, known[name] / 1e6, np.nan).astype(np.float32)
           for name in ("survey_score", "survey_low_score")},
    }


def _part(part: Floats, whole: Floats) -> Floats:
    return part / _positive(whole)


def months_of(day: Floats) -> Floats:
    """Months since year 0 of days since 1970, NaN where there is none."""
    known = np.isfinite(day)
    months = np.where(known, day, 0.0).astype("datetime64[D]").astype("datetime64[M]").astype(np.float64)
    return np.where(known, months + 1970 * 12, np.nan)


def _positive(values: Floats) -> Floats:
    return np.where(values > 0, values, np.nan)
