"""Core tables from stage tables: the scripts of marts.core in their order, and which of them a load needs."""

from __future__ import annotations

from collections.abc import Iterable

from kadash.intake.clean import Staged
from kadash.loads.currency import convert_by_hint, names_other_currencies, sign_meanings
from kadash.loads.excluded import set_aside_excluded
from kadash.loads.gather import gather, mapped
from kadash.loads.marks import set_aside_returned
from kadash.loads.overlap import find_cancelled
from kadash.loads.rolled import RolledLines
from kadash.loads.sums_held import refuse_what_no_sum_holds
from kadash.loads.unfilled import columns_of_one_value
from kadash.marts.one_value import with_values_unwritten
from kadash.marts.parts import LINES_A_PART, parts, run_by_parts
from kadash.store import HELD_MB, Build, Tell, between, nobody, sql_text

DEFAULT_TERMS_DAYS = 30
"""Days to pay where neither invoice nor account says (noted in the report)."""
_LOOKED_AT_FIRST, _ALL = 100_000, 2**62
"""Lines whose order is looked at before all are."""
_MOST_READS, _A_LINE_SORTED_MB = 8, 0.0003
"""Every part that is sorted reads all lines once more: beyond 8 parts they grow instead, and the memory with them."""
_BY_ORDER = "order by account_id, order_date, order_id"
_BY_PLACE = "order by account_id, (cast(source_id as bigint) << 40) + source_row"


def build_core(build: Build, staged: list[Staged], currency: str, *, excluded: frozenset[str] = frozenset(),
               rolled: RolledLines | None = None, tell: Tell = nobody) -> None:
    """Make every table of schema core; rows that only the whole shows to be unusable are added to stage.fate.

    `excluded`: accounts to leave out. `rolled`: order lines that an engine rolled up, where no file has any.
    """
    params = {"currency": currency, "default_terms_days": DEFAULT_TERMS_DAYS, **sign_meanings(currency)}

    def run(scripts: Iterable[str]) -> None:
        for script in scripts:
            build.run_script(sql_text("kadash.marts.core", f"{script}.sql"), **params)

    build.run("create schema if not exists core")
    build.run("create table stage.fate (source_id integer, source_row bigint, verdict varchar, code varchar, "
              "field varchar, value varchar, amount decimal(18, 4))")
    build.run("create table stage.superseded (source_id integer, source_row bigint)")
    gather(build, staged, rolled.names if rolled else ())
    run(("names", "exchange_rate"))
    set_aside_excluded(build, staged, excluded)
    find_cancelled(build, staged)
    convert_by_hint(build, staged, currency)
    run(("head", "order_header", "product"))
    run(_lines_joined(build, staged, currency))
    see_order_runs(build, between(tell, 0.0, 0.2))
    run(lines_twice(build, staged))
    set_aside_returned(build)
    run(lines_kept(build, staged))
    order_line = with_values_unwritten(_order_line(build), columns_of_one_value(staged))
    build.keep_within(_sorted_mb(build))
    run_by_parts(build, order_line, parts(build, "stage.kept_line", _MOST_READS), between(tell, 0.2, 0.95))
    build.keep_within(HELD_MB)
    if rolled is not None:
        rolled.show_lines(build)
    refuse_what_no_sum_holds(build)
    run(("account_terms", "foreign_money", "payment"))
    run(_after_payments(build))


def _sorted_mb(build: Build) -> int:
    """What DuckDB may hold while lines are sorted: parts of more than 20 million lines together are larger."""
    found = build.one("select count(*) from stage.kept_line")
    beyond = int(str(found[0] if found else 0)) / _MOST_READS - LINES_A_PART
    return HELD_MB + max(0, round(beyond * _A_LINE_SORTED_MB))


def _lines_joined(build: Build, staged: list[Staged], currency: str) -> list[str]:
    """The steps that give lines their account and rate, and find lines that do not count.

    A step that the files give no reason for is left out: lines may be many millions.
    """
    heads = any(one.table == "order_header" for one in staged)
    lines = [one for one in staged if one.table == "order_line"]
    headless = "lines_with_codes" if _all_by_code(build, lines) else "lines_without_heads"
    currencies = mapped(staged, "order_line", "currency", "exchange_rate") or (
        heads and mapped(staged, "order_header", "currency")) or names_other_currencies(build, staged, currency)
    return [
        "lines_with_heads" if heads else headless,
        "lines_converted" if currencies else "lines_in_one_currency",
    ]


def _order_line(build: Build) -> str:
    """The script of core.order_line; lines that stand by day and order number are sorted by their place in the files.

    A text and a number make a key that DuckDB compares at once; text, day and text take twice the time.
    """
    script = sql_text("kadash.marts.core", "order_line.sql")
    return script.replace(_BY_ORDER, _BY_PLACE) if order_runs(build, "together", "sorted") else script


def see_order_runs(build: Build, tell: Tell = nobody) -> None:
    """Create stage.order_run; where the first lines are in no order of their numbers, only they are looked at."""
    again = build.one("select 1 from stage.read_again limit 1") is not None
    build.run_script(sql_text("kadash.marts.core", f"lines_read_{'again' if again else 'once'}.sql"))
    for lines, told in ((_LOOKED_AT_FIRST, nobody), (_ALL, tell)):
        with build.telling(told):
            build.run_script(sql_text("kadash.marts.core", "order_run.sql"), lines=lines)
        if not order_runs(build, "together"):
            return


def order_runs(build: Build, *holds: str) -> bool:
    """Whether these columns of order_run.sql are all true."""
    return build.one(f"select 1 from stage.order_run where {' and '.join(holds)}") is not None


def lines_twice(build: Build, staged: list[Staged]) -> list[str]:
    """The steps that find lines which one file has twice, or a newer one again."""
    looked_for = mapped(staged, "order_line", "line_no") and not order_runs(build, "together", "not again")
    files = sum(one.table == "order_line" for one in staged)
    return [*(["repeated_lines"] if looked_for else []), *(["superseded", "overlap"] if files > 1 else [])]


def lines_kept(build: Build, staged: list[Staged]) -> list[str]:
    """The steps that leave out lines that do not count, and add freight and the price list."""
    some_go = any(build.one(f"select 1 from stage.{table} limit 1") for table in ("fate", "superseded"))
    products = any(one.table == "product" or "product__product_id" in one.side for one in staged)
    return [
        "lines_kept" if some_go else "lines_all_kept",
        "freight_of_heads" if mapped(staged, "order_header", "freight") else "freight_of_lines",
        "lines_with_products" if products else "lines_without_products",
    ]


def _all_by_code(build: Build, lines: list[Staged]) -> bool:
    """Whether no accepted line needs its account's name to know its account."""
    return all("account_id" in one.fields and not build.one(
        f"select 1 from stage.{one.name} where fault = 0 and account_id is null limit 1") for one in lines)


def _after_payments(build: Build) -> list[str]:
    has_invoices = build.one("select 1 from stage.receivable limit 1") is not None
    has_payments = build.one("select 1 from stage.payment limit 1") is not None
    invoices = "receivable" if has_invoices or not has_payments else "invoice_from_orders"
    return [invoices, "invoice_paid", "service_event", "quote", "contract", "survey_response", "service_delivery",
            "account"]
