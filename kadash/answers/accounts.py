"""The account list: filtered, searched, sorted, with the trend beside each name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.concentration import Measure
from kadash.language import Words

SORTS = ("contribution", "revenue", "value", "score", "growth", "fall", "loss", "silence", "late")
"""What the list can be sorted by, largest first."""

SORTS_WITHOUT_COST = tuple(sort for sort in SORTS if sort not in ("contribution", "value", "loss"))

SHOWN = 500
EVERY = 10_000_000


@dataclass(frozen=True)
class Filters:
    """Who is asked for; what is empty asks for nothing. `scheme` is that of the column layer, `layer` is in it.

    groups: numbers of parents. crossed: another scheme and a layer of it, that the accounts stand in as well.
    """

    q: str = ""
    owners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    scheme: str = "value_tier"
    layer: str | None = None
    sort: str = "contribution"
    most: int = SHOWN
    groups: tuple[str, ...] = ()
    crossed: tuple[str, str] | None = None

    @classmethod
    def of_layer(cls, scheme: str, layer: str | None, among: Among = EVERYBODY) -> Filters:
        """The accounts of a layer (all without one), first those that bring or, below zero, cost most."""
        return cls(scheme=scheme, layer=layer, sort="loss" if layer == "bz" else "contribution", owners=among.owners,
                   regions=among.regions, industries=among.industries, groups=among.groups)

    @property
    def any(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.q or self.owners or self.regions or self.industries or self.flags or self.layer or self.groups
                    or self.crossed)

    @property
    def placed(self) -> list[str]:
        """The layers that the accounts stand in, as mart.account_list writes them."""
        own = [(self.scheme, self.layer)] if self.layer else []
        return [f"|{scheme}:{layer}|" for scheme, layer in (*own, *([self.crossed] if self.crossed else []))]


@dataclass(frozen=True)
class Choices:
    """What the list can be filtered by: the values that occur, in order; and the orders that say something."""

    owners: tuple[str, ...]
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    sorts: tuple[str, ...]


@dataclass(frozen=True)
class AccountsAnswer:
    """The accounts asked for.

    rows: one row an account, at most `filters.most`, in the order asked for: the columns of accounts_rows.sql and trend
    (revenue of the last 24 full months, oldest first).
    accounts, revenue, contribution, flagged: of all that are asked for, also those beyond `rows`.
    """

    filters: Filters
    measure: Measure
    rows: pd.DataFrame
    accounts: int
    revenue: float
    contribution: float
    flagged: int

    def headline(self, words: Words) -> str:
        """How many, how much, how many flagged."""
        if not self.accounts:
            return words("accounts.none")
        shared = {"revenue": words.money(self.revenue), "flagged": words.number(self.flagged)}
        if self.measure == "revenue":
            return words("accounts.headline.revenue", self.accounts, **shared)
        return words("accounts.headline.contribution", self.accounts,
                     contribution=words.money(self.contribution), **shared)


def accounts(asked: Asked, filters: Filters) -> AccountsAnswer:
    """The accounts of a filter that the viewer may see."""
    found = asked.frame(
        "accounts_found", q=filters.q.strip(), owners=list(filters.owners),
        regions=list(filters.regions), industries=list(filters.industries), flags=list(filters.flags),
        groups=list(filters.groups), placed=filters.placed, sort=filters.sort, most=filters.most)
    rows = _rows(asked, found["row_number"], filters.scheme)
    totals = found[["all_accounts", "all_revenue", "all_contribution", "all_flagged"]].astype("float64")
    first = totals.iloc[0] if len(totals) else pd.Series(0.0, index=totals.columns)
    known = asked.cost_known or bool(rows["contribution_12m"].notna().any())
    return AccountsAnswer(
        filters=filters,
        measure="contribution" if known else "revenue",
        rows=rows,
        accounts=int(first["all_accounts"]),
        revenue=float(first["all_revenue"]),
        contribution=float(first["all_contribution"]),
        flagged=int(first["all_flagged"]),
    )


def _rows(asked: Asked, row_numbers: pd.Series[int], scheme: str) -> pd.DataFrame:
    """What the list shows of the accounts, in their order."""
    rows = asked.frame("accounts_rows", row_numbers=row_numbers.tolist(), scheme=scheme)
    ordered = rows.set_index("row_number").reindex(row_numbers).reset_index(drop=True)
    trend = pd.Series([months.tolist() for months in ordered["trend"]], index=ordered.index, dtype="object")
    return ordered.assign(trend=trend)


def choices(asked: Asked) -> Choices:
    """The owners, regions and industries of the accounts in sight; no order by a cost that is unknown."""
    seen = asked.frame("accounts_choices")
    owners, regions, industries = (
        tuple(sorted(seen[column].dropna().unique())) for column in ("owner", "region", "industry"))
    return Choices(owners, regions, industries, SORTS if asked.cost_known else SORTS_WITHOUT_COST)
