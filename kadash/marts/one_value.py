"""Columns that have one value in every row: it stands in the table's definition, and none of its rows holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_LAST_STEP = "\nselect\n"


def with_values_unwritten(script: str, values: Mapping[str, str]) -> str:
    """A script that creates a table by its columns and fills it, without writing the columns of `values`.

    `values`: name of a column to the SQL of its one value. Who reads the table sees no difference, but an empty column
    costs nearly as much to sort and write as a full one. In the script each column is a line of its own, where the
    table is created and in the last select; the last column of all is always written.
    """
    created, last_step, filled = script.rpartition(_LAST_STEP)
    for column, value in values.items():
        line = rf"^(    {column} [a-z]+(?:\(\d+, \d+\))?)(,?)$"
        created = re.sub(line, rf"\1 generated always as ({value})\2", created, count=1, flags=re.MULTILINE)
        filled = re.sub(rf"^    {column},\n", "", filled, count=1, flags=re.MULTILINE)
    return created + last_step + filled


def nothing_summed(script: str, columns: Iterable[str]) -> str:
    """The script of mart.account_month without sums of columns that are 0 in every row, and without taking them off.

    >>> nothing_summed("cast(coalesce(sum(rebate), 0) as decimal), margin - freight - rebate", ["rebate"])
    'cast(0 as decimal), margin - freight'
    """
    for column in columns:
        script = script.replace(f"coalesce(sum({column}), 0)", "0")
        script = re.sub(rf" - {column}\b", "", script)
    return script
