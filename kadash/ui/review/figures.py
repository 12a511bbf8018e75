"""Figures of an account then and now, as a table of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from kadash.language import Words

KINDS = {
    "revenue": "money", "contribution": "money", "margin_rate": "percent", "discount_rate": "percent",
    "price_to_list": "percent", "purchases": "number", "mean_days_late": "days", "p_alive": "percent",
    "current_value": "money", "key_score": "number",
}
"""Figure to how it is written; its name is the catalogues' `review.fact.<figure>`."""


def then_and_now(figures: Sequence[str], then: Mapping[str, float | None], now: Mapping[str, float | None],
                 words: Words, then_name: str, now_name: str) -> pd.DataFrame:
    """One row a figure: its name, then, now and the change; rows unknown at both times are left out."""
    return pd.DataFrame([
        {words("review.column.figure"): words(f"review.fact.{name}"),
         then_name: written(name, then.get(name), words), now_name: written(name, now.get(name), words),
         words("review.column.change"): _change(name, then.get(name), now.get(name), words)}
        for name in figures if then.get(name) is not None or now.get(name) is not None
    ])


def then_and_now_file(figures: Sequence[str], then: Mapping[str, float | None], now: Mapping[str, float | None],
                      words: Words, then_name: str, now_name: str) -> pd.DataFrame:
    """The same with numbers as numbers: money in the reporting currency, shares from 0 to 1."""
    return pd.DataFrame([
        {words("review.column.figure"): words(f"review.fact.{name}"), then_name: then.get(name),
         now_name: now.get(name)}
        for name in figures if then.get(name) is not None or now.get(name) is not None
    ])


def written(name: str, value: float | None, words: Words) -> str:
    """A figure in the way of its kind; a dash where unknown."""
    match KINDS[name]:
        case "money":
            return words.money(value)
        case "percent":
            return words.percent(value)
        case "days":
            return words.number(value, 1)
        case _:
            return words.number(value)


def _change(name: str, then: float | None, now: float | None, words: Words) -> str:
    if then is None or now is None:
        return words.number(None)
    if KINDS[name] == "percent":
        return words("review.points", points=words.points(now - then))
    if KINDS[name] == "money" and then > 0 and now >= 0:
        return words.percent((now - then) / then, sign=True)
    change = now - then
    text = words.money(change, sign=True) if KINDS[name] == "money" else words.number(change, 1)
    return text if text.startswith(("+", "-")) or not change else f"+{text}"
