"""A bridge of two years as content: its bars, each where the one before it ended."""

from __future__ import annotations

from kadash.exports.handover.content import Bridge, Step, Unit
from kadash.language import Words
from kadash.reviews.bridge import Bridge as TwoYears


def bridge_chart(found: TwoYears, words: Words) -> Bridge:
    """The sum before, each cause, the sum now."""
    steps = [Step(words("review.bridge.before"), 0.0, found.before, words.money(found.before), True)]
    reached = found.before
    for bar in found.bars:
        steps.append(Step(words(f"review.bar.{bar.code}"), reached, bar.amount, words.money(bar.amount, sign=True),
                          False))
        reached += bar.amount
    steps.append(Step(words("review.bridge.now"), 0.0, found.now, words.money(found.now), True))
    return Bridge(words(f"review.bridge.title.{found.measure}"), tuple(steps), Unit(),
                  words("review.bridge.alt", before=words.money(found.before), now=words.money(found.now)))
