"""Order lines rolled up elsewhere: which scripts an engine runs over them, and the folder that it leaves for a load.

    rollup.json                    what was rolled up, by what, and every file with its size
    order_line/part-*.parquet      the lines, in the order and with the columns of core.order_line
    account_day/..., sales_month/..., category_sums/..., account_product_month/...
    account_name/...               codes and names of accounts as the lines have them
    tables/<table>/*.parquet       other canonical tables, as they were found beside the lines

Everything that reads lines runs there. What hangs on invoices and events (costs of a month, financing of a category) is
joined where the file is built, by the same scripts: accounts are few, and a changed rate needs no cluster.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from kadash.marts.parts import Part
from kadash.marts.runner import WAIST_OF_ALL, parameters, relation_sql, view
from kadash.marts.version import bare
from kadash.policy import Policy
from kadash.store import Build, sql_text

MANIFEST = "rollup.json"
FORMAT = 1
LINES = "order_line"
NAMES = "account_name"
TABLES = "tables"
LINES_A_PART = 5_000_000
"""Lines of one file: large enough to read all of it fast, few enough files to look into each."""
KEYS = {
    LINES: ("account_id", "order_date", "order_id"), "account_day": ("account_id", "day"),
    "sales_month": ("account_id", "month"), "category_sums": ("account_id", "month"),
    "account_product_month": ("account_id", "month"), NAMES: ("account_id",),
}
"""Relation to what its rows are sorted by; all rows of an account lie in one file."""
PARAMETERS = ("stand_in_margin_rate",)
"""Parameters of the policy that sums of lines depend on, beside the as-of day."""
REQUIRED = ("account_id", "order_date", "amount")

_PLAIN_NAME = re.compile(r"[^/\\:\0]+")
_COLUMN = re.compile(r"^    (\w+) (\w+(?:\(\d+, \d+\))?)", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A relation to leave behind: scripts to run first, and the query whose rows it has."""

    relation: str
    scripts: tuple[str, ...]
    query: str


@dataclass(frozen=True)
class RolledFile:
    """A Parquet file of a roll-up, relative to its folder."""

    path: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What rollup.json says. read: lines found; lines: of them, those with account, day and amount."""

    engine: str
    as_of: date
    read: int
    lines: int
    accounts: int
    scripts: str
    """Version of the scripts."""
    made_at: str
    parameters: dict[str, float | None]
    files: dict[str, list[RolledFile]] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> str:
        """The text of rollup.json."""
        return json.dumps({**asdict(self), "as_of": self.as_of.isoformat()}, indent=1)


def manifest_from_json(text: str) -> Manifest | None:
    """What a rollup.json says; None for anything else, and for one that names a file which is not of a roll-up's
    folder: it may come from anybody, and what it names is taken into the data directory."""
    try:
        told = json.loads(text)
        files = {name: [RolledFile(str(file["path"]), int(file["bytes"])) for file in files]
                 for name, files in told.pop("files").items()}
        counts = {name: int(told[name]) for name in ("read", "lines", "accounts")}
        found = Manifest(**{**told, **counts, "as_of": date.fromisoformat(told["as_of"]), "files": files,
                            "parameters": dict(told["parameters"])})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if all(_is_inside(file.path) for files in found.files.values() for file in files) else None


def _is_inside(path: str) -> bool:
    """Whether a path leads to a Parquet file of one of a roll-up's own folders, and nowhere else.

    >>> [_is_inside(path) for path in ("order_line/part-0.parquet", "order_line/../../x.parquet", "/etc/x.parquet")]
    [True, False, False]
    """
    parts = path.split("/")
    return parts[0] in (*KEYS, TABLES) and parts[-1].endswith(".parquet") and all(
        _PLAIN_NAME.fullmatch(part) and part.strip(".") for part in parts)


def read_manifest(file: Path) -> Manifest | None:
    """The same from a file."""
    return manifest_from_json(file.read_text("utf-8", errors="replace"))


def line_columns() -> dict[str, str]:
    """The columns of core.order_line and their types, as order_line.sql creates them."""
    created = sql_text("kadash.marts.core", "order_line.sql").split("insert into")[0]
    return dict(_COLUMN.findall(created))


def line_parameters(as_of: date, policy: Policy) -> dict[str, object]:
    """The parameters of the scripts below."""
    every = parameters(as_of, policy)
    whole = Part()
    return {"as_of": as_of, "from_account": whole.from_account, "to_account": whole.to_account,
            **{name: every[name] for name in PARAMETERS}}


def line_steps() -> tuple[Step, ...]:
    """What is made of core.order_line, in this order; scripts in DuckDB's words, without a word on the order of rows.

    Days by the script that holds for orders of several days: it asks for no order, which a cluster does not keep.
    """
    return (
        Step("account_day", tuple(map(relation_sql, ("counted_line", "day_sales_of_long_orders", "account_day"))),
             "select * from mart.account_day"),
        Step("sales_month", (), relation_sql("sales_month")),
        Step("category_sums", (), relation_sql("category_sums")),
        Step("account_product_month", (relation_sql("account_product_month"),),
             "select * from mart.account_product_month"),
    )


@cache
def scripts_version() -> str:
    """Twelve hex digits that change when a script that a roll-up is made by does, comments and blanks aside."""
    digest = hashlib.sha256(bare(sql_text("kadash.marts.core", "order_line.sql")).encode())
    for step in line_steps():
        for text in (*step.scripts, step.query):
            digest.update(b"\0" + bare(text).encode())
    return digest.hexdigest()[:12]


def build_rolled_waist(build: Build, as_of: date, policy: Policy, rolled: Mapping[str, str]) -> None:
    """Make the relations of the waist of a build from what an engine left. rolled: relation to the query that reads it.

    Days and months are copied, since every page and the judge go through them; what is as large as the lines is read
    where it lies. Costs are joined by the scripts of an ordinary load.
    """
    build.run("create schema if not exists mart")
    params = parameters(as_of, policy)
    view(build, "counted_line", params)
    build.run(f"create table mart.account_day as {rolled['account_day']} order by revenue <= 0, account_id, day")
    build.run(f"create temp view sales_month as {rolled['sales_month']}")
    for step in ("calendar_month", "cost_month"):
        build.run_script(relation_sql(step), **params)
    build.run_script(relation_sql("account_month", months="months_with_costs"), **params)
    build.run("drop view sales_month")
    build.run(f"create view mart.account_product_month as {rolled['account_product_month']}")
    financed = build.one("select 1 from mart.account_month where financing <> 0 limit 1") is not None
    months = "category_financing" if financed else "category_without_financing"
    build.run_script(relation_sql("account_category_month", months=months).replace(
        "\nwith\n", f"\nwith\ncategory_sums as (\n{rolled['category_sums']}\n),\n\n", 1))
    for relation in WAIST_OF_ALL:
        build.run_script(relation_sql(relation), **params)
