"""A policy goes out as TOML and comes back the same; a file that cannot be used has all its faults named."""

from __future__ import annotations

import tomllib

import pytest

from kadash.errors import KadashError
from kadash.policy import Policy, default_policy, policy_of_toml, policy_toml, with_values
from kadash.policy.toml_text import toml_text

OWN = {"name": "size", "words": {"en": 'Si"ze', "zh": "规模"}, "layers": [
    {"layer": "big", "words": {"en": "Big", "zh": "大"}, "where": "revenue_12m > 1000000"},
    {"layer": "rest", "words": {"en": "Rest", "zh": "其余"}}]}


def test_a_policy_comes_back_as_it_went_out() -> None:
    policy = with_values(default_policy(), {("own", "schemes"): [OWN], ("loyalty_profit", "profit_line"): 0.1})

    text = policy_toml(policy, {"value": "Worth.", "value.horizon_years": "Years ahead."})

    assert policy_of_toml(text, "own.toml") == policy
    assert "# Worth.\n[value]\n" in text
    assert "# Years ahead.\nhorizon_years = 10\n" in text


@pytest.mark.parametrize("data", [
    {"a": {"text": 'quo"te \\ \n 中文 \x7f', "none": [], "on": True, "deep": {"x": [1, 2.5], "中": {}}}},
    {"rows": [{"id": "one", "parts": [{"n": 1}, {"n": 2}]}, {"id": "two"}]},
    {"a": {"long": ["word" * 10] * 9}},
])
def test_plain_values_are_written_so_that_they_are_read_again(data: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(data)) == data


def test_every_fault_of_a_file_is_named_with_what_was_found() -> None:
    text = """
[value]
horizon_year = 5
discount_rate_per_year = 1.5
[vetoes]
overdue_days = "soon"
[own]
schemes = [{ name = "lifecycle", words = { en = "x", zh = "" }, layers = [] }]
"""

    found = policy_of_toml(text, "own.toml")

    assert not isinstance(found, Policy)
    assert [(one.where, one.code) for one in found] == [
        ("vetoes.overdue_days", "whole_number"), ("own.schemes.1.words.zh", "empty"),
        ("own.schemes.1.layers", "too_short"), ("value.discount_rate_per_year", "at_most"),
        ("value.horizon_year", "unknown")]
    assert (found[0].facts["found"], found[3].facts["asked"]) == ("soon", 1.0)
    assert found[4].facts["nearest"] == "horizon_years"


def test_a_scheme_that_takes_a_shipped_name_is_refused_by_its_own_code() -> None:
    scheme = OWN | {"name": "lifecycle"}

    found = policy_of_toml(toml_text({"own": {"schemes": [scheme]}}), "own.toml")

    assert not isinstance(found, Policy)
    assert [(one.where, one.code, one.facts["name"]) for one in found] == [
        ("own.schemes.1", "own_name_taken", "lifecycle")]


@pytest.mark.parametrize(("text", "line", "column"), [("[value]\nhorizon_years 5\n", 2, 15), ("[value\n", 1, 7),
                                                      ("a = '''x\n", 1, 9)])
def test_a_text_that_is_no_toml_is_refused_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(KadashError) as refused:
        policy_of_toml(text, "own.toml")

    assert (refused.value.code, refused.value.facts["line"], refused.value.facts["column"]) == (
        "policy_unreadable", line, column)
