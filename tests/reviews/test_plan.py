"""A plan keeps what was promised, through the journal and back."""

import datetime as dt

import pandas as pd

from kadash.reviews.plan import Action, Plan, first_actions, kept_actions, plan_from_body, plan_to_body

OCTOBER = dt.date(2026, 10, 30)


def test_a_plan_comes_back_from_the_journal_as_it_was() -> None:
    plan = Plan("double the share of wallet", "price pressed every quarter", "planning help", ("line_audit",),
                (Action(30, "show the sum", "Li", OCTOBER, "signed off", "done"), Action(90, "renew")),
                {"as_of": "2026-09-30", "revenue_12m": 12.5, "margin_rate_12m": None})

    assert plan_from_body(plan_to_body(plan)) == plan


def test_an_entry_of_another_shape_is_an_empty_plan() -> None:
    assert plan_from_body(None).is_empty and plan_from_body(["x"]).is_empty
    assert plan_from_body({"actions": [{"what": "call"}]}).actions == (Action(30, "call"),)


def test_an_action_is_overdue_from_the_day_after_its_date_while_open() -> None:
    action = Action(30, "call", due=OCTOBER)

    assert not action.is_overdue(OCTOBER)
    assert action.is_overdue(OCTOBER + dt.timedelta(days=1))
    assert not Action(30, "call", due=OCTOBER, state="done").is_overdue(OCTOBER + dt.timedelta(days=1))
    assert not Action(30, "call").is_overdue(OCTOBER)


def test_rows_of_the_grid_are_kept_by_horizon_and_date_and_empty_ones_are_left_out() -> None:
    rows = [
        {"horizon_days": 90, "what": "renew", "owner": "Li", "due": pd.NaT, "measure": None, "state": "open"},
        {"horizon_days": 30, "what": "  ", "owner": "Li", "due": OCTOBER, "measure": "", "state": "open"},
        {"horizon_days": 30, "what": " call ", "owner": None, "due": pd.Timestamp(OCTOBER), "state": None},
    ]

    assert kept_actions(rows) == (Action(30, "call", due=OCTOBER), Action(90, "renew", "Li"))


def test_a_new_plan_opens_with_a_row_for_each_horizon() -> None:
    rows = first_actions(dt.date(2026, 9, 30), "Li")

    assert [(a.horizon_days, a.owner, a.what) for a in rows] == [(30, "Li", ""), (60, "Li", ""), (90, "Li", "")]
