"""A question that names accounts by number answers for those in scope: the others are as if they were not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.errors import KadashError
from tests.answers.builders import Account, asked_of

COMPANY = (Account("L", owner="Li", flags=(("below_zero", "act"),)), Account("W", owner="Wang",
                                                                             flags=(("defected", "act"),)))


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """Li asks, of a company of Li's account and Wang's."""
    return asked_of(tmp_path / "home", COMPANY, Scope.of_owners("Li"))


def test_the_one_account_of_a_question_must_be_in_scope_else_it_is_unknown(asked: Asked) -> None:
    assert [row["flag"] for row in asked.records("review_flags", account_id="L")] == ["below_zero"]
    for number in ("W", "nobody"):
        with pytest.raises(KadashError) as refused:
            asked.frame("review_flags", account_id=number)
        assert (refused.value.code, refused.value.facts) == ("account_unknown", {"account": number})


def test_of_several_accounts_those_out_of_scope_are_left_out(asked: Asked) -> None:
    rows = asked.records("changes_evidence", account_ids=["L", "W", "nobody"])

    assert [row["account_id"] for row in rows] == ["L"]


def test_who_sees_all_is_told_of_all(asked: Asked) -> None:
    everybody = Asked(asked.generation, Scope.everything())

    assert {row["account_id"] for row in everybody.records("changes_evidence", account_ids=["L", "W"])} == {"L", "W"}
    assert everybody.records("review_flags", account_id="nobody") == []


def test_a_scope_of_nobody_and_one_of_a_region_are_asked_alike(asked: Asked) -> None:
    nobody = Asked(asked.generation, Scope.of_owners())
    east = Asked(asked.generation, Scope.of(regions=["East"]))

    assert nobody.records("changes_evidence", account_ids=["L", "W"]) == []
    assert len(east.records("changes_evidence", account_ids=["L", "W"])) == 2
