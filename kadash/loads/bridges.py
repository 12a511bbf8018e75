"""Makes the bridges between quarters of every account, so that a page reads them instead of the lines."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from kadash.language import FiscalYear
from kadash.loads.settings import cost_is_known
from kadash.marts.calendar import window
from kadash.marts.facts import Beside
from kadash.marts.facts.moment import month_number
from kadash.marts.facts.quarters import TwoQuarters, quarter_sums
from kadash.marts.quarters import MONTHS, Quarter, full_quarters
from kadash.marts.runner import relation_sql
from kadash.policy import Policy
from kadash.reviews.bridges import BARS, eroded, margin_bridges
from kadash.store import Build

_KEPT_DIGITS = 6
"""Of money: bars still add up to a hundredth of a cent over all accounts, in half the room."""


@dataclass(frozen=True)
class _Pair:
    """A quarter, and the one that it is set against."""

    now: Quarter
    before: Quarter

    @property
    def name(self) -> str:
        """Both first days, as they stand in a row."""
        return f"{self.now.first_day}{self.before.first_day}"


def bridges_beside(build: Build, as_of: date, policy: Policy, year: FiscalYear,
                   there: Collection[date] = ()) -> Beside:
    """Writes mart.margin_bridge once account_product_sum stands: the quarters of a company's year that pages offer.

    there: month-ends up to which no line is new since the rows that stand were made; they stay, unless a product of
    theirs is of another category now.
    """
    wanted = _pairs(build, as_of, policy, year)
    from_month = min((pair.before.first_day for pair in wanted), default=date.max)
    return Beside(from_month, lambda: _publish(build, wanted, there))


def _publish(build: Build, wanted: Sequence[_Pair], there: Collection[date]) -> None:
    build.run_script(relation_sql("margin_bridge"))
    standing = _standing(build) if there else set()
    stay = [pair.name for pair in wanted if pair.name in standing and pair.now.last_day in there]
    missing = [pair for pair in wanted if pair.name not in stay]
    with tempfile.TemporaryDirectory(dir=build.temp) as folder:
        files = _made(build, missing, Path(folder)) if missing else {}
        with build.transaction():
            build.run("delete from mart.margin_bridge where "
                      "not list_contains($stay::varchar[], quarter_first::varchar || before_first::varchar)", stay=stay)
            for pair, parts in files.items():
                _insert(build, pair, parts)
            build.run_script(relation_sql("product_category"))


def _standing(build: Build) -> set[str]:
    """Names of the pairs whose rows stand; none where a product of then is of another category now."""
    made = {str(name) for (name,) in build.rows(
        "select distinct quarter_first::varchar || before_first::varchar from mart.margin_bridge")}
    moved = build.one("select 1 from mart.product_category as was inner join product_number as today "
                      "using (product_id) where was.category is distinct from today.category limit 1") if made else None
    return made if moved is None else set()


def _pairs(build: Build, as_of: date, policy: Policy, year: FiscalYear) -> list[_Pair]:
    found = build.one("select min(month) from mart.portfolio_month where revenue <> 0")
    first = found[0] if found and isinstance(found[0], date) else None
    quarters = full_quarters(first, window(as_of, policy).last_day, year)
    return [_Pair(quarter, quarter.before(against)) for quarter, every in quarters.items() for against in every]


def _made(build: Build, pairs: Sequence[_Pair], folder: Path) -> dict[_Pair, list[Path]]:
    """The bridges of ranges of accounts, one file each."""
    from_day = min(pair.before.first_day for pair in pairs)
    accounts = build.one("select count(*) from account_number")
    known = cost_is_known(build)
    files: dict[_Pair, list[Path]] = {pair: [] for pair in pairs}
    for sums in quarter_sums(build, from_day, int(str(accounts[0] if accounts else 0))):
        for pair, parts in files.items():
            two = sums.two(_count(from_day, pair.before), _count(from_day, pair.now))
            file = folder / f"{pair.name}-{len(parts)}.parquet"
            _bridged(two, known).to_parquet(file, index=False, compression=None, use_dictionary=False)
            parts.append(file)
    return files


def _count(from_day: date, quarter: Quarter) -> int:
    """How many quarters lie between."""
    return (month_number(quarter.first_day) - month_number(from_day)) // MONTHS


def _bridged(two: TwoQuarters, cost_known: bool) -> pd.DataFrame:
    """One row an account by its number, without amounts where its costs are not all known."""
    lacking = two.lacking if cost_known else two.lacking[:0]
    products = two.products[~two.products["account_id"].isin(lacking)]
    costs = two.costs[~two.costs["account_id"].isin(lacking)]
    found = margin_bridges(products, costs, cost_known)
    found = found.assign(eroded=eroded(found)).round(_KEPT_DIGITS)
    every = pd.concat([found, pd.DataFrame({"account_id": lacking})], ignore_index=True)
    return every.assign(lacks_cost=every["before"].isna()).rename(columns={"account_id": "account"})


def _insert(build: Build, pair: _Pair, parts: Sequence[Path]) -> None:
    columns = ", ".join(("lacks_cost", "eroded", "before", "now", *BARS))
    files = ", ".join("'" + str(part).replace("'", "''") + "'" for part in parts)
    build.run(
        "insert into mart.margin_bridge by name "
        f"select $now::date as quarter_first, $before::date as before_first, account_id, {columns} "
        f"from read_parquet([{files}]) inner join account_number using (account) order by account",
        now=pair.now.first_day, before=pair.before.first_day)
