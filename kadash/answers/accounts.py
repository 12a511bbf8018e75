"""The account list: filtered, searched, sorted, with the trend beside each name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.concentration import Measure
from kadash.answers.seen import owners_seen
from kadash.language import Words
from kadash.marts.calendar import month_before, window
from kadash.store import sql_text

SORTS = ("contribution", "revenue", "value", "score", "growth", "fall", "loss", "silence", "late")
"""What the list can be sorted by, largest first."""

SORTS_WITHOUT_COST = tuple(sort for sort in SORTS if sort not in ("contribution", "value", "loss"))

TREND_MONTHS = 24
SHOWN = 500
EVERY = 10_000_000


@dataclass(frozen=True)
class Filters:
    """Who is asked for; what is empty asks for nothing. `scheme` is that of the column layer, `layer` is in it."""

    q: str = ""
    owners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    scheme: str = "value_tier"
    layer: str | None = None
    sort: str = "contribution"
    most: int = SHOWN

    @classmethod
    def of_layer(cls, scheme: str, layer: str | None) -> Filters:
        """The accounts of a layer (all without one), first those that bring or, below zero, cost most."""
        return cls(scheme=scheme, layer=layer, sort="loss" if layer == "bz" else "contribution")

    @property
    def any(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.q or self.owners or self.regions or self.industries or self.flags or self.layer)


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
    found = asked.generation.frame(
        sql_text("kadash.answers.sql", "accounts_found.sql"), q=filters.q.strip(), owners_seen=owners_seen(asked),
        owners=list(filters.owners), regions=list(filters.regions), industries=list(filters.industries),
        flags=list(filters.flags), scheme=filters.scheme, layer=filters.layer, sort=filters.sort, most=filters.most)
    rows = _rows(asked, found["account_id"], filters.scheme)
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


def _rows(asked: Asked, account_ids: pd.Series[str], scheme: str) -> pd.DataFrame:
    """What the list shows of the accounts, in their order."""
    rows = asked.generation.frame(sql_text("kadash.answers.sql", "accounts_rows.sql"),
                                  account_ids=account_ids.tolist(), scheme=scheme)
    ordered = rows.set_index("account_id").reindex(account_ids).reset_index()
    return ordered.assign(trend=pd.Series(_trend(asked, account_ids), index=ordered.index, dtype="object"))


def choices(asked: Asked) -> Choices:
    """The owners, regions and industries of the accounts in sight; no order by a cost that is unknown."""
    found = asked.generation.frame(sql_text("kadash.answers.sql", "accounts_choices.sql"))
    seen = found[asked.scope.allows(found)]
    owners, regions, industries = (
        tuple(sorted(seen[column].dropna().unique())) for column in ("owner", "region", "industry"))
    return Choices(owners, regions, industries, SORTS if asked.cost_known else SORTS_WITHOUT_COST)


def _trend(asked: Asked, account_ids: pd.Series[str]) -> list[list[float]]:
    """Revenue of the last 24 full months for each account, months without any as 0."""
    last = window(asked.as_of, asked.policy).last_day
    found = asked.generation.frame(
        sql_text("kadash.answers.sql", "accounts_trend.sql"), account_ids=account_ids.tolist(),
        first_month=month_before(last, TREND_MONTHS - 1), last_month=month_before(last, 0))
    months = np.zeros((len(account_ids), TREND_MONTHS))
    places = pd.Index(account_ids).get_indexer(pd.Index(found["account_id"]))
    months[places, found["position"].to_numpy()] = found["revenue"].to_numpy()
    return [list(row) for row in months.tolist()]
