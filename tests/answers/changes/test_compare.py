"""What differs between two pictures of the same accounts, on frames small enough to check by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.answers.changes import compare
from kadash.answers.changes.picture import flag_bit
from kadash.policy import default_policy

RULES = default_policy().changes
NOTHING = {"flags": 0, "contribution": 100.0, "revenue": 1000.0, "revenue_before": 1000.0, "stake": 100.0,
           "margin_rate": 0.3, "melted": 0.0, "open_money": 0.0, "over_limit": float("nan"), "largest_order": 50.0,
           "burden": 0.0, "lost_category": float("nan"), "contract_in_force": False, "contract_end": pd.NaT,
           "complaints": 0, "severe": 0, "overdue": 0.0, "overdue_since": pd.NaT, "own": 1, "layer": 3, "there": True}


def accounts(**by_id: dict[str, object]) -> pd.DataFrame:
    """A picture: one row an account, each like NOTHING but for what is given."""
    rows = pd.DataFrame([{**NOTHING, **given} for given in by_id.values()], index=list(by_id))
    dates = {name: pd.to_datetime(rows[name]) for name in ("contract_end", "overdue_since")}
    return rows.assign(**dates).astype({"flags": "int64"})


def told(found: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in found[["account_id", "detail", "way", *columns]].itertuples(index=False)]


def test_two_alike_pictures_have_no_changes() -> None:
    now = accounts(A={}, B={"flags": flag_bit("slipping"), "contract_in_force": True, "overdue": 30.0})
    before = compare.aligned(now.drop(columns="there"), now)

    found = [compare.crossed(before, now, frozenset({5}), True), compare.flagged(before, now),
             compare.movers(before, now, RULES), compare.melted(before, now, RULES),
             compare.overdue(before, now, RULES), compare.contracts(before, now), compare.complaints(before, now)]

    assert [len(rows) for rows in found] == [0] * 7
    assert compare.moved_itself(before, now).tolist() == [False, False]


def test_a_layer_crossed_puts_the_money_that_moved_at_stake_or_the_year_of_the_account() -> None:
    before = accounts(up={"layer": 3}, down={"layer": 2, "contribution": 90.0}, giant={"layer": 3}, new={"layer": 5})
    now = accounts(up={"layer": 2, "contribution": 130.0}, down={"layer": 3, "contribution": 60.0}, giant={"layer": 5},
                   new={"layer": 4})

    ranked = told(compare.crossed(before, now, frozenset({5}), by_money=True), "at_stake", "then", "now")
    other = told(compare.crossed(before, now, frozenset({5}), by_money=False), "at_stake")

    assert ranked == [("up", "up", "better", 30.0, 3, 2), ("down", "down", "worse", 30.0, 2, 3),
                      ("giant", "left", "worse", 0.0, 3, 5), ("new", "new", "better", 0.0, 5, 4)]
    assert [row[3] for row in other] == [100.0, 100.0, 100.0, 100.0]


def test_flags_raised_want_a_decision_and_flags_cleared_are_good_but_slipping_that_defected_is_no_relief() -> None:
    late, slipping, gone, nursery = (flag_bit(flag) for flag in ("late_payer", "slipping", "defected", "nursery"))
    before = accounts(A={}, B={"flags": late, "open_money": 40.0}, C={"flags": slipping}, D={})
    now = accounts(A={"flags": late, "open_money": 70.0}, B={}, C={"flags": gone}, D={"flags": nursery})

    assert told(compare.flagged(before, now), "at_stake") == [
        ("C", "defected raised", "worse", 100.0), ("A", "late_payer raised", "worse", 70.0),
        ("B", "late_payer cleared", "better", 40.0), ("D", "nursery raised", "better", 100.0)]


def test_a_mover_is_large_for_itself_and_for_the_company() -> None:
    before = accounts(big={"contribution": 40_000.0}, small={"contribution": 40.0}, steady={"contribution": 1000.0},
                      rose={"contribution": 100.0})
    now = accounts(big={"contribution": 29_000.0}, small={"contribution": 20.0}, steady={"contribution": 800.0},
                   rose={"contribution": 150.0})

    assert told(compare.movers(before, now, RULES), "at_stake") == [
        ("big", "fell", "worse", 11_000.0), ("rose", "rose", "better", 50.0)]


def test_an_account_that_was_not_there_crosses_but_is_no_mover() -> None:
    now = accounts(A={}, fresh={"layer": 4})
    before = compare.aligned(accounts(A={}).drop(columns="there"), now)
    before["layer"] = before["layer"].where(before["there"], 6)

    assert told(compare.movers(before, now, RULES)) == []
    assert told(compare.crossed(before, now, frozenset({6}), True), "at_stake") == [("fresh", "new", "better", 100.0)]


def test_where_contribution_is_unknown_on_a_day_revenue_is_compared() -> None:
    before = accounts(A={"contribution": float("nan"), "revenue": 900.0})
    now = accounts(A={"contribution": 100.0, "revenue": 500.0})

    assert told(compare.movers(before, now, RULES), "then", "now") == [("A", "fell", "worse", 900.0, 500.0)]


def test_a_margin_melts_where_flagged_or_lower_by_the_points_of_the_policy() -> None:
    bit = flag_bit("margin_erosion")
    before = accounts(flagged={}, fell={}, little={}, healed={"flags": bit, "melted": 0.05, "margin_rate": 0.25})
    now = accounts(flagged={"flags": bit, "melted": 0.04, "margin_rate": 0.295}, fell={"margin_rate": 0.29},
                   little={"margin_rate": 0.2901}, healed={"margin_rate": 0.26})

    found = told(compare.melted(before, now, RULES), "at_stake")

    assert [(*row[:3], round(float(str(row[3])), 6)) for row in found] == [
        ("flagged", "raised", "worse", 40.0), ("fell", "fell", "worse", 10.0), ("healed", "cleared", "better", 50.0)]


def test_overdue_money_counts_what_was_added_since() -> None:
    before, since = accounts(A={"overdue": 100.0}, B={}), pd.Timestamp("2026-06-09")
    now = accounts(A={"overdue": 250.0, "overdue_since": since}, B={"overdue": 0.1, "overdue_since": since})

    assert told(compare.overdue(before, now, RULES), "at_stake", "then", "now", "day") == [
        ("A", "grew", "worse", 150.0, 100.0, 250.0, since)]


@pytest.mark.parametrize(("before", "now", "detail"), [
    ({"contract_in_force": True}, {"contract_in_force": False}, "ended"),
    ({"contract_in_force": True}, {"contract_in_force": True, "flags": flag_bit("contract_ending")}, "ending"),
    ({"contract_in_force": True, "flags": flag_bit("contract_ending")}, {"contract_in_force": True}, "renewed"),
])
def test_a_contract_comes_near_its_end_ends_or_is_renewed(
    before: dict[str, object], now: dict[str, object], detail: str,
) -> None:
    found = compare.contracts(accounts(A=before), accounts(A=now))

    assert told(found, "at_stake") == [("A", detail, "better" if detail == "renewed" else "worse", 100.0)]


def test_only_severe_complaints_that_are_new_are_told() -> None:
    before = accounts(A={"severe": 1}, B={}, C={"severe": 2})
    now = accounts(A={"severe": 2}, B={"complaints": 5}, C={"severe": 1})

    assert told(compare.complaints(before, now), "then", "now") == [("A", "opened", "worse", 1, 2)]
