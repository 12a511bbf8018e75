"""The day and the amount of rows that do not count, so that a month's total can be held against another's."""

from __future__ import annotations

from kadash.intake.clean import Staged
from kadash.intake.clean.needs import NEEDS


def day_and_amount(staged: Staged) -> tuple[str, str]:
    """SQL for the day and the amount of a row of the stage table, each null where unknown; the row is called `line`.

    The day of a line without one is that of its order's head. Amounts are in the row's own currency.
    """
    own = next((f"line.{field}" for field in NEEDS[staged.table].happened if field in staged.fields), None)
    amount = "line.amount" if "amount" in staged.fields else "cast(null as decimal(18, 4))"
    return _day(staged, own), amount


def _day(staged: Staged, own: str | None) -> str:
    if staged.table != "order_line" or "order_id" not in staged.fields:
        return own or "cast(null as date)"
    of_head = "(select max(head.order_date) from stage.head head where head.order_id = line.order_id)"
    return f"case when {own} is not null then {own} else {of_head} end" if own else of_head
