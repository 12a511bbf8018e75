"""The answer in sight of the sliders: which layer gains most, and base and scenario side by side with their ranges."""

from __future__ import annotations

from html import escape

import streamlit as st

from kadash.answers.what_if import WhatIfAnswer
from kadash.charts.theme import Theme
from kadash.language import Words
from kadash.scenarios.outcome import Totals
from kadash.ui.plain import plain


def style(look: Theme) -> str:
    """The rules for the block of figures, for one theme."""
    return f"""<style>
.kdf{{display:grid;grid-template-columns:1fr 1fr;gap:.2rem 1.5rem;font-variant-numeric:tabular-nums}}
.kdf>div{{display:grid;grid-template-columns:1fr 1fr;column-gap:1.5rem}}
.kdf span{{font-size:.86rem;color:{look.quiet_text}}}
.kdf b{{font-size:1.55rem;font-weight:600;line-height:1.35;white-space:nowrap}}
.kdf em{{font-style:normal;font-size:.86rem;color:{look.quiet_text};white-space:nowrap}}
.kdf em.e{{color:{look.earned};font-weight:600}} .kdf em.l{{color:{look.lost};font-weight:600}}
@media (max-width:640px){{
 .kdf{{grid-template-columns:1fr;gap:.35rem}} .kdf>div{{column-gap:.8rem}}
 .kdf b{{font-size:1.15rem;line-height:1.2}} .kdf span,.kdf em{{font-size:.76rem;line-height:1.3}}
}}
</style>"""


def best_sentence(words: Words, today: WhatIfAnswer) -> str:
    """Which layer gains most from one more point, and how much may be spent on it; of today's base."""
    best = today.best_layer
    if best is None:
        return words("what_if.best.full" if today.outcome.base.customer_equity > 0 else "what_if.best.none")
    segment, point = best
    row = next(row for row in today.layers.to_dict("records") if row["segment"] == segment)
    facts = {"point": words.money(point), "most": words.money(row["spend_limit_per_account"])}
    total = words.money(row["spend_limit_per_account"] * row["live"])
    if today.of.account_id:
        return words("what_if.best.account", None, name=plain(today.of.name(segment, words)), **facts)
    return words("what_if.best", int(row["accounts"]), layer=plain(today.of.name(segment, words)), total=total, **facts)


def figures(words: Words, answer: WhatIfAnswer) -> None:
    """Customer equity and profit of 12 months, each now and in the scenario, with nine chances in ten."""
    found, ranges = answer.outcome, answer.outcome.interval
    blocks = [
        _block(words, name, field, found.base, found.scenario, ranges.base, ranges.scenario, share)
        for name, field, share in (("equity", "customer_equity", answer.equity_share),
                                   ("profit", "profit_12m", answer.profit_share))]
    st.html(f'<div class="kdf">{"".join(blocks)}</div>')


def _block(words: Words, name: str, field: str, base: Totals, scenario: Totals, likely: tuple[Totals, Totals],
           likely_then: tuple[Totals, Totals], share: float | None) -> str:
    before, after = getattr(base, field), getattr(scenario, field)
    change = words("what_if.unchanged")
    kind = ""
    if after != before:
        change = words("what_if.change", None, change=words.money(after - before, sign=True),
                       share=words.percent(share, sign=True))
        kind = "e" if after > before else "l"
    rows = (
        (words(f"what_if.{name}_now"), words(f"what_if.{name}_then")),
        (words.money(before), words.money(after)),
        (words("what_if.no_change_beside"), change),
        (_range(words, likely, field), _range(words, likely_then, field)),
    )
    cells = []
    for tag, (left, right) in zip(("span", "b", "em", "em"), rows, strict=True):
        colour = f' class="{kind}"' if right == change and kind else ""
        cells.append(f"<{tag}>{escape(left)}</{tag}><{tag}{colour}>{escape(right)}</{tag}>")
    return f"<div>{''.join(cells)}</div>"


def _range(words: Words, likely: tuple[Totals, Totals], field: str) -> str:
    low, high = (getattr(end, field) for end in likely)
    return words("what_if.range", low=words.money(low), high=words.money(high))
