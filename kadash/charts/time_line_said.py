"""What the shapes of a time line say: the title of a lane, and what a month, a band or a mark stands for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kadash.charts.room import within
from kadash.charts.theme import Theme, label
from kadash.language import Words
from kadash.reviews.happenings import Happening, happening_said
from kadash.reviews.lanes import LaneMonth, Name, Span, TimeLine
from kadash.vocabulary import RECOMMEND, SURVEY_DRIVERS

MOST_NAMES = 4
MOST_PX = 200
"""Widest line of what a shape says: on a phone it stands beside, above or below the shape without being cut."""


def lane_title(found: TimeLine, lane: str, words: Words, look: Theme) -> str:
    """What a lane shows, with what it comes to over the time looked at; the colours say what they mean."""
    months = found.of(lane)
    facts = {"money": words.money(found.total(lane))}
    if lane in ("price", "survey") and months:
        facts |= {"first": words.percent(months[0].value), "last": words.percent(months[-1].value)}
    part = math.fsum(one.part for one in months)
    facts["part"] = _coloured(look.lost, words.money(part) if lane == "payments" else words.number(part))
    for outcome, colour in (("won", look.earned), ("lost", look.lost), ("open", look.quiet_text)):
        money = math.fsum(name.value or 0.0 for one in months for name in one.names if name.name == outcome)
        facts[outcome] = _coloured(colour, words.money(money))
    name = f"<b>{words(f'review.lane.{lane}')}</b>"
    return words(f"review.lane.{lane}.title", found.count(lane), name=name, **facts)


def month_said(one: LaneMonth, words: Words) -> str:
    """A month of a lane: when, how many, how much, of what, and the numbers of the first rows."""
    facts = {"month": words.month(one.month), "money": words.money(one.value), "share": words.percent(one.value)}
    facts["part"] = words.money(one.part) if one.lane == "payments" else words.number(one.part)
    lines = [words(f"review.lane.{one.lane}.month", one.n, **facts)]
    if one.names:
        lines.append(words.listed([_named(name, one, words) for name in one.names[:MOST_NAMES]]))
    if one.numbers:
        more = one.n - len(one.numbers)
        key = "review.lane.numbers_more" if more > 0 and one.lane != "survey" else "review.lane.numbers"
        lines.append(words(key, None, numbers=label(words.listed(list(one.numbers)))))
    return _lines(lines)


def span_said(one: Span, words: Words) -> str:
    """A contract or a service given: what, from when to when, how much."""
    key = f"{'review.contract' if one.lane == 'contracts' else 'service'}.{one.name}"
    name = words(key) if words.has(key) else label(one.name or words.number(None))
    last = words.date(one.last_day) if one.last_day else words("review.lane.no_end")
    said = words(f"review.lane.{one.lane}.span", None, name=name, first=words.date(one.first_day), last=last,
                 money=words.money(one.amount))
    return _lines([said, *(label(text) for text in (one.number, one.result) if text)])


def point_said(one: Happening, words: Words) -> str:
    """An event with its day."""
    return _lines([words.date(one.day), happening_said(one, words, label)])


def _lines(said: Sequence[str]) -> str:
    return "<br>".join(line for one in said for line in within(one, MOST_PX))


def _coloured(colour: str, text: str) -> str:
    return f'<span style="color:{colour}">{text}</span>'


def _named(name: Name, one: LaneMonth, words: Words) -> str:
    """A name in a month with how often, or how good."""
    if one.lane == "survey":
        known = name.name in (*SURVEY_DRIVERS, RECOMMEND)
        driver = words(f"voice.driver.{name.name}") if known else label(name.name)
        mean = None if name.value is None else name.value / max(name.n, 1)
        return words("review.lane.answer", None, name=driver, share=words.percent(mean, 0))
    keys = {"quotes": "review.lane.outcome", "visits": "policy.minutes"}
    named = f"{keys.get(one.lane)}.{name.name}"
    said = words(named) if one.lane in keys and words.has(named) else label(name.name)
    return words("review.lane.times", None, name=said, times=words.number(name.n))
