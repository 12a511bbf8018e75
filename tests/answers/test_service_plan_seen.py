"""A saved service plan tells a viewer of the accounts in sight, and of no other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.service_plan import seen
from kadash.answers.service_plan.saved import PLAN
from kadash.answers.service_plan.seen import plans_seen
from kadash.store import Journal
from tests.answers.builders import Account, asked_of

AT = dt.datetime(2026, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Two plans: one for an account of Li's and one of Wang's, with another of Wang's held out; one for Wang alone."""
    kept = Journal(tmp_path / "journal.sqlite")
    _save(kept, "both", [_offer("L", 100.0), _offer("W", 900.0)], [_offer("W2", 50.0)])
    _save(kept, "wangs", [_offer("W", 900.0)], [])
    return kept


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Li asks; what a plan starts from is cut to the accounts that Li sees."""
    monkeypatch.setattr(seen, "plan_base", lambda asked: _Base(asked))
    return asked_of(tmp_path / "home", [Account("L", owner="Li"), Account("W", owner="Wang"),
                                        Account("W2", owner="Wang")], Scope.of_owners("Li"))


class _Base:
    def __init__(self, asked: Asked) -> None:
        every = asked.generation.frame("select account_id, owner from mart.account")
        self.accounts: pd.DataFrame = every[asked.scope.allows(every)]


def test_a_plan_for_many_tells_of_the_offers_in_sight_and_of_their_money_alone(asked: Asked, journal: Journal) -> None:
    [plan] = plans_seen(asked, journal)

    assert plan.name == "both"
    assert [one.account_id for one in plan.offers] == ["L"]
    assert plan.held == ()
    assert (plan.budget, plan.hours, plan.expected_gain, plan.cost) == (None, {}, 100.0, 10.0)


def test_a_plan_without_an_account_in_sight_is_not_there(asked: Asked, journal: Journal) -> None:
    assert [plan.name for plan in plans_seen(asked, journal)] == ["both"]


def test_who_sees_all_sees_every_plan_as_it_was_saved(asked: Asked, journal: Journal) -> None:
    everybody = Asked(asked.generation, Scope.everything())

    plans = {plan.name: plan for plan in plans_seen(everybody, journal)}

    assert plans["both"].budget == 5000.0
    assert [one.account_id for one in plans["both"].offers] == ["L", "W"]
    assert set(plans) == {"both", "wangs"}


def _save(journal: Journal, name: str, offers: list[dict[str, Any]], held: list[dict[str, Any]]) -> None:
    journal.put(PLAN, name, {
        "name": name, "as_of": "2026-09-30", "budget": 5000.0, "hours": {"sales": 40.0}, "hold_out": 0.2,
        "expected_gain": 1000.0, "cost": 20.0, "offers": offers, "held": held}, author="boss", at=AT)


def _offer(account_id: str, gain: float) -> dict[str, Any]:
    return {"account_id": account_id, "account_name": account_id, "service_id": "data_link", "owner": None,
            "buyer_type": None, "health": None, "contribution_12m": None, "expected_gain": gain, "first_year": None,
            "cost": 10.0, "hours": 1.0}
