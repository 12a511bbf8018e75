"""Reads the waist and the core into arrays, accounts by their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import pandas as pd

from kadash.marts.facts.runs import Rows
from kadash.store import Build, sql_text

TEXTS = ("account_id", "account_name", "parent_id", "industry", "region", "owner", "declared_class")
"""Columns of the accounts that stay text where every value is missing."""

ROWS_A_RANGE = 5_000_000
"""So many rows are held and sorted at once where a question is asked of one range of accounts after another."""

_PARAMETER = re.compile(r"\$(\w+)")


def number_accounts(build: Build) -> None:
    """Make the table account_number, which the other reads join: gone when the build is closed."""
    build.run(sql_text(__package__, "account_number.sql"))


def number_categories(build: Build) -> None:
    """Make the table category_number, which the read of categories joins: gone when the build is closed."""
    build.run(sql_text(__package__, "category_number.sql"))


@contextmanager
def account_product_sums(build: Build, from_month: date) -> Iterator[None]:
    """While the block runs there are the tables account_product_sum and product_month, which the reads of products ask.

    from_month: the first of the months that they tell of; product_number tells of all products.
    """
    tables = ("product_number", "account_product_sum", "product_month")
    for table in tables:
        build.run_script(sql_text(__package__, f"{table}.sql"), from_month=from_month)
    yield
    for table in tables:
        build.run(f"drop table {table}")


def rows(build: Build, name: str, parameters: Mapping[str, object] | None = None) -> Rows:
    """The columns of a question in a .sql file that asks for accounts by number; none is ever null."""
    sql = sql_text(__package__, f"{name}.sql")
    named = set(_PARAMETER.findall(sql))
    return build.arrays(sql, **{key: value for key, value in (parameters or {}).items() if key in named})


def in_ranges(build: Build, name: str, asked_of: str, accounts: int,
              **parameters: object) -> Iterator[tuple[Rows, int]]:
    """The rows of a question that names $first and $end, range of accounts by range, and how many accounts each has.

    Accounts are counted from 0 in their range. asked_of: the relation by whose rows ranges are cut.
    """
    total = build.one(f"select count(*) from {asked_of}")
    ranges = max(1, -(-int(str(total[0] if total else 0)) // ROWS_A_RANGE))
    many = max(1, -(-accounts // ranges))
    for first in range(0, max(1, accounts), many):
        yield rows(build, name, {"first": first, "end": first + many, **parameters}), min(many, accounts - first)


def accounts(build: Build) -> pd.DataFrame:
    """One row an account by its number: the columns of accounts.sql."""
    return build.frame(sql_text(__package__, "accounts.sql")).astype(dict.fromkeys(TEXTS, "str"))


def category_names(build: Build) -> list[str]:
    """The categories in the order of their numbers."""
    return [str(row[0]) for row in build.rows(sql_text(__package__, "category_names.sql"))]


def first_cost(build: Build) -> int | None:
    """The first month with a known cost, in months since year 0."""
    found = build.one(sql_text(__package__, "first_cost.sql"))
    return int(str(found[0])) if found and found[0] is not None else None
