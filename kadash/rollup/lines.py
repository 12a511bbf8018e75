"""Order lines as they are given, in the columns that the scripts read."""

from __future__ import annotations

from collections.abc import Sequence

from kadash.marts.rolled import REQUIRED, line_columns
from kadash.store import sql_text, statements
from kadash.vocabulary import SQL_TYPE, TABLES

USABLE = " and ".join(f"{name} is not null" for name in REQUIRED)
_OF_THE_STAGE = {
    "rate": "cast(1 as tinyint)", "product_list_price": "cast(null as decimal(18, 6))",
    "product_unit_cost": "cast(null as decimal(18, 6))", "source_id": "1", "source_row": "cast(null as bigint)",
}
"""What the reading of files adds to a line before order_line.sql sees it; a cluster's table has no rows of a file."""


def given_lines(columns: Sequence[str]) -> tuple[str, str]:
    """A script to run first, and the query that gives the lines of given.order_line in the columns of core.order_line.

    A source with `list_value` has lines as schema core holds them. Any other has the canonical columns of the contract:
    list value and cost are reckoned from prices, discounts and unit costs, by the script of a load.
    """
    if "list_value" in columns:
        return "", _select(line_columns(), columns)
    canonical = {name: SQL_TYPE[kind] for name, kind in TABLES["order_line"].items()}
    added = "".join(f", {made} as {name}" for name, made in _OF_THE_STAGE.items())
    _, insert = statements(sql_text("kadash.marts.core", "order_line.sql"))
    query = insert.partition("insert into core.order_line\n")[2]
    return f"create or replace view stage.priced_line as\n{_select(canonical, columns, added)}", query


def given_names() -> str:
    """Codes and names of accounts, each pair once."""
    return ("select distinct cast(account_id as varchar) as account_id, cast(account_name as varchar) as account_name "
            f"from given.order_line where {USABLE} and account_name is not null")


def _select(wanted: dict[str, str], columns: Sequence[str], added: str = "") -> str:
    listed = ", ".join(f"cast({name if name in columns else 'null'} as {kind}) as {name}"
                       for name, kind in wanted.items())
    return f"select {listed}{added} from given.order_line where {USABLE}"
