"""What was talked about: offers without an answer, who won the others, and what happened at the account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from kadash.answers.review import Standing
from kadash.exports.handover import cells
from kadash.exports.handover.content import BarChart, Block, Cell, Colour, MonthChart, Page, Series, Table, Unit
from kadash.exports.handover.ours.went import column
from kadash.exports.handover.units import money_unit
from kadash.language import Words
from kadash.marts.calendar import month_before
from kadash.reviews.happenings import Happening, happening_said
from kadash.reviews.lanes import TimeLine

MOST_OFFERS, MOST_RIVALS, MOST_HAPPENINGS = 8, 8, 9
COUNTED: Sequence[tuple[str, Colour]] = (("visits", "context"), ("complaints", "lost"))
"""Lanes that are drawn by month: complaints stand before visits and service."""


def quotes_page(found: Standing, words: Words) -> Page | None:
    """Offers that wait for an answer beside what was lost to whom; nothing where there were none."""
    if found.quotes.empty:
        return None
    blocks: list[Block] = []
    waiting = found.open_quotes.head(MOST_OFFERS)
    if len(waiting):
        heads = tuple(words(f"review.offers.{name}") for name in ("day", "number", "category", "amount", "days_open"))
        blocks.append(Table(words("review.offers.waiting"), heads, tuple(
            (cells.day(_day(row["day"]), words), cells.text(row["number"]), cells.text(row["category"]),
             cells.money(row["amount"], words), cells.number(row["days_open"], words))
            for row in waiting.to_dict("records")), (2.1, 1.4, 1.4, 1.1, 1.2), frozenset({3, 4})))
    if len(found.rivals):
        rivals = found.rivals.head(MOST_RIVALS)
        lost, heading = column(rivals, "amount"), words("review.rivals.title")
        blocks.append(BarChart(
            heading, tuple(str(name) for name in rivals["rival"].fillna(words("review.rivals.unnamed"))),
            (Series(words("review.rivals.amount"), lost, "lost"),), money_unit(lost, words), heading))
    return Page(words("handover.about.quotes"), found.offers_sentence(words), tuple(blocks)) if blocks else None


def timeline_page(found: TimeLine, words: Words) -> Page | None:
    """Complaints beside visits and service by month, and the newest events; nothing where nothing happened."""
    if not found.points:
        return None
    blocks: list[Block] = []
    if any(found.of(lane) for lane, _ in COUNTED):
        blocks.append(_counted(found, words))
    heads = (words("review.events.day"), words("review.events.what"))
    blocks.append(Table(words("handover.timeline.events"), heads, tuple(
        _row(one, words) for one in found.points[:MOST_HAPPENINGS]), (1.0, 2.6)))
    return Page(words("review.about.timeline"), found.sentence(words), tuple(blocks))


def _counted(found: TimeLine, words: Words) -> MonthChart:
    """How many a month, with the months in which there were none."""
    last, months = found.as_of.replace(day=1), list[dt.date]()
    while not months or months[0] > found.first_day:
        months.insert(0, month_before(last, len(months)))
    series = tuple(
        Series(words(f"review.lane.{lane}"), tuple(float(counts.get(month, 0)) for month in months), colour)
        for lane, colour in COUNTED if (counts := {one.month: one.n for one in found.of(lane)}))
    heading = words("handover.timeline.chart")
    return MonthChart(heading, tuple(months), series, Unit(), heading)


def _row(one: Happening, words: Words) -> tuple[Cell, ...]:
    said = happening_said(one, words)
    return cells.day(one.day, words), Cell(words("handover.timeline.trigger", None, what=said) if one.trigger else said)


def _day(value: object) -> dt.date:
    return pd.Timestamp(str(value)).date()
