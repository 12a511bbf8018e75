"""The thresholds that definitions quote, as the language writes them."""

from __future__ import annotations

from collections.abc import Callable

from kadash.language import Words
from kadash.marts.facts.account_facts import LEAST_OBSERVED_DAYS
from kadash.marts.growth import MONTHS, MONTHS_NEEDED
from kadash.policy import Policy
from kadash.value.forecasts.naive import HALF_YEAR_DAYS
from kadash.value.forecasts.winner import LEAST_ORIGINS


def thresholds(words: Words, policy: Policy) -> dict[str, str]:
    """Every {placeholder} of the definitions."""
    return {
        **_of_facts(words, policy), **_of_vetoes(words, policy), **_of_value(words, policy),
        **_of_activity(words, policy), **_points(words, policy),
    }


def _of_facts(words: Words, policy: Policy) -> dict[str, str]:
    flags, money = policy.flags, policy.money
    return {
        "full_month_slack_days": words.number(policy.calendar.full_month_slack_days),
        "service_rate": words.number(money.service_rate_per_hour, 2),
        "cost_of_capital": words.percent(money.cost_of_capital_per_year),
        "working_capital": words.percent(policy.what_if.working_capital_rate_per_year),
        "draws": words.number(policy.what_if.draws),
        "max_volume_weight": words.percent(policy.key_account.max_volume_weight),
        "win_back_chance": words.percent(policy.lists.win_back_chance),
        "half_year_days": words.number(HALF_YEAR_DAYS),
        "least_origins": words.number(LEAST_ORIGINS),
        "min_purchases": words.number(flags.min_purchases_for_lateness),
        "special_product_accounts": words.number(policy.key_account.special_product_accounts),
        "one_off_share": words.percent(flags.one_off_share),
        "one_off_top": words.percent(1.0 - flags.one_off_percentile),
        "growth_months": words.number(MONTHS),
        "growth_months_needed": words.number(MONTHS_NEEDED),
        "least_observed_days": words.number(LEAST_OBSERVED_DAYS),
    }


def _of_vetoes(words: Words, policy: Policy) -> dict[str, str]:
    rules = policy.vetoes
    asked = {
        "overdue_days": words.number(rules.overdue_days),
        "overdue_share_of_revenue": words.percent(rules.overdue_share_of_revenue),
        "lateness": words.number(rules.lateness, 1),
    }
    said = {f"veto_{veto}": words(f"veto.{veto}", None, **asked) for veto in ("overdue", "lateness")}
    return {"overdue_days": asked["overdue_days"], "cap": words.number(rules.cap, 1), **said}


def _of_value(words: Words, policy: Policy) -> dict[str, str]:
    rules = policy.value
    return {
        "half_life_days": words.number(rules.ewma_half_life_days, 1),
        "horizon_years": words.number(rules.horizon_years),
        "discount": words.percent(rules.discount_rate_per_year),
        "adoption": words.percent(rules.whitespace_adoption),
        "peer_minimum": words.number(rules.peer_minimum),
        "retention_floor": words.percent(rules.retention_floor),
        "retention_cap": words.percent(rules.retention_cap),
    }


def _of_activity(words: Words, policy: Policy) -> dict[str, str]:
    rules = policy.activity
    return {
        "horizon_days": words.number(rules.horizon_days),
        "min_accounts": words.number(rules.min_accounts),
        "min_median_orders": words.number(rules.min_median_orders, 1),
        "max_active_share": words.percent(rules.max_active_share),
        "min_lost": words.number(rules.min_lost),
        "rule_rate_weight": words.percent(rules.rule_rate_weight),
        "rule_slipping": words.percent(rules.rule_p_alive_slipping),
        "rule_gone": words.percent(rules.rule_p_alive_gone),
        "renewal_share": words.percent(rules.renewal_share),
        "renewal_weight": words.number(rules.renewal_weight_contracts, 1),
        "slipping_lateness": words.number(policy.flags.slipping_lateness, 1),
        "defected_lateness": words.number(policy.flags.defected_lateness, 1),
        "defected_silent_days": words.number(policy.flags.defected_silent_days),
    }


def _points(words: Words, policy: Policy) -> dict[str, str]:
    """The straight lines of the score's parts, with the points they give where all parts are known."""
    shown: dict[str, Callable[[float], str]] = {
        "continuity": words.percent,
        "payment": lambda days: words.number(days, 1),
        "growth": lambda rate: words.percent(rate, sign=True),
        "contribution": words.points,
        "volume": words.percent,
    }
    rules = {part: getattr(policy.score, part) for part in shown}
    weights = sum(rule.weight for rule in rules.values()) or 1.0
    return {
        f"points_{part}": words.listed([
            words("metric.points_at", None, value=shown[part](at), points=words.points(z * rule.weight / weights / 2))
            for at, z in rule.line
        ])
        for part, rule in rules.items()
    }
