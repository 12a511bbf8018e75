"""Which services to offer: gain, range, cost, chance and payback of each, why the first, and what not to offer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kadash.answers.review import Offer, service_name
from kadash.exports.handover import cells
from kadash.exports.handover.content import Block, Bullets, Cell, Page, Table
from kadash.language import Words
from kadash.services.wording import reason_sentence, warning_sentence

HEADS = ("service", "gain", "range", "cost", "hours", "chance", "payback")


def offered_page(found: list[Offer], words: Words) -> Page | None:
    """The services proposed, best first."""
    if not found:
        return None
    best = found[0]
    key = "review.decided.headline_unknown" if best.gain_unknown else "review.decided.headline"
    title = words(key, None, service=service_name(best.service_id, words), gain=words.money(best.expected_gain),
                  low=words.money(best.low), high=words.money(best.high))
    blocks: list[Block] = [Table(
        words("handover.about.services"), tuple(words(f"handover.services.{head}") for head in HEADS),
        tuple(_row(offer, words) for offer in found), (2.6, 1.0, 1.7, 1.0, 0.8, 1.0, 1.2), frozenset(range(1, 7)))]
    because = tuple(reason_sentence(reason, words) for reason in _entries(best.reasons, "because"))
    if because:
        blocks.append(Bullets(words("handover.services.why", service=service_name(best.service_id, words)), because))
    warned = tuple(
        words("review.decided.do_not_line", service=service_name(str(warning["service"]), words),
              why=warning_sentence(warning, words)) for warning in _entries(best.reasons, "do_not"))
    if warned:
        blocks.append(Bullets(words("review.decided.do_not"), warned))
    return Page(words("handover.about.services"), title, tuple(blocks))


def _row(offer: Offer, words: Words) -> tuple[Cell, ...]:
    span = words("what_if.range", low=words.money(offer.low), high=words.money(offer.high))
    return (
        Cell(service_name(offer.service_id, words)), cells.money(offer.expected_gain, words), Cell(span),
        cells.money(offer.cost, words), cells.number(offer.hours, words),
        cells.share(offer.probability_of_gain, words), _payback(offer, words))


def _payback(offer: Offer, words: Words) -> Cell:
    months = offer.reasons.get("payback_months")
    if isinstance(months, int | float):
        whole = math.ceil(months)
        return Cell(words("handover.services.months", whole), float(whole), "text")
    return Cell(words("handover.services.never"))


def _entries(reasons: Mapping[str, object], name: str) -> list[dict[str, Any]]:
    found = reasons.get(name)
    return found if isinstance(found, list) else []
