"""Who moved between two days, and how much contribution moved with them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kadash.access import Scope
from kadash.answers.among import Among
from kadash.answers.pyramid import month_ends, movement, year_before
from kadash.language import words_in
from tests.answers.builders import Account, asked_of

YEAR_AGO, SPRING, TODAY = dt.date(2025, 9, 30), dt.date(2026, 3, 31), dt.date(2026, 9, 30)
COMPANY = (
    Account("UP", tier="gold", contribution=90, past={YEAR_AGO: ("iron", 40), SPRING: ("iron", 50)}),
    Account("DOWN", tier="lead", contribution=5, past={YEAR_AGO: ("gold", 70), SPRING: ("lead", 6)}),
    Account("STAYS", tier="lead", contribution=7, past={YEAR_AGO: ("lead", 8), SPRING: ("lead", 8)}),
    Account("NEW", tier="iron", contribution=30, past={SPRING: ("prospect", 0)}),
    Account("GIANT", tier="one_off", contribution=60, owner="Wang",
            past={YEAR_AGO: ("lead", 3), TODAY: ("one_off", 60)}),
    Account("WAITS", tier="prospect", contribution=0, past={YEAR_AGO: ("prospect", 0)}),
)


def test_each_account_moves_one_way_and_the_largest_stake_comes_first(tmp_path: Path):
    found = movement(asked_of(tmp_path, COMPANY), "value_tier", YEAR_AGO, None)

    assert found.accounts[["account_id", "from_layer", "to_layer", "way"]].values.tolist() == [
        ["UP", "iron", "gold", "up"],
        ["DOWN", "gold", "lead", "down"],
        ["GIANT", "lead", "one_off", "left"],
        ["NEW", "prospect", "iron", "new"],
    ]
    assert found.stayed == 1


def test_the_money_that_moved_is_that_before_either_day(tmp_path: Path):
    found = movement(asked_of(tmp_path, COMPANY), "value_tier", YEAR_AGO, None)

    assert (found.money("up"), found.money("down")) == ((40.0, 90.0), (70.0, 5.0))
    assert found.headline(words_in("en")) == (
        "From 30 Sept 2025 to 30 Sept 2026, 1 account moved up and brings 90 of contribution a year, 40 before; "
        "1 account moved down and brings 5 of contribution a year, 70 before.")


def test_two_past_month_ends_know_nothing_of_the_present(tmp_path: Path):
    found = movement(asked_of(tmp_path, COMPANY), "value_tier", YEAR_AGO, SPRING)

    assert found.accounts[["account_id", "way", "contribution_now"]].fillna(-1).values.tolist() == [
        ["DOWN", "down", 6.0], ["GIANT", "left", -1.0]]


def test_a_viewer_and_a_filter_see_their_own_movers(tmp_path: Path):
    asked = asked_of(tmp_path, COMPANY, scope=Scope.of_owners("Wang"))

    assert movement(asked, "value_tier", YEAR_AGO, None).accounts["account_id"].tolist() == ["GIANT"]
    assert movement(asked, "value_tier", YEAR_AGO, None, Among(owners=("Li",))).accounts.empty


def test_the_present_itself_is_no_past_day_and_a_year_ago_is_offered_first(tmp_path: Path):
    asked = asked_of(tmp_path, COMPANY)

    ends = month_ends(asked)

    assert ends == (SPRING, YEAR_AGO)
    assert year_before(asked, ends) == YEAR_AGO
    assert year_before(asked, (SPRING,)) == SPRING


def test_without_moves_the_sentence_says_that_all_stayed(tmp_path: Path):
    company = [Account("A", tier="lead", past={YEAR_AGO: ("lead", 1)})]

    found = movement(asked_of(tmp_path, company), "value_tier", YEAR_AGO, None)

    assert found.headline(words_in("en")) == (
        "From 30 Sept 2025 to 30 Sept 2026 no account changed its layer; 1 stayed.")
