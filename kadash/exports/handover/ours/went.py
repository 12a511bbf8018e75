"""What moved: months, the bridge of two years, the products behind it, and the price against list."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from kadash.answers.review import Moved, ReviewHead
from kadash.exports.handover import cells
from kadash.exports.handover.content import MonthChart, Page, Series, Table
from kadash.exports.handover.ours.bridge import bridge_chart
from kadash.exports.handover.units import SHARE_FINE, money_unit
from kadash.language import Words

MOST_PRODUCTS = 9
YEAR = 12
LEAST_MONTHS = 6
"""Below this a line of prices has no course to show."""

PRICE_MOVED = 0.005
"""A change of the price to list by less than half a point is called none."""


def history_page(found: Moved, words: Words) -> Page | None:
    """Revenue by month, and contribution where any is known."""
    months = found.months
    if months.empty:
        return None
    revenue, earned = column(months, "revenue"), column(months, "contribution")
    series = [Series(words("review.history.revenue"), revenue, "context")]
    shown = "contribution" if any(value is not None for value in earned) else "revenue"
    if shown == "contribution":
        series.append(Series(words("review.history.contribution"), earned, "earned", other_below="lost"))
    chart = MonthChart(words(f"review.history.title.{shown}"), months_of(months), tuple(series),
                        money_unit(revenue, words), words(f"review.history.alt.{shown}"))
    return Page(words("review.step.moved"), _history_title(months, words), (chart,))


def bridge_page(found: Moved, words: Words) -> Page | None:
    """From one year to the next, cause by cause."""
    if not found.bridge.bars:
        return None
    return Page(words("handover.about.bridge"), found.sentence(words), (bridge_chart(found.bridge, words),))


def products_page(found: Moved, words: Words) -> Page | None:
    """The products that moved most."""
    changes = found.product_changes().head(MOST_PRODUCTS)
    if changes.empty:
        return None
    heads = tuple(words(f"review.column.{name}") for name in ("product", "quantity", "price", "effect"))
    rows = tuple(
        (cells.text(row["product"]), cells.share(row["quantity_change"], words, sign=True),
         cells.share(row["price_change"], words, 1, sign=True), cells.money(row["change"], words, sign=True))
        for row in changes.to_dict("records"))
    most = changes.iloc[0]
    title = words("handover.products.title", product=most["product"], change=words.money(most["change"], sign=True),
                  measure=words(f"review.measure.{found.bridge.measure}"))
    return Page(words("handover.about.products"), title, (
        Table(words("review.moved.products"), heads, rows, (3.0, 1.0, 1.0, 1.2), frozenset({1, 2, 3})),))


def price_page(account: ReviewHead, found: Moved, words: Words) -> Page | None:
    """What was paid for 100 of list price, month by month."""
    now, before = account.figure("price_to_list_12m"), account.figure("price_to_list_prev_12m")
    course = column(found.months, "price_to_list")
    if now is None or before is None or sum(value is not None for value in course) < LEAST_MONTHS:
        return None
    way = "same" if abs(now - before) < PRICE_MOVED else "down" if now < before else "up"
    title = words(f"handover.price.{way}", before=words.percent(before), now=words.percent(now))
    line = Series(words("handover.price.series"), course, "lost" if way == "down" else "earned")
    return Page(words("handover.about.price"), title, (
        MonthChart(words("handover.price.chart"), months_of(found.months), (line,), SHARE_FINE,
                   words("handover.price.chart"), "lines"),))


def column(table: pd.DataFrame, name: str) -> tuple[float | None, ...]:
    """A column as floats; None where unknown."""
    return tuple(cells.known(value) for value in table[name])


def months_of(table: pd.DataFrame) -> tuple[dt.date, ...]:
    """The month of each row, by its first day."""
    return tuple(month.date() for month in table["month"])


def _history_title(months: pd.DataFrame, words: Words) -> str:
    this_year, year_before = months.tail(YEAR), months.iloc[:-YEAR].tail(YEAR)
    best, month = max(zip(column(this_year, "revenue"), months_of(this_year), strict=True),
                      key=lambda one: one[0] or 0.0)
    facts = {"now": words.money(this_year["revenue"].sum() / YEAR), "best": words.money(best),
             "month": words.month(month)}
    if len(year_before) < YEAR:
        return words("handover.history.first_year", None, **facts)
    return words("handover.history.title", None, before=words.money(year_before["revenue"].sum() / YEAR), **facts)
