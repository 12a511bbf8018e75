"""The customer's arithmetic as tables: the lines of their year, and what each service changes for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kadash.exports.handover import cells
from kadash.exports.handover.content import Cell, Sentence, Table
from kadash.exports.handover.customer.facts import OwnSum, ServiceGain, YearLine
from kadash.language import Words
from kadash.reviews.arithmetic import Arithmetic, Line, ServiceSum
from kadash.reviews.arithmetic_lines import RULES

HEADS = ("service", "gain", "fee", "one_off", "net", "payback_head")


def own_sum(done: Arithmetic, services: frozenset[str]) -> OwnSum | None:
    """The customer's side of the arithmetic for these services; None until one of them is known in full."""
    known = tuple(_gain(one) for one in done.services if one.service_id in services and one.worth is not None)
    if not known:
        return None
    lines = tuple(YearLine(line.code, line.side, line.amount) for line in done.lines
                  if line.amount or (line.amount == 0 and _said_to_be_nought(line)))
    is_all = all(one.service_id in services for one in done.services if one.worth is not None)
    several = is_all and len(known) > 1
    return OwnSum(lines, known, _gain(done.together) if several else None, several and done.overlaps)


def _said_to_be_nought(line: Line) -> bool:
    """Whether the customer's own answer makes the line nought, not that there was nothing to ask about."""
    return bool(RULES[line.code].asks) and all(line.measured.values())


def lines_table(lines: Sequence[YearLine], words: Words) -> Table:
    """What they gain and what they give up in a year, benefits first."""
    rows = tuple((Cell(words(f"review.line.{line.code}")), Cell(words(f"handover.sum.{line.side}")),
                  cells.money(line.amount, words)) for line in lines)
    heads = (words("review.sum.line"), words("review.sum.kind"), words("review.sum.amount"))
    return Table(words("handover.sum.lines"), heads, rows, (2.4, 1.2, 1.2), frozenset({2}))


def services_table(sums: OwnSum, words: Words, name: Callable[[str], str], heading: str) -> Table:
    """What each service changes for them a year, what they pay for it, and when that has come back."""
    rows = [_row(one, words, name(one.service_id)) for one in sums.services]
    if sums.together is not None:
        rows.append(_row(sums.together, words, words("review.sum.together")))
    return Table(heading, tuple(words(f"review.sum.{head}") for head in HEADS), tuple(rows),
                 (2.4, 1.1, 1.1, 1.1, 1.1, 1.1), frozenset(range(1, 6)))


def overlap(sums: OwnSum, words: Words) -> tuple[Sentence, ...]:
    """Why all together is less than the sum, where it is."""
    return (Sentence(words("review.sum.overlap")),) if sums.overlaps else ()


def whole(sums: OwnSum) -> ServiceGain:
    """All services together; the one there is where there is but one."""
    return sums.together or sums.services[0]


def _gain(one: ServiceSum) -> ServiceGain:
    return ServiceGain(one.service_id, one.gain, one.fee, one.one_off, one.net_a_year, one.payback_months)


def _row(one: ServiceGain, words: Words, name: str) -> tuple[Cell, ...]:
    months = words("handover.sum.at_once") if one.payback_months == 0 else words("handover.services.never") \
        if one.payback_months is None else words(
            "handover.sum.months", words.form(one.payback_months, 1), months=words.number(one.payback_months, 1))
    return (Cell(name), *(cells.money(value, words) for value in (one.gain, one.fee, one.one_off, one.net)),
            Cell(months))
