"""The key-account score as a ledger: from 50, what each part adds or takes, to the score."""

from __future__ import annotations

from kadash.answers.review import Ledger
from kadash.exports.handover.content import Block, Bridge, Bullets, Page, Step, Unit
from kadash.exports.handover.ours.went import column
from kadash.language import Words

MIDDLE = 50.0
"""The score of an account that is average in every part."""

LEAST_POINTS = 0.5
"""Points that would be written as nought are left out."""


def score_page(found: Ledger | None, words: Words) -> Page | None:
    """The ledger as a bridge, and what moved it; nothing for a prospect."""
    if found is None:
        return None
    blocks: list[Block] = [_ledger(found, words)]
    moved = tuple(words("handover.score.moved", None, part=words(f"score.column.score_{part}"),
                        points=words.number(change, sign=True))
                  for part, change in zip(found.parts["part"], column(found.parts, "change"), strict=True)
                  if change is not None and abs(change) >= LEAST_POINTS)
    if moved:
        blocks.append(Bullets(words("handover.score.since"), moved))
    return Page(words("handover.about.score"), found.sentence(words), tuple(blocks))


def _ledger(found: Ledger, words: Words) -> Bridge:
    steps, reached = [Step(words("handover.score.middle"), 0.0, MIDDLE, words.number(MIDDLE), True)], MIDDLE
    points = [(words(f"score.column.score_{part}"), value) for part, value in zip(
        found.parts["part"], column(found.parts, "points"), strict=True)]
    for name, value in [*points, (words("handover.score.vetoes"), found.vetoes)]:
        if value is not None and abs(value) >= LEAST_POINTS:
            steps.append(Step(name, reached, value, words.number(value, sign=True), False))
            reached += value
    steps.append(Step(words("review.figure.key_score"), 0.0, found.score, words.number(found.score), True))
    heading = words("review.score.title")
    return Bridge(heading, tuple(steps), Unit(), heading)
