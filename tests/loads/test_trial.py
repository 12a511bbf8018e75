"""A policy that is tried tells before saving what the rebuild would tell after it, and nothing where nothing moves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.settings import effect
from kadash.loads import FileGiven, load, rebuild
from kadash.loads.policy import keep_policy, policy_history, policy_in_use
from kadash.loads.trial import COLUMNS, try_policy
from kadash.policy import Policy, default_policy, with_values
from kadash.store import Home
from tests.loads.builders import TODAY, a_line, current, lines_file


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Two accounts: A buys monthly at a fair margin, B below zero and silent since March."""
    rows = [a_line("A", f"A{month}", "1", f"2026-{month:02d}-05", amount="1000") for month in range(1, 10)]
    rows += [a_line("B", f"B{month}", "1", f"2026-{month:02d}-01", amount="100", cost="130") for month in (1, 2, 3)]
    made = Home(tmp_path / "home")
    given: list[FileGiven] = [lines_file(tmp_path, *rows)]
    load(made, given, today=TODAY, who="test", policy=default_policy(), currency="CNY")
    return made


def judged(home: Home) -> tuple[set[tuple[str, str]], dict[tuple[str, str], str], dict[str, float]]:
    generation = current(home)
    flags = {(str(a), str(f)) for a, f in generation.rows("select account_id, flag from mart.flag")}
    layers = {(str(a), str(s)): str(x) for a, s, x in generation.rows("select account_id, scheme, layer "
                                                                    "from mart.segment")}
    scores = {str(a): float(str(s)) for a, s in generation.rows("select account_id, key_score from mart.account")}
    return flags, layers, scores


def told(changed: pd.DataFrame) -> set[tuple[object, ...]]:
    shown = changed.assign(score=changed["score_after"].round(6))
    return {tuple(None if value != value else value for value in row)
            for row in shown[["account_id", "kind", "name", "before", "after", "score"]].itertuples(index=False)}


def expected(before: Home, after_policy: Policy) -> set[tuple[object, ...]]:
    flags, layers, scores = judged(before)
    rebuild(before, today=TODAY, who="test", policy=after_policy)
    flags_after, layers_after, scores_after = judged(before)
    found: set[tuple[object, ...]] = {(*one, "no", "yes") for one in flags_after - flags}
    found |= {(*one, "yes", "no") for one in flags - flags_after}
    rows = {(account, "flag", flag, was, now, None) for account, flag, was, now in found}
    rows |= {(*key[:1], "layer", key[1], layers[key], layers_after[key], None)
             for key in layers if layers[key] != layers_after[key]}
    rows |= {(account, "score", "key_score", None, None, round(scores_after[account], 6))
             for account in scores if scores[account] != scores_after[account]}
    return rows


def test_the_same_policy_changes_nothing(home: Home, tmp_path: Path) -> None:
    changed = try_policy(home, default_policy(), tmp_path)

    assert (len(changed), tuple(changed.columns)) == (0, COLUMNS)


@pytest.mark.parametrize("values", [
    {("flags", "defected_silent_days"): 30, ("key_account", "key_score"): 20.0},
    {("money", "cost_of_capital_per_year"): 0.5, ("score", "volume"): {"weight": 60.0, "line": [[0.5, -1], [0.95, 1]]}},
])
def test_what_a_trial_tells_is_what_the_rebuild_brings(
        home: Home, tmp_path: Path, values: dict[tuple[str, str], object]) -> None:
    wanted = with_values(default_policy(), values)

    changed = try_policy(home, wanted, tmp_path)

    assert told(changed) == expected(home, wanted)
    assert len(changed) > 0
    assert not (tmp_path / "trial.duckdb").exists()


def test_an_effect_counts_the_accounts_that_the_viewer_may_see(asked: Asked) -> None:
    names = [str(row[0]) for row in asked.generation.rows("select account_id from mart.account order by 1 limit 3")]
    rows = [(names[0], "flag", "slipping", "no", "yes", None, None),
            (names[0], "layer", "lifecycle", "a", "b", None, None),
            (names[1], "flag", "slipping", "yes", "no", None, None),
            (names[2], "score", "key_score", None, None, 50.0, 50.9),
            (names[1], "score", "key_score", None, None, 50.0, 51.0)]
    changed = pd.DataFrame(rows, columns=list(COLUMNS))

    found = effect(asked, changed)
    unseen = effect(Asked(asked.generation, Scope.of_owners("nobody")), changed)

    assert (found.changed, found.flagged, found.layered, found.scored) == (2, 2, 1, 1)
    assert found.flags.values.tolist() == [["slipping", 1, 1]]
    assert found.layers.values.tolist() == [["lifecycle", "a", "b", 1]]
    assert (unseen.accounts, unseen.changed) == (0, 0)


def test_who_saved_which_policy_is_told_with_what_changed(tmp_path: Path) -> None:
    home, at = Home(tmp_path), dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
    first = with_values(default_policy(), {("vetoes", "overdue_days"): 60})
    keep_policy(home, first, who="li", at=at, expected=0)
    keep_policy(home, with_values(first, {("value", "horizon_years"): 5}), who="wang", at=at)

    found = policy_history(home)

    assert [(one.author, [(c.section, c.field, c.before, c.after) for c in one.changes]) for one in found] == [
        ("wang", [("value", "horizon_years", 10, 5)]), ("li", [("vetoes", "overdue_days", 90, 60)])]
    assert policy_in_use(home) == found[0].policy
