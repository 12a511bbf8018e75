"""Values of a grid or of the journal: what cannot be read was not entered."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from kadash.reviews.fields import amount_of, day_of
from kadash.reviews.plan import plan_from_body


@pytest.mark.parametrize(("value", "day"), [
    ("2026-09-30", dt.date(2026, 9, 30)), ("2026-09-30T00:00:00", dt.date(2026, 9, 30)),
    (pd.Timestamp(2026, 9, 30), dt.date(2026, 9, 30)), (pd.NaT, None), ("", None), (None, None), ("soon", None),
    ("2026-13-01", None), (20260930, None)])
def test_what_is_no_day_is_none(value: object, day: dt.date | None) -> None:
    assert day_of(value) == day


def test_a_plan_with_a_day_that_is_none_can_still_be_read() -> None:
    plan = plan_from_body({"actions": [{"what": "call them", "due": "soon"}]})

    assert [(action.what, action.due) for action in plan.actions] == [("call them", None)]


@pytest.mark.parametrize(("value", "amount"), [(1, 1.0), (0, 0.0), (True, None), (float("nan"), None), ("1", None)])
def test_what_is_no_number_is_none(value: object, amount: float | None) -> None:
    assert amount_of(value) == amount
