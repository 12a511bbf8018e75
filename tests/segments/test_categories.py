"""What the categories of an account say: which it lost, how few make its revenue, how much is service."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.segments.categories import lost_categories, with_categories
from kadash.segments.flags import FLAGS, flag_table
from tests.segments.builders import accounts

POLICY = default_policy()
LAST = pd.Timestamp("2026-09-10")  # the ordinary account's last purchase


def bought(category: str, days: int, gap: int, silent: int, **changed: object) -> dict[str, object]:
    """A category bought so often, every `gap` days, `silent` days before the account's last purchase."""
    last = LAST - pd.Timedelta(days=silent)
    return {"account_id": "A001", "category": category, "days": days, "last_day": last, "revenue_12m": 100.0,
            "first_day": last - pd.Timedelta(days=gap * (days - 1)), "revenue_prev_12m": 100.0, **changed}


def lost(*rows: dict[str, object], account: dict[str, object] | None = None) -> list[str]:
    return lost_categories(accounts(account or {}), pd.DataFrame(rows), POLICY)["category"].tolist()


@pytest.mark.parametrize(("days", "gap", "silent", "expected"), [
    (3, 10, 30, ["relays"]), (3, 10, 29, []), (2, 10, 300, []), (9, 30, 90, ["relays"]), (9, 30, 0, []),
])
def test_a_category_is_lost_when_silent_for_three_own_gaps_while_others_go_on(days, gap, silent, expected):
    assert lost(bought("relays", days, gap, silent), bought("cables", 9, 10, 0)) == expected


def test_an_account_that_stopped_altogether_has_lost_no_category():
    gone = {"p_alive": 0.05, "lateness": 9.0}
    table = with_categories(accounts(gone, {"account_id": "A002"}), pd.DataFrame([
        bought("relays", 5, 10, 60), bought("relays", 5, 10, 60, account_id="A002")]), POLICY)

    assert FLAGS["lost_category"](table, POLICY).holds.tolist() == [False, True]


def test_the_flag_names_the_category_on_which_most_was_spent_and_counts_all():
    table = with_categories(accounts({}), pd.DataFrame([
        bought("relays", 5, 10, 60), bought("cables", 5, 20, 80, revenue_prev_12m=900.0)]), POLICY)

    row = flag_table(table, POLICY).iloc[0]

    assert row["flag"] == "lost_category"
    assert json.loads(row["evidence"]) == {
        "measured": {"lost_categories": 2.0, "category": "cables", "silent_days": 80.0, "gap_days": 20.0,
                     "revenue_prev_12m": 900.0},
        "threshold": {"gaps": 3.0, "purchases": 3}, "period": "life",
    }


def test_without_the_first_day_the_gap_is_reckoned_from_the_accounts_first_purchase():
    rows = pd.DataFrame([bought("relays", 5, 10, 60)]).drop(columns="first_day")

    assert lost_categories(accounts({}), rows, POLICY).empty


def test_the_two_largest_categories_and_the_services_are_shares_of_revenue():
    rows = pd.DataFrame([bought(name, 5, 10, 0, revenue_12m=amount) for name, amount in (
        ("relays", 60.0), ("cables", 30.0), ("Training", 10.0), ("returns", -5.0))])
    serves = POLICY.model_copy(update={
        "buyer_type": POLICY.buyer_type.model_copy(update={"service_categories": ("training",)})})

    found = with_categories(accounts({}), rows, serves)

    assert found["few_categories_share_12m"].tolist() == [0.9]
    assert found["service_categories_share_12m"].tolist() == [0.1]
    assert "service_categories_share_12m" not in with_categories(accounts({}), rows, POLICY)
