"""Sheets that are no table of their own but say something of others: orders that came back, whose region is whose.

A workbook for people often has them beside its orders: Returned | Order ID, and Person | Region.
"""

from __future__ import annotations

from collections.abc import Sequence

from kadash.intake.reading import Column, Reading
from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.staff import STAFF
from kadash.intake.recognise.words import compact
from kadash.intake.text_table import TextTable

RETURNS, OWNERS = "marks_returned_orders", "names_owners_of_regions"
USED_BY_OTHERS = frozenset({RETURNS, OWNERS, STAFF})
"""`why` of readings that have no table and yet are used."""
YES = ("yes", "y", "true", "t", "1", "x", "√", "✓", "returned", "return", "是", "有", "已退货", "退货", "已退回",
       "退回")
_NO = ("no", "n", "false", "f", "0", "×", "否", "无", "未退货", "未退回")
_RETURNED = frozenset({
    "returned", "return", "returns", "isreturned", "orderreturned", "退货", "退回", "是否退货", "是否退回", "已退货",
    "已退回", "退货标志", "退单",
})
_PERSON = frozenset({
    "person", "salesperson", "salesman", "salesrep", "salesrepresentative", "rep", "owner", "manager",
    "regionalmanager", "regionmanager", "accountmanager", "areamanager", "salesmanager", "人员", "销售人员", "销售员",
    "业务员", "销售代表", "销售", "经理", "地区经理", "区域经理", "大区经理", "销售经理", "客户经理", "负责人",
    "地区负责人", "区域负责人",
})
_MOST_COLUMNS, _MOST_REGIONS = 3, 500


def mark_reading(table: TextTable, profiles: Sequence[Profile]) -> Reading | None:
    """The reading of such a sheet, its two columns named; None for anything that has more to say."""
    if not 2 <= len(table.header) <= _MOST_COLUMNS or any(_holds_figures(profile) for profile in profiles):
        return None
    return _returns(table, profiles) or _owners(table, profiles)


def _returns(table: TextTable, profiles: Sequence[Profile]) -> Reading | None:
    order = _column(table, "order_id")
    mark = next((i for i, name in enumerate(table.header) if compact(name) in _RETURNED), None)
    if order is None or mark is None or order == mark or not profiles[order].values:
        return None
    if any(value.strip().lower() not in (*YES, *_NO) for value in profiles[mark].values):
        return None
    return _reading(table, profiles, RETURNS, {order: ("order_line", "order_id"), mark: ("order_line", "status")})


def _owners(table: TextTable, profiles: Sequence[Profile]) -> Reading | None:
    """A person beside each region; a region with two persons says nothing, so most must have one."""
    region = _column(table, "region")
    person = next((i for i, name in enumerate(table.header) if compact(name) in _PERSON), None)
    if region is None or person is None or region == person:
        return None
    if not profiles[person].values or profiles[region].distinct < 1 or profiles[region].count > _MOST_REGIONS:
        return None
    return _reading(table, profiles, OWNERS, {region: ("account", "region"), person: ("account", "owner")})


def _column(table: TextTable, field: str) -> int | None:
    """The first column whose header surely is this field."""
    sure = (i for i, name in enumerate(table.header)
            if any(meaning.field == field and strength > 0.9 for meaning, strength in meanings_of(name).items()))
    return next(sure, None)


def _holds_figures(profile: Profile) -> bool:
    """Fractions or days: whoever gives sums or dates has more to say than a mark."""
    return profile.dates > 0.5 or (profile.numbers > 0.5 and profile.whole < profile.numbers)


def _reading(
    table: TextTable, profiles: Sequence[Profile], why: str, fields: dict[int, tuple[str, str]]
) -> Reading:
    columns = []
    for index, (owner, field) in sorted(fields.items()):
        some = [*dict.fromkeys(profiles[index].values)][:3] + ["", "", ""]
        columns.append(Column(index, table.header[index], owner, field, samples=(some[0], some[1], some[2])))
    return Reading(None, tuple(columns), 0.9, why=why)
