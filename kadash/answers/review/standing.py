"""How we stand with an account: what binds it, what we offered, against whom we lost, how complaints were closed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.review.head import ReviewHead
from kadash.language import Words
from kadash.marts.calendar import window

BINDS = ("contract_months_left", "exclusive", "data_link", "joint_projects", "categories_12m", "relation_years")
"""What makes a change of supplier dear, each shown by itself: a sum of such things would mean nothing."""


@dataclass(frozen=True)
class Standing:
    """quotes: one row an offer of W or the year before: day, number, category, amount, outcome, competitor, days_open.

    rivals: one row who won or lost: rival (missing: nobody named), won, lost (counts), won_amount, lost_amount.
    complaints: one row a complaint: day, severity, subject, closed, days (to close; missing: open). loaded: tables that
    any account has rows in.
    """

    quotes: pd.DataFrame
    complaints: pd.DataFrame
    loaded: frozenset[str]

    @property
    def open_quotes(self) -> pd.DataFrame:
        """Offers without an answer, oldest first."""
        return self.quotes[self.quotes["outcome"].eq("open")].sort_values("day").reset_index(drop=True)

    @property
    def open_amount(self) -> float:
        """Money of the offers without an answer."""
        return float(self.open_quotes["amount"].fillna(0.0).sum())

    @property
    def won_share(self) -> float | None:
        """Share of the decided offers that were won, by count; None where none was decided."""
        decided = self.quotes["outcome"].isin(["won", "lost"])
        return float(self.quotes.loc[decided, "outcome"].eq("won").mean()) if decided.any() else None

    @property
    def rivals(self) -> pd.DataFrame:
        """Lost offers by who won them, most money first: rival (missing: not named), offers, amount."""
        lost = self.quotes[self.quotes["outcome"].eq("lost")]
        found = lost.assign(rival=lost["competitor"].replace("", None)).groupby("rival", dropna=False).agg(
            offers=("day", "size"), amount=("amount", "sum"))
        return found.sort_values("amount", ascending=False).reset_index()

    def offers_sentence(self, words: Words) -> str:
        """What waits for an answer, and how much of the others was won."""
        if self.quotes.empty:
            return words("review.offers.none")
        key = "review.offers.open" if len(self.open_quotes) else "review.offers.answered"
        return words(key, len(self.open_quotes), money=words.money(self.open_amount),
                     won=words.percent(self.won_share, 0), all=words.number(len(self.quotes)))

    @property
    def days_to_close(self) -> float | None:
        """Median days from a complaint to its closing; None where none was closed."""
        days = self.complaints["days"].dropna()
        return float(days.median()) if len(days) else None

    @property
    def open_complaints(self) -> int:
        """How many complaints are open."""
        return int(self.complaints["closed"].isna().sum())


def standing(asked: Asked, account_id: str) -> Standing:
    """How we stand with the account, in W and the year before."""
    first = window(asked.as_of, asked.policy).previous_first_day
    quotes, complaints = (asked.frame(f"review_{name}", account_id=account_id, first_day=first, last_day=asked.as_of)
                          for name in ("quotes", "complaints"))
    return Standing(quotes, complaints, frozenset(row["name"] for row in asked.records("review_loaded")))


def binds(head: ReviewHead) -> dict[str, float | None]:
    """What binds the account to us, by fact; None where unknown."""
    found = {name: head.figure(name) for name in BINDS}
    if head.facts.get("contract_in_force") is not True:
        found["contract_months_left"] = 0.0
    return found
