"""The policy as shipped is whole; a user's file changes what it names and nothing else, or is refused by name."""

import json
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.policy import default_policy, kept_policy, read_policy


def test_the_fingerprint_changes_with_any_value_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "same.toml").write_text("[value]\nhorizon_years = 10\n")
    (tmp_path / "other.toml").write_text("[value]\nhorizon_years = 5\n")

    assert read_policy(tmp_path / "same.toml").fingerprint == default_policy().fingerprint
    assert read_policy(tmp_path / "other.toml").fingerprint != default_policy().fingerprint


def test_a_copy_with_another_part_has_a_fingerprint_of_its_own() -> None:
    policy = default_policy()
    before = policy.fingerprint

    other = policy.model_copy(update={"money": policy.money.model_copy(update={"cost_of_capital_per_year": 0.5})})

    assert other.fingerprint not in (before, "") and policy.fingerprint == before
    assert policy.model_copy().fingerprint == before


def test_a_users_file_changes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[score.volume]\nweight = 40.0\n")

    own = read_policy(tmp_path / "own.toml")

    assert own.score.volume.weight == 40.0
    assert own.score.volume.line == default_policy().score.volume.line


def test_a_policy_kept_by_an_older_release_is_still_understood() -> None:
    kept = default_policy().model_dump()
    kept["value"] |= {"horizon_years": 7, "gone_since": 1}
    del kept["what_if"]["draws"]

    found = kept_policy(json.dumps(kept | {"section_gone": {}}))

    assert (found.value.horizon_years, found.what_if.draws) == (7, default_policy().what_if.draws)


@pytest.mark.parametrize(("text", "code", "key"), [
    ("[value]\nhorizon_year = 5\n", "policy_refused", "value.horizon_year"),
    ("[value]\nhorizon_years = 0\n", "policy_refused", "value.horizon_years"),
    ("[value\n", "policy_unreadable", None),
])
def test_what_cannot_be_used_is_named(text: str, code: str, key: str | None, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(text)

    with pytest.raises(KadashError) as refused:
        read_policy(tmp_path / "own.toml")

    assert refused.value.code == code
    assert refused.value.facts.get("key") == key
