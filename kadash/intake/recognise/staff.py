"""A list of our own people: they are no customers, and the numbers of salespeople elsewhere get their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadash.intake.reading import Column, Reading
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.words import compact, split_words
from kadash.intake.text_table import TextTable

STAFF = "names_owners"
_WHO = (r"(?:employee|staff|sales ?(?:person|man|rep|representative|agent)|rep|account manager|业务员|销售员|销售人员"
        r"|销售代表|客户经理|员工|职员|导购员?|营业员)")
_CODE = re.compile(f"^(?:{_WHO} ?(?:id|number|code|key|编号|编码|代码|号|工号)|工号)$")
_NAME = re.compile(f"^(?:{_WHO}? ?(?:full )?(?:name|姓名|名称|名字)|{_WHO})$")
_FIRST, _LAST = frozenset({"firstname", "givenname", "forename"}), frozenset({"lastname", "surname", "familyname"})
_OURS = re.compile(r"业务员|销售人员|销售员|员工|职员|导购|营业员|花名册|\b(?:staff|employees?|salespeople"
                   r"|sales ?persons?|reps|sales team)\b")
_CUSTOMER = re.compile(r"customer|client|account|company|buyer|organi[sz]ation|客户|顾客|会员|买家|公司|单位")
_ONE_EACH = 0.9


def is_staff(table: TextTable, profiles: Sequence[Profile]) -> bool:
    """Whether rows are our own people: a number of theirs in each, or a sheet called after them, and no customer."""
    if any(_CUSTOMER.search(split_words(name)) for name in table.header):
        return False
    return _code(table, profiles) is not None or bool(_OURS.search(split_words(table.sheet or table.file)))


def staff_reading(table: TextTable, profiles: Sequence[Profile]) -> Reading | None:
    """The reading of a list of numbers and names of our people; None where either is lacking."""
    code, names = _code(table, profiles), _names(table)
    if code is None or not names or any(_CUSTOMER.search(split_words(name)) for name in table.header):
        return None
    columns = [_column(table, profiles, code, "order_line")]
    columns += [_column(table, profiles, index, "account") for index in names]
    return Reading(None, tuple(columns), 0.9, why=STAFF)


def _code(table: TextTable, profiles: Sequence[Profile]) -> int | None:
    """The column with a person's number, another one in nearly every row."""
    return next((index for index, name in enumerate(table.header)
                 if _CODE.match(split_words(name)) and profiles[index].distinct >= _ONE_EACH), None)


def _names(table: TextTable) -> list[int]:
    """The column with the name, or those with the first and the last name in this order."""
    words = [compact(name) for name in table.header]
    first = next((index for index, word in enumerate(words) if word in _FIRST), None)
    last = next((index for index, word in enumerate(words) if word in _LAST), None)
    if first is not None and last is not None:
        return [first, last]
    whole = (index for index, name in enumerate(table.header) if _NAME.match(split_words(name)))
    return [index for index in [next(whole, None)] if index is not None]


def _column(table: TextTable, profiles: Sequence[Profile], index: int, owner: str) -> Column:
    some = [*dict.fromkeys(profiles[index].values)][:3] + ["", "", ""]
    return Column(index, table.header[index], owner, "owner", samples=(some[0], some[1], some[2]))
