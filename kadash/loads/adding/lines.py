"""New order lines into the core that is there, by the steps of a whole load over these lines alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kadash.intake.clean import Staged
from kadash.loads.core import lines_kept, lines_twice, see_order_runs
from kadash.loads.currency import convert_by_hint, sign_meanings
from kadash.loads.excluded import set_aside_excluded
from kadash.loads.gather import gather
from kadash.loads.overlap import find_cancelled
from kadash.loads.sums_held import refuse_what_no_sum_holds
from kadash.marts.extended import NotExtendable, generated_columns, written_columns
from kadash.marts.parts import parts, run_by_parts
from kadash.store import Build, sql_text

ADDED = "stage.added_line"
_IN_ORDER = "order by account_id, order_date, order_id"


def prepare_lines(build: Build, staged: list[Staged], currency: str, excluded: frozenset[str]) -> None:
    """Create stage.added_line: the lines that count, as core.order_line has them; rows that do not get their fate."""
    def run(scripts: Iterable[str]) -> None:
        for script in scripts:
            build.run_script(sql_text("kadash.marts.core", f"{script}.sql"), currency=currency,
                             **sign_meanings(currency))

    build.run("create table stage.fate (source_id integer, source_row bigint, verdict varchar, code varchar, "
              "field varchar, value varchar, amount decimal(18, 4))")
    build.run("create table stage.superseded (source_id integer, source_row bigint)")
    gather(build, staged)
    run(["names", "head"])
    set_aside_excluded(build, staged, excluded)
    find_cancelled(build, staged)
    convert_by_hint(build, staged, currency)
    run(["lines_with_codes", "lines_in_one_currency"])
    see_order_runs(build)
    run(lines_twice(build, staged))
    build.run("create table stage.price_list as from core.product")
    kept = [step for step in lines_kept(build, staged) if not step.endswith("_products")]
    run([*kept, "lines_with_products"])
    script = sql_text("kadash.marts.core", "order_line.sql").replace("core.order_line", ADDED)
    run_by_parts(build, script, parts(build, "stage.kept_line"))


def refuse_unheld_values(build: Build) -> None:
    """NotExtendable where a column that core does not hold, since no line filled it, is filled now."""
    for column in generated_columns(build, "core", "order_line"):
        filled = column if column == "custom" else f"{column} is not null"
        if build.one(f"select 1 from {ADDED} where {filled} limit 1") is not None:
            raise NotExtendable(f"column {column} was empty so far")


def first_day(build: Build) -> date:
    """The first day of the new lines; NotExtendable where none counts."""
    found = build.one(f"select min(order_date) from {ADDED}")
    if found is None or not isinstance(found[0], date):
        raise NotExtendable("no line counts")
    return found[0]


def append_lines(build: Build) -> int:
    """Put the new lines behind the others, sorted among themselves; gives how many there are."""
    columns = ", ".join(written_columns(build, "core", "order_line"))
    build.run(f"insert into core.order_line ({columns}) select {columns} from {ADDED} {_IN_ORDER}")
    refuse_what_no_sum_holds(build)
    found = build.one(f"select count(*) from {ADDED}")
    return int(str(found[0])) if found else 0


def add_accounts(build: Build, staged: Sequence[Staged], *, only_later: bool) -> bool:
    """Put accounts that are new into core.account; gives whether accounts changed their owner.

    only_later: every new line is dated after all others, so that a new owner is the newest. NotExtendable where the
    new lines say anything else of an account than is known, or name a new one like another.
    """
    script = sql_text("kadash.marts.core", "account.sql")
    build.run_script(script.replace("table core.account ", "table stage.added_account ")
                     .replace("core.order_line", ADDED))
    asked = sql_text("kadash.loads.sql", "accounts_described_anew.sql")
    described, renamed_alike, owners = build.rows(asked)[0]
    if described or renamed_alike:
        raise NotExtendable("accounts are described anew" if described else "a new account is named like another")
    owners_in_files = build.one("select 1 from meta.source where table_name = 'account' limit 1") is not None or any(
        name == "account__owner" for one in staged for name in one.side)
    if owners and (owners_in_files or not only_later):
        raise NotExtendable("owners change")
    build.run_script(sql_text("kadash.loads.sql", "accounts_added.sql"))
    return bool(owners)
