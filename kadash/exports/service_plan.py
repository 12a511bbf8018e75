"""A service plan as a workbook: what was decided, who gets what, who was held out, and what it rests on."""

from __future__ import annotations

import io

import pandas as pd
import xlsxwriter

from kadash.answers.service_plan import ServicePlan
from kadash.language import Words

_HEAD = {"bold": True, "bottom": 1}
_WIDTH = 18


def plan_workbook(plan: ServicePlan, words: Words, who_gets_what: pd.DataFrame, held: pd.DataFrame) -> bytes:
    """The workbook's bytes. Both tables as people read them: heads in words, numbers as numbers."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format(_HEAD)
        sheet = book.add_worksheet(words("service_plan.sheet.summary"))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, _WIDTH)
        for row, (name, value) in enumerate(_summary(plan, words)):
            sheet.write(row, 0, name)
            sheet.write(row, 1, value)
        _table(book.add_worksheet(words("service_plan.sheet.plan")), who_gets_what, head)
        if len(held):
            _table(book.add_worksheet(words("service_plan.sheet.held")), held, head)
    return kept.getvalue()


def _summary(plan: ServicePlan, words: Words) -> list[tuple[str, float | str]]:
    solved = plan.solved
    budget: float | str = words("service_plan.no_limit") if plan.asking.budget is None else plan.asking.budget
    return [
        (words("service_plan.budget"), budget), (words("service_plan.cost"), solved.cost),
        (words("service_plan.gain"), solved.expected_gain), (words("service_plan.price"), solved.budget_price),
        (words("service_plan.accounts_served"), plan.accounts_served),
        (words("service_plan.held_out"), plan.accounts_held),
        *((words(f"role.{role}"), hours) for role, hours in solved.hours.items()),
        (words("service_plan.currency"), plan.currency),
    ]


def _table(sheet: xlsxwriter.worksheet.Worksheet, table: pd.DataFrame, head: xlsxwriter.format.Format) -> None:
    for column, name in enumerate(table.columns):
        sheet.write(0, column, str(name), head)
    for row, values in enumerate(table.itertuples(index=False), 1):
        for column, value in enumerate(values):
            if value is not None and value == value:
                sheet.write(row, column, value)
    sheet.set_column(0, max(len(table.columns) - 1, 0), _WIDTH)
    sheet.freeze_panes(1, 0)
