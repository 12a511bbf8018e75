"""A scheme of the user's own, from a few lines of the policy; errors say what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.language import words_in
from kadash.policy import Policy, default_policy, read_policy
from kadash.segments import check_own_schemes, layers_of, segment_table
from kadash.segments.condition import meets, read_condition
from kadash.segments.own_columns import columns_of
from kadash.segments.own_wording import with_own_words
from kadash.segments.rules_in_words import layer_rules
from kadash.segments.wording import layer_why
from tests.segments.builders import PROSPECT, accounts

NAN = float("nan")
TOML = """
[[own.schemes]]
name = "partners"
words = { en = "Partners", zh = "伙伴" }
layers = [
    { layer = "inner", words = { en = "Inner circle", zh = "核心" }, where = "%s" },
    { layer = "outer", words = { en = "Outer circle", zh = "外围" } },
]
"""


def policy_with(where: str, folder: Path) -> Policy:
    (folder / "own.toml").write_text(TOML % where, "utf-8")
    return read_policy(folder / "own.toml")


def held(where: str, *changed: dict[str, object]) -> list[bool]:
    return meets(read_condition(where), columns_of(accounts(*changed), default_policy())).tolist()


def test_an_own_scheme_stands_in_the_segment_table_like_any_other(tmp_path):
    policy = policy_with("revenue_12m >= 100000 and continuity > 0.5", tmp_path)

    found = segment_table(accounts({}, {"continuity": 0.5}, {"revenue_12m": 99_999.0}, PROSPECT), policy)

    own = found[found["scheme"] == "partners"]
    assert own["layer"].tolist() == ["inner", "outer", "outer", "prospect"]
    assert own["layer_rank"].tolist() == [1, 2, 2, 3]
    assert json.loads(own["reason"].iloc[0]) == {
        "rule": "own", "where": "revenue_12m >= 100000 and continuity > 0.5",
        "measured": {"revenue_12m": 1_000_000.0, "continuity": pytest.approx(10 / 12)},
    }
    assert layers_of(policy)["partners"] == ("inner", "outer", "prospect")


@pytest.mark.parametrize(("where", "expected"), [
    ("revenue_12m = 1_000_000", True), ("revenue_12m > 1000000", False), ("revenue_12m < 1000000.5", True),
    ("growth_per_year >= -5%", True), ("continuity <= 80%", False), ("industry = 'machinery'", True),
    ('industry in ("energy", "machinery")', True), ("industry != 'machinery'", False), ("late_payer", False),
    ("not late_payer and contract_in_force", False), ("lifecycle = 'long_term' and key_score > 50", True),
    ("late_payer or lateness < 1 and orders > 99", False), ("(late_payer or lateness < 1) and orders > 50", True),
])
def test_conditions_read_as_they_are_written(where, expected):
    assert held(where, {}) == [expected]


@pytest.mark.parametrize("where", ["mean_days_late > 5", "mean_days_late <= 5", "not mean_days_late > 5"])
def test_what_is_not_known_meets_neither_a_condition_nor_its_contrary(where):
    assert held(where, {"mean_days_late": NAN}) == [False]


@pytest.mark.parametrize(("where", "code", "facts"), [
    ("revenue_12m >=", "own_condition_unreadable", {"near": ">="}),
    ("revenue_12m >= 5 and", "own_condition_unreadable", {"near": "and"}),
    ("(revenue_12m > 5", "own_condition_unreadable", {"near": "5"}),
    ("revenue_12m ~ 5", "own_condition_unreadable", {"near": "~ 5"}),
    ("__import__('os')", "own_condition_unreadable", {"near": "__import__ ("}),
    ("revenu_12m > 5", "own_condition_column", {"column": "revenu_12m"}),
    ("industry > 5", "own_condition_kind", {"column": "industry"}),
    ("revenue_12m = 'x'", "own_condition_kind", {"column": "revenue_12m"}),
    ("revenue_12m", "own_condition_kind", {"column": "revenue_12m"}),
    ("late_payer = 1", "own_condition_kind", {"column": "late_payer"}),
])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_condition_that_cannot_be_used_says_where_and_what_to_do(where, code, facts, language, tmp_path):
    policy = policy_with(where, tmp_path)

    with pytest.raises(KadashError) as refused:
        check_own_schemes(policy)

    assert refused.value.code == code
    assert {**refused.value.facts, **facts} == refused.value.facts
    assert "{" not in words_in(language).of_error(refused.value)


@pytest.mark.parametrize(("change", "told"), [
    ("name = 'lifecycle'", "is the name of a scheme"), ("layer = 'prospect'", "each layer once"),
])
def test_names_that_are_taken_are_refused_with_the_file(change, told, tmp_path):
    field, _, value = change.partition(" = ")
    old = {"name": '"partners"', "layer": '"inner"'}[field]
    (tmp_path / "own.toml").write_text((TOML % "late_payer").replace(f"{field} = {old}", change), "utf-8")

    with pytest.raises(KadashError) as refused:
        read_policy(tmp_path / "own.toml")

    assert refused.value.code == "policy_refused" and told in str(refused.value.facts["detail"])


@pytest.mark.parametrize(("language", "layer", "why"), [
    ("en", "Inner circle", "Inner circle: orders > 5. Measured: orders = 60.0."),
    ("zh", "核心", "核心：orders > 5。实测：orders = 60.0。"),
])
def test_an_own_scheme_has_the_words_of_the_policy(language, layer, why, tmp_path):
    policy = policy_with("orders > 5", tmp_path)
    words = with_own_words(words_in(language), policy)
    reason = segment_table(accounts({}), policy).set_index("scheme").loc["partners", "reason"]

    assert words("layer.partners.inner") == layer
    assert layer_why("partners", "inner", json.loads(reason), words) == why
    assert [rule for _, rule in layer_rules("partners", policy, words)][1] == "orders > 5"


def test_without_own_schemes_the_words_are_those_of_the_language():
    words = words_in("en")

    assert with_own_words(words, default_policy()) is words
