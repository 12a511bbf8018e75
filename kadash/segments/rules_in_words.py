"""How layers, flags and the score are made, as sentences that carry the thresholds of the policy in force."""

from __future__ import annotations

from kadash.language import Words
from kadash.policy import Policy
from kadash.segments import layers_of
from kadash.vocabulary import PROSPECT

_ORDER = {
    "value_tier": ("platinum", "gold", "iron", "lead", "one_off", "prospect"),
    "five_level": ("a", "b", "c", "d", "e", "prospect"),
    "customer_class": ("prospect", "bz", "mvc", "mgc", "steady"),
    "lifecycle": ("prospect", "defected", "first_time", "short_term", "long_term"),
    "loyalty_profit": ("prospect", "true_friend", "butterfly", "barnacle", "stranger"),
    "account_kind": ("prospect", "strategic", "important", "group", "economic", "ordinary"),
    "buyer_type": ("prospect", "strategic", "consultative", "transactional", "unsure"),
    "key_account": ("prospect", "watch", "key", "nursery", "ordinary"),
}
"""Scheme to its layers in the order in which they are decided."""


def scheme_about(scheme: str, words: Words) -> str:
    """What a scheme goes by, in a sentence."""
    return words(f"scheme.{scheme}.about")


def layer_rules(scheme: str, policy: Policy, words: Words) -> list[tuple[str, str]]:
    """Each layer's name and its rule, in the order in which they are decided.

    `words` know the names of the user's own schemes (`own_wording.with_own_words`).
    """
    facts = _facts(policy, words)
    return [(words(f"layer.{scheme}.{layer}"), words(_rule_key(scheme, layer, policy), None, **facts))
            for layer in _order(scheme, policy)]


def flag_about(flag: str, policy: Policy, words: Words) -> str:
    """When a flag is set."""
    return words(f"flag.{flag}.about", None, **_facts(policy, words))


def score_about(policy: Policy, words: Words) -> str:
    """What the key-account score is, and what caps it."""
    return words("score.key_score.about", None, **_facts(policy, words))


def _order(scheme: str, policy: Policy) -> tuple[str, ...]:
    return _ORDER[scheme] if scheme in _ORDER else (PROSPECT, *layers_of(policy)[scheme][:-1])


def _rule_key(scheme: str, layer: str, policy: Policy) -> str:
    ranked = layer == "one_off" and not policy.value_tiers.one_off_apart
    return f"scheme.{scheme}.how.{layer}{'_ranked' if ranked else ''}"


def _facts(policy: Policy, words: Words) -> dict[str, str]:
    """Every threshold that a rule names, as the language writes it."""
    vetoes = _veto_facts(policy, words)
    return {
        **_tier_facts(policy, words), **_level_facts(policy, words), **_line_facts(policy, words),
        **_kind_facts(policy, words), **_key_facts(policy, words), **_class_facts(policy, words),
        **_flag_facts(policy, words),
        "long_term_months": words.number(policy.lifecycle.long_term_months),
        "cap": words.number(policy.vetoes.cap, 1),
        **{f"veto_{veto}": words(f"veto.{veto}", None, **vetoes) for veto in ("overdue", "lateness", "one_off_giant")},
    }


def _tier_facts(policy: Policy, words: Words) -> dict[str, str]:
    tiers = policy.value_tiers
    shares = {"platinum": tiers.platinum, "gold": tiers.gold, "iron": tiers.iron}
    shares["lead"] = max(0.0, 1.0 - sum(shares.values()))
    return {name: words.percent(share) for name, share in shares.items()}


def _level_facts(policy: Policy, words: Words) -> dict[str, str]:
    levels = policy.five_level
    shares = {"a": levels.a, "b": levels.b, "c": levels.c, "d": levels.d}
    shares["e"] = max(0.0, 1.0 - sum(shares.values()))
    return {f"level_{name}": words.percent(share) for name, share in shares.items()}


def _line_facts(policy: Policy, words: Words) -> dict[str, str]:
    rules = policy.loyalty_profit
    lines = {"loyalty_line": rules.loyalty_line, "profit_line": rules.profit_line}
    return {name: words("loyalty_line.median") if line is None else words.percent(line) for name, line in lines.items()}


def _kind_facts(policy: Policy, words: Words) -> dict[str, str]:
    rules = policy.account_kind
    named = {name: words.listed(list(getattr(rules, name)))
             for name in ("strategic_classes", "important_classes", "important_industries")}
    return {**named, "strategic_percentile": words.number(rules.strategic_percentile * 100, 1),
            "economic_share": words.percent(rules.economic_share),
            "sure_from_probability": words.percent(policy.buyer_type.sure_from_probability)}


def _key_facts(policy: Policy, words: Words) -> dict[str, str]:
    rules = policy.key_account
    return {"key_contribution_share": words.percent(rules.contribution_share),
            "key_from_score": words.number(rules.key_score, 1),
            "nursery_growth_percentile": words.percent(rules.nursery_growth_percentile),
            "nursery_late_days": words.number(rules.nursery_late_days, 1)}


def _class_facts(policy: Policy, words: Words) -> dict[str, str]:
    rules = policy.customer_class
    return {name: words.percent(getattr(rules, name))
            for name in ("contribution_share", "continuity", "potential_over_current", "growth_percentile")}


def _flag_facts(policy: Policy, words: Words) -> dict[str, str]:
    rules = policy.flags
    shares = {name: words.percent(getattr(rules, name))
              for name in ("one_off_share", "erosion_revenue_kept", "defected_p_alive")}
    counts = {name: words.number(getattr(rules, name), 1)
              for name in ("one_off_max_purchases", "defected_lateness", "defected_lateness_alone",
                           "defected_rhythm_purchases", "defected_silent_days", "slipping_lateness",
                           "late_days", "late_min_invoices", "min_purchases_for_lateness", "lost_category_purchases",
                           "lost_category_gaps", "contract_ending_days")}
    return {**shares, **counts, "one_off_top": words.percent(1.0 - rules.one_off_percentile),
            **{name: words.number(getattr(rules, name) * 100) for name in ("low_survey_score", "low_survey_driver")},
            "burden_confidence": words.percent(rules.burden_confidence),
            **{name: words.number(getattr(rules, name) * 100, 1)
               for name in ("erosion_points", "erosion_basket_points", "erosion_basket_alone_points", "burden_points")}}


def _veto_facts(policy: Policy, words: Words) -> dict[str, str]:
    rules = policy.vetoes
    return {"overdue_days": words.number(rules.overdue_days), "lateness": words.number(rules.lateness, 1),
            "overdue_share_of_revenue": words.percent(rules.overdue_share_of_revenue)}
