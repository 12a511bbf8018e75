"""The help says what the reference says, of every figure, under the page where it is met."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.answers.metrics import (
    FORECAST_METRICS,
    LEVER_METRICS,
    METRICS,
    MODEL_METRICS,
    by_page,
    help_entries,
    looked_up,
)
from kadash.language import Company, words_in
from kadash.policy import Policy, default_policy, with_values
from kadash.vocabulary import FLAGS, SCHEMES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"zh": "metrics.zh.md", "en": "metrics.md"}


@pytest.mark.parametrize("language", PAGES)
def test_the_help_says_what_the_reference_says_word_for_word(language: str) -> None:
    reference = (DOCS / PAGES[language]).read_text("utf-8").replace("\\|", "|")

    entries = help_entries(words_in(language), default_policy())

    missing = [one.key for one in entries if one.name not in reference or one.about not in reference
               or any(rule not in reference for _, rule in one.rules)]
    assert missing == []


def test_every_figure_flag_scheme_lever_and_model_is_explained_once_and_has_a_page() -> None:
    entries = help_entries(words_in("en"), default_policy())

    expected = {*METRICS, *LEVER_METRICS, *MODEL_METRICS, *FORECAST_METRICS, *(f"flag.{flag}" for flag in FLAGS),
                *(f"scheme.{scheme}" for scheme in SCHEMES)}
    assert sorted(one.key for one in entries) == sorted(expected)
    assert sum(map(len, by_page(entries).values())) == len(entries)


def test_every_section_that_an_entry_names_is_one_of_the_policy() -> None:
    sections = {one.section for one in help_entries(words_in("en"), default_policy())} - {None}

    assert sections <= set(Policy.model_fields)


def test_a_definition_quotes_the_threshold_in_force() -> None:
    policy = with_values(default_policy(), {("flags", "late_days"): 7.0})

    late = next(one for one in help_entries(words_in("en"), policy) if one.key == "flag.late_payer")

    assert "7" in late.about
    assert (late.section, late.pages[0]) == ("flags", "overview")


@pytest.mark.parametrize(("text", "page", "first"), [
    ("key-account score", None, "key_score"), ("GAP_P80", None, "gap_p80_days"),
    ("lead", "pyramid", "scheme.value_tier"), ("no such word", None, None)])
def test_a_word_finds_names_before_definitions_and_columns_too(text: str, page: str | None, first: str | None) -> None:
    found = looked_up(help_entries(words_in("en"), default_policy()), text, page)

    assert (found[0].key if found else None) == first


def test_chinese_is_looked_up_in_chinese() -> None:
    found = looked_up(help_entries(words_in("zh"), default_policy()), "逾期 天数", None)

    assert found[0].key == "mean_days_late"


def test_a_layer_bears_the_companys_name_in_the_help() -> None:
    words = words_in("en").of_company(Company(layer_names={"value_tier.platinum": {"en": "Crown"}}))

    tiers = next(one for one in help_entries(words, default_policy()) if one.key == "scheme.value_tier")

    assert "Crown" in [layer for layer, _ in tiers.rules]
