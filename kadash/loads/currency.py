"""The reporting currency: as said, as said before, as the files show it, or unknown."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from kadash.intake.clean import Staged
from kadash.intake.clean.currencies import CURRENCIES_OF_SIGN, DOLLAR, YUAN
from kadash.intake.clean.quoting import literal
from kadash.store import Build, Home
from kadash.vocabulary import NO_CURRENCY, SQL_TYPE, TABLES, Finding

_DAY = ("quote_date", "start_date", "event_date")
"""The day at whose rate money of a table without a currency column is converted."""


def reporting_currency(home: Home, build: Build, said: str | None, staged: list[Staged], *,
                       remembers: bool = True) -> tuple[str, tuple[Finding, ...]]:
    """The code of the currency all money is converted to, and a note where nobody said it.

    remembers: whether what was said before was said of this company.
    """
    if said is not None:
        return said, ()
    remembered = home.journal().get("setting", "currency") if remembers else None
    if remembered is not None:
        return str(remembered.body), ()
    seen = _most_common(build, staged)
    if seen is None:
        return NO_CURRENCY, (Finding("currency_unknown"),)
    return seen, (Finding("currency_assumed", 1, MappingProxyType({"currency": seen})),)


def keep_currency(home: Home, said: str | None, *, who: str, at: datetime) -> None:
    """Remember for the next load what a person said; saying the same again is no entry."""
    remembered = home.journal().get("setting", "currency")
    if said is not None and (remembered is None or remembered.body != said):
        home.journal().put("setting", "currency", said, author=who, at=at)


def sign_meanings(currency: str) -> dict[str, str]:
    """Which currencies the signs $ and ¥ stand for beside a reporting currency: itself, where it is written so.

    >>> sign_meanings("CAD")
    {'dollar': 'CAD', 'yuan': 'CNY'}
    """
    return {name: currency if currency in codes else codes[0]
            for name, codes in (("dollar", CURRENCIES_OF_SIGN[DOLLAR]), ("yuan", CURRENCIES_OF_SIGN[YUAN]))}


def names_other_currencies(build: Build, staged: list[Staged], currency: str) -> bool:
    """Whether any accepted line or head carries another currency than the reporting one by header, title or sign."""
    return any(_foreign(build, one, currency) for one in staged if one.table in ("order_line", "order_header"))


def convert_by_hint(build: Build, staged: list[Staged], currency: str) -> None:
    """Turn money of tables without a currency column into the reporting currency, where header or title says another.

    At the rate of the row's day (price lists: the last rate there is); without one the money is blanked, and
    `stage.money_without_rate` says of how many rows.
    """
    build.run("create or replace table stage.money_without_rate (table_name varchar, currency varchar, rows bigint)")
    for one in staged:
        if "currency" not in TABLES[one.table] and _foreign(build, one, currency):
            _convert(build, one, currency)


def _foreign(build: Build, one: Staged, currency: str) -> bool:
    if "hinted_currency" not in one.fields:
        return False
    signs = sign_meanings(currency)
    same = [currency, *(sign for sign, name in ((DOLLAR, "dollar"), (YUAN, "yuan")) if signs[name] == currency)]
    return build.one(f"select 1 from stage.{one.name} where fault = 0 and hinted_currency not in "
                     f"({', '.join(map(literal, same))}) limit 1") is not None


def _convert(build: Build, one: Staged, currency: str) -> None:
    money = [field for field, kind in TABLES[one.table].items() if kind in ("money", "price") and field in one.fields]
    day = next((field for field in _DAY if field in one.fields), None)
    signs = sign_meanings(currency)
    build.run(
        "create or replace table stage.own_rate as "
        "select own.source_row, own.currency, quoted.rate from "
        f"(select source_row, {day or 'cast(null as date)'} as day, "
        "currency_meant(hinted_currency, $dollar, $yuan) as currency "
        f"from stage.{one.name} where fault = 0) own asof left join core.exchange_rate quoted "
        "on quoted.currency = own.currency and quoted.date <= coalesce(own.day, date '9999-12-31') "
        "where own.currency <> $currency", currency=currency, **signs)
    sets = ", ".join(f"{field} = cast({field} * own_rate.rate as {SQL_TYPE[TABLES[one.table][field]]})"
                     for field in money)
    build.run(f"update stage.{one.name} as row set {sets} from stage.own_rate as own_rate "
              "where own_rate.source_row = row.source_row")
    build.run(f"insert into stage.money_without_rate select {literal(one.table)}, currency, count(*) "
              "from stage.own_rate where rate is null group by currency")


def _most_common(build: Build, staged: list[Staged]) -> str | None:
    """The currency that most accepted order lines (else heads, invoices, payments) name, in a column or by sign."""
    for table in ("order_line", "order_header", "receivable", "payment"):
        parts = [_named(one) for one in staged
                 if one.table == table and {"currency", "hinted_currency"} & set(one.fields)]
        found = build.one("select currency from (" + " union all ".join(parts) + ") where currency is not null "
                          "group by currency order by count(*) desc, currency limit 1") if parts else None
        if found is not None:
            return CURRENCIES_OF_SIGN.get(str(found[0]), (str(found[0]),))[0]
    return None


def _named(one: Staged) -> str:
    named = [field for field in ("currency", "hinted_currency") if field in one.fields]
    return f"select coalesce({', '.join(named)}, null) as currency from stage.{one.name} where fault = 0"
