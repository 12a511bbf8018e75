"""What a load joined, filled, converted and left out, counted from the build: the notes of its report."""

from __future__ import annotations

from types import MappingProxyType

from kadash.intake.clean import Staged
from kadash.loads.core import DEFAULT_TERMS_DAYS
from kadash.loads.gather import mapped
from kadash.store import Build, sql_text
from kadash.vocabulary import Finding


def build_notes(build: Build, staged: list[Staged]) -> tuple[Finding, ...]:
    """Every note that the finished core gives rise to, those that happened at least once."""
    found = [
        _counted(build, "cancelled_set_aside", _sql("cancelled_set_aside")),
        _counted(build, "returns_counted", _sql("returns_counted")),
        _counted(build, "refunds_taken_off", _sql("refunds_taken_off")),
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
    converted = build.rows(_sql("money_converted"))
    without = build.rows(_sql("rows_without_rate"))
    blank = build.rows(_sql("money_without_rate"))
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
        joins.append(_counted(build, "lines_joined_to_heads", _sql("lines_joined_to_heads")))
    if "product" in tables:
        joins.append(_counted(build, "lines_joined_to_products", _sql("lines_joined_to_products")))
    return joins


def _copies(build: Build) -> list[Finding | None]:
    """Rows alike to the letter, which all count: looked at in full only where hashes say that there are any."""
    found = build.one(_sql("copies_there"))
    return [_counted(build, "copies_kept", _sql("copies_kept"))] if found is not None and found[0] else []


def _payments(build: Build) -> list[Finding | None]:
    assumed = _counted(build, "terms_assumed", "select count(*), null from stage.invoice where terms_assumed")
    if assumed is not None:
        assumed = Finding(assumed.code, assumed.count, MappingProxyType({"days": DEFAULT_TERMS_DAYS}))
    return [
        assumed,
        _counted(build, "invoices_made_from_orders",
                 "select count(*), null from core.receivable where made_from_orders"),
        _counted(build, "invoices_paid_in_turn", _sql("invoices_paid_in_turn")),
    ]


def _sql(name: str) -> str:
    return sql_text("kadash.loads.sql", f"{name}.sql")
