"""How the account stands: the sentence, five figures, what is flagged, its rhythm."""

from __future__ import annotations

import json

from kadash.answers.review import ReviewHead
from kadash.exports.handover.content import Block, Bullets, Figure, Figures, Page, Tone
from kadash.language import Words
from kadash.segments.wording import flag_why

MOST_FLAGS = 4


def standing_page(account: ReviewHead, words: Words) -> Page:
    """The first page of every review."""
    lines = tuple(
        words("handover.flag_line", flag=words(f"flag.{flag['flag']}"),
              why=flag_why(str(flag["flag"]), json.loads(str(flag["evidence"])), words))
        for flag in account.flags.head(MOST_FLAGS).to_dict("records"))
    blocks: list[Block] = [_figures(account, words)]
    if lines:
        blocks.append(Bullets(words("review.flags.title"), lines))
    blocks.append(Bullets(words("review.rhythm.title"), (account.rhythm_sentence(words),)))
    return Page(words("handover.about.standing"), account.headline(words), tuple(blocks))


def _figures(account: ReviewHead, words: Words) -> Figures:
    before = account.layer_before("value_tier")
    low, high = account.figure("low"), account.figure("high")
    return Figures((
        Figure(words("review.figure.contribution"), words.money(account.figure("contribution_12m")),
               *_change(account, words)),
        Figure(words("review.figure.lifetime_value"), words.money(account.figure("lifetime_value")),
               words("what_if.range", low=words.money(low), high=words.money(high)) if low is not None else ""),
        Figure(words("review.figure.tier"), words(f"layer.value_tier.{account.layer('value_tier')}"),
               words("review.figure.tier_before", tier=words(f"layer.value_tier.{before}")) if before else ""),
        Figure(words("review.figure.key_score"), words.number(account.figure("key_score"))),
        Figure(words("review.figure.p_buys"), words.percent(account.figure("p_buys_12m"), 0)),
    ))


def _change(account: ReviewHead, words: Words) -> tuple[str, Tone]:
    now, before = account.figure("contribution_12m"), account.figure("contribution_prev_12m")
    if now is None or before is None or now == before:
        return "", "plain"
    change = words.percent((now - before) / before, sign=True) if before > 0 and now >= 0 else words.money(
        now - before, sign=True)
    return words("handover.on_year_before", change=change), "earned" if now > before else "lost"
