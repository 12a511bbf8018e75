"""The relation: what came of the last review, what kind of buyer it is, and how far the four steps are climbed."""

from __future__ import annotations

from kadash.answers.review import BuyerView, LastReview
from kadash.exports.handover import cells
from kadash.exports.handover.content import BarChart, Bullets, Cell, Page, Series, Table
from kadash.exports.handover.units import SHARE
from kadash.language import Words
from kadash.reviews.closed import Came
from kadash.reviews.steps import FourSteps, Step
from kadash.reviews.steps_said import evidence_text


def last_page(last: LastReview | None, words: Words) -> Page | None:
    """Forecast against fact since the last review was closed; nothing before its first full month is over."""
    if last is None or not last.came:
        return None
    heads = tuple(words(f"handover.last.{name}") for name in ("what", "forecast", "fact"))
    table = Table(words("handover.last.heading"), heads, tuple(_came(one, words) for one in last.came),
                  (2.0, 1.0, 1.0), frozenset({1, 2}))
    return Page(words("handover.about.last"), words("handover.last.title", last.months, date=words.date(
        last.closed.closed_on), on=words.date(last.closed.as_of)), (table,))


def buyer_page(buyer: BuyerView | None, words: Words) -> Page | None:
    """The type of buyer with its chances, and which way of dealing with it fits."""
    if buyer is None:
        return None
    types = sorted(buyer.chances, key=lambda name: -buyer.chances[name])
    heading = words("handover.buyer.chances")
    chart = BarChart(heading, tuple(words(f"layer.buyer_type.{name}") for name in types),
                     (Series(heading, tuple(buyer.chances[name] for name in types), "earned"),), SHARE, heading)
    way = Bullets(words("handover.buyer.way"), (
        words(f"handover.buyer.offer.{buyer.type}"), words(f"handover.buyer.avoid.{buyer.type}"),
        words(f"handover.talk.{buyer.level}")))
    key = "called" if buyer.called else "unsure" if buyer.type == "unsure" else "computed"
    title = words(f"handover.buyer.{key}", None, type=words(f"layer.buyer_type.{buyer.type}"),
                  likeliest=words(f"layer.buyer_type.{types[0]}"), chance=words.percent(buyer.chances[types[0]], 0))
    return Page(words("handover.about.buyer"), title, (chart, way))


def steps_page(found: FourSteps, words: Words) -> Page:
    """Technical, service, value, relationship: which stand, and on what evidence."""
    heads = tuple(words(f"handover.steps.{name}") for name in ("step", "state", "for", "against"))
    table = Table(words("handover.about.steps"), heads, tuple(_step(step, found, words) for step in found.steps),
                  (0.9, 0.7, 2.4, 2.0))
    title = words("handover.steps.all") if found.next_step is None else words(
        "handover.steps.next", None, next=words(f"handover.step.{found.next_step}"))
    return Page(words("handover.about.steps"), title, (table,))


def _came(one: Came, words: Words) -> tuple[Cell, ...]:
    name = words(f"handover.last.{one.name}")
    if one.name == "bought":
        fact = "" if one.fact is None else words("handover.last.yes" if one.fact else "handover.last.no")
        return (Cell(name), cells.share(one.forecast, words), Cell(fact or words.number(None)))
    return (Cell(name), cells.money(one.forecast, words), cells.money(one.fact, words))


def _step(step: Step, found: FourSteps, words: Words) -> tuple[Cell, ...]:
    state = "stands" if step.stands else "skipped" if step.name in found.skipped else "open"
    sides = (words.listed([evidence_text(one, words) for one in step.evidence if one.against is side])
             for side in (False, True))
    return (Cell(words(f"handover.step.{step.name}")), Cell(words(f"handover.steps.{state}")), *map(Cell, sides))
