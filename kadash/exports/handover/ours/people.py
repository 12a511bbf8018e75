"""The people on both sides, and what is missing between them."""

from __future__ import annotations

import datetime as dt

from kadash.exports.handover import cells
from kadash.exports.handover.content import Block, Bullets, Cell, Page, Table
from kadash.language import Words
from kadash.reviews.people import PeopleMap, Person
from kadash.reviews.people_said import gap_text, people_sentence

HEADS = ("side", "name", "function", "role", "stance", "last_contact", "knows")


def people_page(found: PeopleMap, as_of: dt.date, words: Words) -> Page | None:
    """Everybody entered, theirs first; nothing where nobody was."""
    if not found.people:
        return None
    gaps = found.gaps(as_of)
    blocks: list[Block] = [Table(
        words("review.people.title"), tuple(words(f"review.people.{head}") for head in HEADS),
        tuple(_row(one, words) for one in (*found.theirs, *found.ours)), (0.9, 1.3, 1.1, 1.1, 0.9, 1.4, 1.2))]
    if gaps:
        blocks.append(Bullets(words("handover.people.gaps"), tuple(gap_text(gap, words) for gap in gaps)))
    return Page(words("handover.about.people"), people_sentence(found, gaps, words), tuple(blocks))


def _row(one: Person, words: Words) -> tuple[Cell, ...]:
    function = words(f"review.people.function.{one.function}")
    if one.director:
        function = words("handover.people.director", None, function=function)
    theirs = one.side == "theirs"
    return (Cell(words(f"review.people.side.{one.side}")), Cell(one.name), Cell(function),
            Cell(words(f"review.people.role.{one.role}") if theirs else ""),
            Cell(words(f"review.people.stance.{one.stance}") if theirs else ""), cells.day(one.last_contact, words),
            Cell(one.knows))
