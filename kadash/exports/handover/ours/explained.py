"""What explains the account: how it pays, and what it buys beside its peers."""

from __future__ import annotations

from kadash.answers.review import ReviewHead, Understood
from kadash.exports.handover import cells
from kadash.exports.handover.content import BarChart, MonthChart, Page, Sentence, Series
from kadash.exports.handover.ours.went import column, months_of
from kadash.exports.handover.units import DAYS, SHARE
from kadash.language import Words

MOST_CATEGORIES = 9


def payment_page(account: ReviewHead, found: Understood, words: Words) -> Page | None:
    """Days late of what fell due in each month."""
    if found.payments.empty:
        return None
    late = Series(words("handover.payment.series"), column(found.payments, "days_late"), "lost", other_below="earned")
    chart = MonthChart(words("review.payment.alt"), months_of(found.payments), (late,), DAYS,
                        words("review.payment.alt"))
    return Page(words("review.payment.title"), found.payment_sentence(account, words), (chart,))


def category_page(found: Understood, words: Words) -> Page | None:
    """What it buys, and what its peers buy: shares beside each other."""
    rows = found.categories.head(MOST_CATEGORIES)
    if rows.empty or not found.peers:
        return None
    here, there = (tuple(value or 0.0 for value in column(rows, name)) for name in ("share", "peer_share"))
    chart = BarChart(
        words("review.categories.title"), tuple(str(name) for name in rows["category"]),
        (Series(words("review.column.share"), here, "earned"),
         Series(words("review.column.peer_share"), there, "context")), SHARE, words("review.categories.title"))
    return Page(words("handover.about.categories"), _category_title(found, words), (
        chart, Sentence(words(f"review.categories.{found.peer_group}", found.peers))))


def _category_title(found: Understood, words: Words) -> str:
    gaps = found.categories.dropna(subset=["spend_per_year"]).sort_values("spend_per_year", ascending=False)
    if gaps.empty:
        bought = int((found.categories["revenue_12m"] > 0).sum())
        return words("handover.categories.no_gap", None, bought=words.number(bought),
                     of=words.number(len(found.categories)))
    most = gaps.iloc[0]
    return words("handover.categories.gap", None, category=most["category"], room=words.money(most["spend_per_year"]),
                 peers=words.percent(cells.known(most["peers_buying"]), 0))
