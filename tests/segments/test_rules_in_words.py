"""What the pages say about layers, flags and the score is what the policy in force decides by."""

from __future__ import annotations

import pytest

from kadash.language import words_in
from kadash.policy import Policy, default_policy
from kadash.segments.rules_in_words import flag_about, layer_rules, score_about
from kadash.vocabulary import FLAGS, SCHEMES

EN = words_in("en")
SCHEME_FIELDS = {
    "value_tier": [("value_tiers", "platinum"), ("value_tiers", "gold"), ("value_tiers", "iron"),
                   ("value_tiers", "one_off_apart"), ("flags", "one_off_share"), ("flags", "one_off_percentile"),
                   ("flags", "one_off_max_purchases")],
    "customer_class": [("customer_class", "contribution_share"), ("customer_class", "continuity"),
                       ("customer_class", "potential_over_current"), ("customer_class", "growth_percentile"),
                       ("vetoes", "overdue_days"), ("vetoes", "overdue_share_of_revenue"), ("vetoes", "lateness")],
    "lifecycle": [("lifecycle", "long_term_months"), ("flags", "defected_p_alive"), ("flags", "defected_lateness"),
                  ("flags", "defected_silent_days"), ("flags", "min_purchases_for_lateness")],
    "five_level": [("five_level", level) for level in "abcd"],
    "account_kind": [("account_kind", "strategic_percentile"), ("account_kind", "economic_share")],
    "buyer_type": [("buyer_type", "sure_from_probability")],
    "key_account": [("key_account", "contribution_share"), ("key_account", "key_score"),
                    ("key_account", "nursery_growth_percentile"), ("key_account", "nursery_late_days")],
}
FLAG_FIELDS = {
    "one_off_giant": ["one_off_share", "one_off_percentile", "one_off_max_purchases"],
    "margin_erosion": ["erosion_revenue_kept", "erosion_points"],
    "defected": ["defected_p_alive", "defected_lateness", "defected_silent_days", "min_purchases_for_lateness"],
    "slipping": ["slipping_lateness"],
    "late_payer": ["late_days", "late_min_invoices"],
    "service_burden": ["burden_points", "burden_confidence"],
    "lost_category": ["lost_category_purchases", "lost_category_gaps"],
    "contract_ending": ["contract_ending_days"],
    "low_survey": ["low_survey_driver", "low_survey_score"],
}


def policy_with(section: str, field: str, value: object) -> Policy:
    shipped = default_policy()
    part = getattr(shipped, section)
    return shipped.model_copy(update={section: part.model_copy(update={field: value})})


def another(value: object) -> object:
    """A value of the same kind that reads differently."""
    if isinstance(value, bool):
        return not value
    return value + 7 if isinstance(value, int) or value >= 1.5 else value * 0.5


def test_the_tiers_are_said_in_the_shares_of_the_shipped_policy():
    said = dict(layer_rules("value_tier", default_policy(), EN))

    assert said["Platinum"] == "the first 1% of accounts"
    assert [said[tier] for tier in ("Gold", "Iron", "Lead")] == ["the next 4%", "the next 15%", "the other 80%"]


def test_a_policy_with_a_larger_top_is_said_so_down_to_the_rest():
    said = dict(layer_rules("value_tier", policy_with("value_tiers", "platinum", 0.125), EN))

    assert said["Platinum"] == "the first 12.5% of accounts"
    assert said["Lead"] == "the other 68.5%"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("scheme", "section", "field"),
                         [(scheme, *field) for scheme, fields in SCHEME_FIELDS.items() for field in fields])
def test_every_threshold_of_a_scheme_stands_in_what_is_said_of_it(scheme, section, field, language):
    words, shipped = words_in(language), default_policy()
    changed = policy_with(section, field, another(getattr(getattr(shipped, section), field)))

    assert layer_rules(scheme, changed, words) != layer_rules(scheme, shipped, words)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("flag", "field"), [(flag, field) for flag, fields in FLAG_FIELDS.items() for field in fields])
def test_every_threshold_of_a_flag_stands_in_what_is_said_of_it(flag, field, language):
    words, shipped = words_in(language), default_policy()
    changed = policy_with("flags", field, another(getattr(shipped.flags, field)))

    assert flag_about(flag, changed, words) != flag_about(flag, shipped, words)


@pytest.mark.parametrize("field", ["cap", "overdue_days", "overdue_share_of_revenue", "lateness"])
def test_the_cap_of_the_score_and_its_vetoes_are_those_of_the_policy(field):
    changed = policy_with("vetoes", field, another(getattr(default_policy().vetoes, field)))

    assert score_about(changed, EN) != score_about(default_policy(), EN)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_layer_and_flag_has_its_rule_in_words(language):
    words, policy = words_in(language), default_policy()

    for scheme, layers in SCHEMES.items():
        assert {name for name, _ in layer_rules(scheme, policy, words)} == {
            words(f"layer.{scheme}.{layer}") for layer in layers}
    assert [flag for flag in FLAGS if "{" in flag_about(flag, policy, words)] == []
