"""The reporting currency: as said, as said before, as the files show it, or unknown."""

from __future__ import annotations

from types import MappingProxyType

from kadash.intake.clean import Staged
from kadash.store import Build, Home
from kadash.vocabulary import Finding

UNKNOWN = "XXX"
"""ISO code for "no currency"."""


def reporting_currency(home: Home, build: Build, said: str | None,
                       staged: list[Staged]) -> tuple[str, tuple[Finding, ...]]:
    """The code of the currency all money is converted to, and a note where nobody said it."""
    if said is not None:
        return said, ()
    remembered = home.journal().get("setting", "currency")
    if remembered is not None:
        return str(remembered.body), ()
    seen = _most_common(build, staged)
    if seen is None:
        return UNKNOWN, (Finding("currency_unknown"),)
    return seen, (Finding("currency_assumed", 1, MappingProxyType({"currency": seen})),)


def _most_common(build: Build, staged: list[Staged]) -> str | None:
    """The currency that most accepted order lines (else order heads) name, in a column or by header and signs."""
    for table in ("order_line", "order_header"):
        parts = [_named(one) for one in staged
                 if one.table == table and {"currency", "hinted_currency"} & set(one.fields)]
        found = build.one("select currency from (" + " union all ".join(parts) + ") where currency is not null "
                          "group by currency order by count(*) desc, currency limit 1") if parts else None
        if found is not None:
            return str(found[0])
    return None


def _named(one: Staged) -> str:
    column = "currency" if "currency" in one.fields else "hinted_currency"
    return f"select {column} as currency from stage.{one.name} where fault = 0"
