"""The sentences of a review: which is said when, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kadash.language import LANGUAGES, words_in
from kadash.reviews.bridge import Bar, Bridge
from kadash.reviews.story import Payment, bridge_sentence, headline, payment_sentence, rhythm_sentence

EN = words_in("en")


def figures(**known: float) -> Callable[[str], float | None]:
    return known.get


def a_year(revenue: float, before: float, contribution: float | None = None, earlier: float | None = None) -> Callable:
    known = {"revenue_12m": revenue, "revenue_prev_12m": before, "contribution_12m": contribution,
             "contribution_prev_12m": earlier}
    return figures(**{name: value for name, value in known.items() if value is not None})


@pytest.mark.parametrize("year, said", [
    (a_year(1240.0, 1000.0, 90.0, 100.0), "Revenue +24% to 1.24K, yet contribution fell from 100 to 90."),
    (a_year(1240.0, 1000.0, 110.0, 100.0), "Revenue +24% to 1.24K, and contribution rose with it, from 100 to 110."),
    (a_year(800.0, 1000.0, 90.0, 100.0), "Revenue -20% to 800, and contribution fell with it, from 100 to 90."),
    (a_year(1004.0, 1000.0, 90.0, 100.0), "Revenue stands at 1.00K, yet contribution fell from 100 to 90."),
    (a_year(1000.0, 0.0, 90.0), "First year with us: revenue 1K, contribution 90."),
    (a_year(1240.0, 1000.0), "Revenue +24% to 1.24K; contribution is unknown, because cost is."),
    (a_year(0.0, 1000.0, 0.0, 10.0), "Nothing bought in the last 12 months, after 1K in the year before."),
    (a_year(0.0, 0.0), "Nothing bought in the last two years."),
])
def test_the_headline_sets_contribution_against_revenue(year: Callable, said: str) -> None:
    assert headline(year, EN) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("revenue", [900.0, 1000.0, 1100.0])
@pytest.mark.parametrize("contribution", [90.0, 100.0, 110.0])
def test_every_way_of_moving_has_a_sentence(revenue: float, contribution: float, language: str) -> None:
    assert "{" not in headline(a_year(revenue, 1000.0, contribution, 100.0), words_in(language))


def test_half_a_per_cent_is_no_change_and_more_is() -> None:
    assert headline(a_year(1005.0, 1000.0, 100.0, 100.0), EN).startswith("Revenue stands")
    assert headline(a_year(1006.0, 1000.0, 100.0, 100.0), EN).startswith("Revenue +1%")


def test_the_bridge_names_the_two_that_took_most_and_the_two_that_added_most() -> None:
    bars = (Bar("discount", -30.0), Bar("cost", -10.0), Bar("service_cost", -20.0), Bar("volume", 25.0))

    said = bridge_sentence(Bridge("contribution", 100.0, 65.0, bars), EN)

    assert said == ("Contribution went from 100 to 65. Taken most: Discount -30, Service -20. "
                    "Added most: Volume +25.")


@pytest.mark.parametrize("bars, said", [
    ((Bar("discount", -30.0),), "Revenue went from 100 to 70. Taken most: Discount -30."),
    ((Bar("volume", 30.0),), "Revenue went from 100 to 130. Added most: Volume +30."),
    ((), "Revenue did not change between the two years."),
])
def test_a_bridge_that_only_takes_or_only_adds_says_so(bars: tuple[Bar, ...], said: str) -> None:
    now = 100.0 + sum(bar.amount for bar in bars)

    assert bridge_sentence(Bridge("revenue", 100.0, now, bars), EN) == said


def a_payment(late: float | None, overdue: int = 0, open_amount: float = 50.0) -> Payment:
    return Payment(4, late, 0.5, open_amount, 20.0 * overdue, overdue, dt.date(2026, 8, 31) if overdue else None)


@pytest.mark.parametrize("payment, said", [
    (a_payment(12.4), "Pays 12 days late on average (4 invoices, 50% on time). Open: 50, nothing past due."),
    (a_payment(-3.0), "Pays on time (4 invoices, 50% on time; 3 days early on average). Open: 50, nothing past due."),
    (a_payment(12.4, overdue=1),
     "Pays 12 days late on average (4 invoices, 50% on time). "
     "Open: 50; past due: 20 (1 invoice, due since 31 Aug 2026)."),
    (a_payment(None), "Nothing fell due yet; 50 is open."),
    (a_payment(None, open_amount=0.0), "No receivables or payments were loaded for it, so payment is unknown."),
])
def test_payment_is_said_with_what_is_open_and_past_due(payment: Payment, said: str) -> None:
    assert payment_sentence(payment, EN) == said


def test_a_rhythm_is_called_late_only_where_there_are_purchases_enough() -> None:
    buys = {"purchases": 9.0, "order_gap_days": 30.0, "gap_p80_days": 40.0, "days_since_order": 60.0,
            "continuity": 0.75}

    assert rhythm_sentence(figures(), EN) == "It has not bought yet."
    assert rhythm_sentence(figures(purchases=1.0, days_since_order=60.0), EN).startswith("It bought once, 60 days ago")
    assert rhythm_sentence(figures(**buys), EN).endswith("Too few purchases to call that late.")
    assert "1.5 times its own gap" in rhythm_sentence(figures(**buys, lateness=1.5), EN)


@pytest.mark.parametrize(("late", "language", "said"), [
    (1.2, "en", "Pays 1 day late on average (4 invoices, 50% on time)."),
    (1.6, "en", "Pays 2 days late on average (4 invoices, 50% on time)."),
    (-1.0, "en", "Pays on time (4 invoices, 50% on time; 1 day early on average)."),
    (0.2, "en", "Pays on time (4 invoices, 50% on time; 0 days early on average)."),
    (1.2, "zh", "平均逾期 1 天付款（4 张发票，按时率 50%）。"),
])
def test_one_day_late_is_one_day(late: float, language: str, said: str) -> None:
    payment = Payment(4, late, 0.5, 0.0, 0.0, 0, None)

    assert payment_sentence(payment, words_in(language)).startswith(said)
