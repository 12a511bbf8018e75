"""The story of one account in sentences: how it stands, what took and what added, how it pays, its rhythm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from kadash.language import Words
from kadash.reviews.bridge import Bridge

Figure = Callable[[str], float | None]
"""An account's fact by name; None where unknown."""

SLIGHT = 0.005
"""A change of less than half a per cent is called unchanged."""


def headline(figure: Figure, words: Words) -> str:
    """How revenue and contribution of the last 12 months stand against the year before."""
    revenue, before = figure("revenue_12m") or 0.0, figure("revenue_prev_12m") or 0.0
    earned, earned_before = figure("contribution_12m"), figure("contribution_prev_12m")
    facts = {"revenue": words.money(revenue), "contribution": words.money(earned)}
    if not revenue:
        return words("review.headline.silent" if before else "review.headline.nothing", None,
                     before=words.money(before))
    if earned is None:
        key = "review.headline.revenue_only" if before > 0 else "review.headline.revenue_new"
        return words(key, None, revenue_change=_percent(revenue, before, words), **facts)
    if before <= 0 or earned_before is None:
        return words("review.headline.new", None, **facts)
    way = f"{_way(revenue, before)}_{_way(earned, earned_before)}"
    return words(f"review.headline.{way}", None, revenue_change=_percent(revenue, before, words),
                 contribution_before=words.money(earned_before), **facts)


def bridge_sentence(bridge: Bridge, words: Words) -> str:
    """What took most and what added most between the two years."""
    taken = sorted((bar for bar in bridge.bars if bar.amount < 0), key=lambda bar: bar.amount)[:2]
    added = sorted((bar for bar in bridge.bars if bar.amount > 0), key=lambda bar: -bar.amount)[:2]
    facts = {"measure": words(f"review.measure.{bridge.measure}"), "before": words.money(bridge.before),
             "now": words.money(bridge.now), **{
                 name: words.listed([words("review.bridge.part", bar=words(f"review.bar.{bar.code}"),
                                           amount=words.money(bar.amount, sign=True)) for bar in bars])
                 for name, bars in (("taken", taken), ("added", added))}}
    if not bridge.bars:
        return words("review.bridge.still", None, **facts)
    key = "both" if taken and added else "taken" if taken else "added"
    return words(f"review.bridge.{key}", None, **facts)


@dataclass(frozen=True)
class Payment:
    """How an account pays: invoices counted, days late weighted by money, what is open and past due."""

    invoices: int
    mean_days_late: float | None
    on_time_rate: float | None
    open_amount: float
    overdue_amount: float
    overdue_invoices: int
    oldest_due: dt.date | None


def payment_sentence(payment: Payment, words: Words) -> str:
    """How it pays, and what is open."""
    if payment.mean_days_late is None:
        return words("review.payment.unknown") if not payment.open_amount else words(
            "review.payment.open_only", open=words.money(payment.open_amount))
    days = round(payment.mean_days_late)
    key = ("late" if days > 0 else "on_time") + ("_by_a_day" if abs(days) == 1 else "")
    paid = words(f"review.payment.{key}", payment.invoices, days=words.number(abs(days)),
                 on_time=words.percent(payment.on_time_rate, 0))
    if not payment.overdue_invoices:
        return words("review.payment.nothing_overdue", None, paid=paid, open=words.money(payment.open_amount))
    return words("review.payment.overdue", payment.overdue_invoices, paid=paid, open=words.money(payment.open_amount),
                 overdue=words.money(payment.overdue_amount), oldest=words.date(payment.oldest_due))


def rhythm_sentence(figure: Figure, words: Words) -> str:
    """How often it buys, and whether it is silent for longer than that explains."""
    purchases, gap, silent = figure("purchases"), figure("order_gap_days"), figure("days_since_order")
    if not purchases:
        return words("review.rhythm.never")
    if gap is None or silent is None:
        return words("review.rhythm.once", words.form(silent), silent=words.number(silent))
    lateness = figure("lateness")
    facts = {"gap": words.number(gap), "usual": words.number(figure("gap_p80_days")), "silent": words.number(silent),
             "lateness": words.number(lateness, 1), "continuity": words.percent(figure("continuity"), 0)}
    return words("review.rhythm.unsure" if lateness is None else "review.rhythm.known", words.form(silent), **facts)


def _way(now: float, before: float) -> str:
    slight = SLIGHT * max(abs(before), abs(now))
    return "same" if abs(now - before) <= slight else "up" if now > before else "down"


def _percent(now: float, before: float, words: Words) -> str:
    return words.percent((now - before) / before, 0, sign=True) if before > 0 else words.percent(None)
