"""Customers in several roles beside each other: who ordered, who receives, who gets the bill, who pays, who uses."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Literal

from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.words import split_words
from kadash.intake.text_table import TextTable

Role = Literal["ordered", "customer", "billed", "pays", "receives", "uses"]
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("ordered", re.compile(r"sold to|ordered by|orderer|售达方|下单客户|订货客户|订货方|购货单位|购货方|托运|委托"
                           r"|consignor")),
    ("billed", re.compile(r"bill to|billed to|billing|invoice to|invoiced|收票方|开票方|开票客户|开票单位")),
    ("pays", re.compile(r"payer|paid by|debtor|付款方|付款单位|付款客户|结算客户|结算单位")),
    ("receives", re.compile(r"ship to|shipping|deliver|consignee|goods recipient|送达方|收货|送货")),
    ("uses", re.compile(r"end customer|end user|final customer|终端|最终客户|最终用户")),
)
_FIELDS = ("account_id", "account_name")
_SURE = 0.7
_ALIKE = 0.98


def role_of(header: str) -> Role:
    """The role a customer column names; plain customer where it names none.

    >>> [role_of(name) for name in ("Sold-to party", "送达方名称", "Customer ID")]
    ['ordered', 'receives', 'customer']
    """
    words = split_words(header)
    return next((role for role, pattern in _ROLES if pattern.search(words)), "customer")


def customers_by_role(table: TextTable) -> MappingProxyType[Role, MappingProxyType[str, int]]:
    """Role to the columns that hold its number and its name, in the order of the file."""
    found: dict[Role, dict[str, int]] = {}
    for index, name in enumerate(table.header):
        strengths = {meaning.field: strength for meaning, strength in meanings_of(name).items()
                     if meaning.field in _FIELDS and strength > _SURE}
        best = max(strengths, key=lambda field: strengths[field], default=None)
        if best is not None:
            found.setdefault(role_of(name), {}).setdefault(best, index)
    return MappingProxyType({role: MappingProxyType(columns) for role, columns in found.items()})


def says_the_same(table: TextTable, one: int, other: int) -> bool:
    """Whether two columns hold the same value in nearly every sampled row: then it does not matter which is read."""
    same = [row[one] == row[other] for row in table.sample]
    return sum(same) >= _ALIKE * len(same)

