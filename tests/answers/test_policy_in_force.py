"""Every line of the policy is explained, with its unit, in both languages."""

import pytest

from kadash.answers.policy_in_force import PolicyLine, policy_in_force
from kadash.language import LANGUAGES, words_in
from kadash.policy import Policy, default_policy

LINES = [line for lines in policy_in_force(default_policy()).values() for line in lines]


def the_line(section: str, field: str) -> PolicyLine:
    return next(line for line in LINES if (line.section, line.field) == (section, field))


def test_no_field_of_the_policy_is_left_out() -> None:
    fields = {(section, field) for section, part in Policy.model_fields.items()
              for field in part.annotation.model_fields}

    assert {(line.section, line.field) for line in LINES} == fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_and_field_is_explained(language: str) -> None:
    words = words_in(language)

    keys = [line.key for line in LINES] + [f"policy.{s}{e}" for s in Policy.model_fields for e in ("", ".about")]

    assert [key for key in keys if not words.has(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_a_text(language: str) -> None:
    assert all(line.text(words_in(language)) for line in LINES)


@pytest.mark.parametrize("section, field, en, zh", [
    ("vetoes", "overdue_days", "90 days", "90 天"),
    ("value", "discount_rate_per_year", "12% a year", "每年 12%"),
    ("flags", "erosion_points", "2 points", "2 个百分点"),
    ("flags", "min_purchases_for_lateness", "5 purchases", "5 次购买"),
    ("flags", "slipping_lateness", "1.5 order gaps", "1.5 个订货间隔"),
    ("value_tiers", "platinum", "1%", "1%"),
    ("value_tiers", "one_off_apart", "yes", "是"),
    ("money", "stand_in_margin_rate", "not used", "未启用"),
    ("score", "payment", "weight 20: 0 days late → 1, 10 days late → 0, 30 days late → -1",
     "权重 20：逾期 0 天 → 1、逾期 10 天 → 0、逾期 30 天 → -1"),
])
def test_a_value_is_written_with_its_unit(section: str, field: str, en: str, zh: str) -> None:
    line = the_line(section, field)

    assert (line.text(words_in("en")), line.text(words_in("zh"))) == (en, zh)
