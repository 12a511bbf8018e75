"""Which ready-made questions stand in front."""

from __future__ import annotations

from dataclasses import replace

from kadash.answers import Asked
from kadash.answers.explore.ground import Ground, with_rows
from kadash.answers.explore.starters import STARTERS, starters


def with_accounts(ground: Ground, condition: str) -> Ground:
    """The same with these of its accounts alone."""
    accounts = ground.sources["accounts"]
    narrowed = replace(accounts, sql=f"{accounts.sql}\nwhere {condition}")
    return replace(ground, sources={**ground.sources, "accounts": narrowed})


def test_a_company_that_knows_everything_is_asked_in_the_order_written_down(asked: Asked) -> None:
    ground = Ground.of(asked)

    assert starters(ground, with_rows(ground)) == tuple(STARTERS)


def test_without_regions_the_first_question_is_not_by_region(asked: Asked) -> None:
    ground = with_accounts(Ground.of(asked), "account.region is null")

    found = starters(ground, with_rows(ground))

    assert found[0] == "top_accounts"
    assert "region_year" in found[-3:]
    assert sorted(found) == sorted(STARTERS)


def test_without_any_account_all_questions_stay(asked: Asked) -> None:
    ground = with_accounts(Ground.of(asked), "false")

    found = starters(ground, with_rows(ground))

    assert set(found) == set(STARTERS)
