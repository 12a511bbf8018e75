"""What is found for nobody's eyes in particular is made once a file, and is the same whoever asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.score import scored
from kadash.answers.score.accounts import scored_of_everybody
from kadash.answers.score.read import every_fact
from kadash.answers.service_plan.base import every_option, judged_accounts, plan_base

OF_EVERYBODY: tuple[Any, ...] = (scored_of_everybody, every_fact, judged_accounts, every_option)


@pytest.fixture(scope="module")
def reps(asked: Asked) -> list[Asked]:
    owners = asked.generation.rows("select distinct owner from mart.account where owner is not null order by 1")
    return [Asked(asked.generation, Scope.of_owners(str(owner))) for owner, in owners]


def tables(found: object) -> list[pd.DataFrame]:
    """The tables of an answer."""
    parts = found if isinstance(found, tuple) else (found if isinstance(found, pd.DataFrame) else found.accounts,)
    return list(parts)


@pytest.mark.parametrize("of_everybody", OF_EVERYBODY, ids=lambda one: one.__name__)
def test_it_is_made_once_however_many_reps_ask(
        asked: Asked, reps: list[Asked], of_everybody: Callable[[Asked], object]) -> None:
    first = of_everybody(reps[0])

    assert len(reps) > 3
    assert all(of_everybody(one) is first for one in (*reps, asked))


@pytest.mark.parametrize("of_everybody", OF_EVERYBODY, ids=lambda one: one.__name__)
def test_made_by_a_rep_it_is_what_it_is_made_by_who_sees_all(
        asked: Asked, reps: list[Asked], of_everybody: Any) -> None:
    by_a_rep, by_all = (tables(of_everybody.__wrapped__(one)) for one in (reps[0], asked))

    for one, other in zip(by_a_rep, by_all, strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("column", [
    "p_alive", "retention_12m", "revenue_year", "before_service_rate", "service_cost_year", "wallet_share"])
def test_what_services_add_together_starts_from_what_accounts_are_worth_and_not_from_their_raw_facts(
        asked: Asked, column: str) -> None:
    worth = asked.generation.frame(f"select account_id, {column} from mart.value order by account_id")

    pd.testing.assert_frame_equal(judged_accounts(asked)[["account_id", column]], worth)


def test_what_a_rep_is_shown_of_it_is_their_own_whoever_asked_before(asked: Asked, reps: list[Asked]) -> None:
    for one in (asked, *reps, asked):
        owners = set(plan_base(one).accounts["owner"].dropna())
        key = set(scored(one).at(0.4).key["owner"].dropna())
        assert key <= owners
        assert one.scope.is_everything or owners == one.scope.owners
