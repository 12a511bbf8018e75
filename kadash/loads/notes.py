"""What a load joined, filled, converted and left out, counted from the build: the notes of its report."""

from __future__ import annotations

from types import MappingProxyType

from kadash.intake.clean import Staged
from kadash.loads.core import DEFAULT_TERMS_DAYS
from kadash.loads.gather import mapped
from kadash.store import Build
from kadash.vocabulary import Finding

_COUNT_COPIES_BELOW = 1_000_000
"""Rows alike to the letter are looked for up to this many: it needs every column of every row at once."""


def build_notes(build: Build, staged: list[Staged]) -> tuple[Finding, ...]:
    """Every note that the finished core gives rise to, those that happened at least once."""
    found = [
        _counted(build, "cancelled_set_aside",
                 "select count(*), sum(amount) from meta.set_aside_row where code = 'cancelled'"),
        _counted(build, "returns_counted", "select count(*), sum(amount) from core.order_line where amount < 0"),
        _counted(build, "rows_replaced", "select count(*), null from stage.superseded"),
        *_currencies(build),
        *_joined(build, staged),
        *([] if mapped(staged, "order_line", "line_no") else _copies(build)),
        *_payments(build),
    ]
    return tuple(note for note in found if note is not None)


def _counted(build: Build, code: str, sql: str) -> Finding | None:
    found = build.one(sql)
    if found is None or not found[0]:
        return None
    facts = {} if found[1] is None else {"amount": found[1]}
    return Finding(code, int(str(found[0])), MappingProxyType(facts))


def _currencies(build: Build) -> list[Finding | None]:
    """What was converted, and what could not be for want of a rate, currency by currency."""
    converted = build.rows("select currency, rows, amount from stage.converted order by rows desc, currency")
    without = build.rows(
        "select value, count(*), sum(amount) from stage.fate where code = 'no_rate' group by value order by 2 desc, 1")
    blank = build.rows("select table_name, currency, sum(rows) from stage.money_without_rate group by all order by all")
    return [
        *(Finding("money_converted", int(str(rows)), MappingProxyType({"currency": currency, "amount": amount}))
          for currency, rows, amount in converted),
        *(Finding("rows_without_rate", int(str(rows)), MappingProxyType({"currency": currency, "amount": amount}))
          for currency, rows, amount in without),
        *(Finding("money_without_rate", int(str(rows)), MappingProxyType({"currency": currency, "table": table}))
          for table, currency, rows in blank),
    ]


def _joined(build: Build, staged: list[Staged]) -> list[Finding | None]:
    tables = {one.table for one in staged}
    if "order_line" not in tables:
        return []
    joins = []
    if "order_header" in tables:
        joins.append(_counted(build, "lines_joined_to_heads",
                              "select count(*), null from core.order_line line semi join stage.head head "
                              "on head.order_id = line.order_id and head.account_id = line.account_id"))
    if "product" in tables:
        joins.append(_counted(build, "lines_joined_to_products", "select count(*), null from core.order_line line "
                              "semi join core.product using (product_id)"))
    return joins


def _copies(build: Build) -> list[Finding | None]:
    lines = build.one("select count(*) from core.order_line")
    if lines is None or int(str(lines[0])) > _COUNT_COPIES_BELOW:
        return []
    return [_counted(build, "copies_kept", "select sum(copies - 1), null from (select count(*) as copies from "
                     "(select * exclude (source_row) from core.order_line) line group by line having count(*) > 1)")]


def _payments(build: Build) -> list[Finding | None]:
    assumed = _counted(build, "terms_assumed", "select count(*), null from stage.invoice where terms_assumed")
    if assumed is not None:
        assumed = Finding(assumed.code, assumed.count, MappingProxyType({"days": DEFAULT_TERMS_DAYS}))
    return [
        assumed,
        _counted(build, "invoices_made_from_orders",
                 "select count(*), null from core.receivable where made_from_orders"),
        _counted(build, "invoices_paid_in_turn",
                 "select count(*), null from core.receivable where paid_date is not null "
                 "and exists (select 1 from core.payment where invoice_id is null and order_id is null)"),
    ]
