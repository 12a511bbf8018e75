"""Every fact of an account on demand: now, a year ago, and how it is measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers import review as answers
from kadash.answers.metrics import Unit, metric_about, metric_name
from kadash.answers.review import FACT_GROUPS, ReviewHead
from kadash.language import Words
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table


def facts(page: Page, asked: Asked, account: ReviewHead) -> None:
    """A switch for the groups of facts; nothing is read before one is chosen."""
    words = page.words
    group = address.one_or_none(words("review.facts"), FACT_GROUPS, "facts",
                                lambda one: words(f"metric.group.{one}"))
    st.caption(words("review.facts.about"))
    if group is None:
        return
    found = answers.facts(asked, account.account_id, group)
    heads = {name: words(f"review.facts.{name}") for name in ("name", "now", "before", "meaning")}
    meant = [(metric_name(fact.metric.key, words), metric_about(fact.metric.key, words, asked.policy))
             for fact in found]
    shown = pd.DataFrame({
        heads["name"]: [name for name, _ in meant],
        heads["now"]: [_written(fact.now, fact.metric.unit, words) for fact in found],
        heads["before"]: [_written(fact.before, fact.metric.unit, words) for fact in found],
        heads["meaning"]: [about for _, about in meant],
    })
    exact = pd.DataFrame({
        "name": shown[heads["name"]], "now": [fact.now for fact in found], "before": [fact.before for fact in found],
        "meaning": shown[heads["meaning"]]}, dtype="object")
    read_table(words, words("review.facts.title", None, group=words(f"metric.group.{group}")), shown,
               (heads["now"], heads["before"]), key="review_facts", file=lambda: exact.rename(columns=heads))


def _written(value: Any, unit: Unit, words: Words) -> str:
    """A fact as the reader's language writes its unit; a dash where it is unknown."""
    if value is None or value != value:
        return words.number(None)
    return _WRITERS[unit](value, words)


_WRITERS: dict[Unit, Callable[[Any, Words], str]] = {
    Unit.MONEY: lambda value, words: words.money(value),
    Unit.MONEY_A_YEAR: lambda value, words: words.money(value),
    Unit.SHARE: lambda value, words: words.percent(value),
    Unit.SHARE_A_YEAR: lambda value, words: words.percent(value),
    Unit.CHANCE: lambda value, words: words.percent(value, 0),
    Unit.POINTS: lambda value, words: words.points(value),
    Unit.SCORE: lambda value, words: words.number(value),
    Unit.COUNT: lambda value, words: words.number(value),
    Unit.DAYS: lambda value, words: words.number(value, 1),
    Unit.MONTHS: lambda value, words: words.number(value, 1),
    Unit.YEARS: lambda value, words: words.number(value, 1),
    Unit.TIMES: lambda value, words: words.number(value, 2),
    Unit.NUMBER: lambda value, words: words.number(value, 2),
    Unit.DATE: lambda value, words: words.date(value),
    Unit.TEXT: lambda value, words: str(value),
    Unit.YES_NO: lambda value, words: words("review.facts.yes" if value else "review.facts.no"),
}
