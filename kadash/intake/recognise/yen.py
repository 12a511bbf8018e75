"""Which currency ¥ is: the file's language says it, and sums with cents are no yen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadash.intake.reading import Column
from kadash.intake.recognise.columns import share
from kadash.intake.recognise.profile import Profile
from kadash.intake.text_table import TextTable
from kadash.vocabulary import TABLES

_SIGN = re.compile(r"[¥￥]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CENTS = re.compile(r"\.\d*[1-9]")
_OFTEN = 0.2


def yen_columns(table: TextTable, profiles: Sequence[Profile], columns: Sequence[Column]) -> list[Column]:
    """Columns of money written with ¥ of which nothing says whose it is; none where a column names the currency."""
    if any(column.field == "currency" for column in columns):
        return []
    titled = any(_SIGN.search(title) for title in table.title_lines)
    return [column for column in columns
            if TABLES[column.table][column.field] in ("money", "price") and column.hints.currency is None
            and (titled or _SIGN.search(column.header) or any(_SIGN.search(v) for v in profiles[column.index].values))]


def yen_evidence(values: Sequence[str]) -> tuple[int, list[str], int]:
    """How many cells there are, those that carry the sign, and how many have cents."""
    return len(values), [value for value in values if _SIGN.search(value)], sum(map(bool, map(_CENTS.search, values)))


def currency_of_yen(table: TextTable, profiles: Sequence[Profile], columns: Sequence[Column]) -> str | None:
    """JPY under kana, CNY under Chinese headers or where sums have cents; None where the file does not say."""
    text = " ".join((*table.header, *table.title_lines))
    if _KANA.search(text):
        return "JPY"
    if _HAN.search(text):
        return "CNY"
    sums = [column for column in columns if TABLES[column.table][column.field] == "money"]
    cents = [bool(_CENTS.search(value)) for column in sums for value in profiles[column.index].values]
    return "CNY" if share(cents) > _OFTEN else None
