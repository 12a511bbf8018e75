"""The sentence that heads an answer: what is asked, and what stands out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kadash.answers.explore.answer import Explored
from kadash.answers.explore.worded import figure_text, in_sentence, title, value_name, when_text
from kadash.language import Words

_WHOLE_PERCENT, _LEAST_SHARE = 0.1, 0.001


def headline(explored: Explored, names: Mapping[str, str], words: Words) -> str:
    """Revenue by region and year: East brings 41 %. Texts of the data stand in it as they are."""
    question, source = explored.question, explored.source
    asked = title(words, source, question)
    if question.when:
        when = in_sentence(words, when_text(words, question.when))
        asked = words("explore.headline.when", None, title=asked, when=when)
    found = _found(explored, names, words)
    return asked if found is None else words("explore.headline", None, title=asked, found=found)


def _found(explored: Explored, names: Mapping[str, str], words: Words) -> str | None:
    """What stands out of the first figure, or of the one that rows are ordered by."""
    question = explored.question
    if not question.measures:
        return None
    place = question.order_by or 0
    rows = explored.by_row
    rows = rows[~rows["is_row_others"] & rows[f"m{place}"].notna()]
    if rows.empty or not question.rows:
        total = explored.total(place)
        return words("explore.headline.nothing") if total is None else _figure(explored, place, total, words)
    if question.measures[place].shown in ("change", "growth"):
        return _moved(explored, rows, place, names, words)
    return _stands_out(explored, rows, place, names, words)


def _stands_out(explored: Explored, rows: pd.DataFrame, place: int, names: Mapping[str, str], words: Words) -> str:
    """Who has most of a sum, with its share; of what is no sum, the highest and the lowest."""
    figures = rows[f"m{place}"].astype(float)
    top, bottom = rows.iloc[int(figures.argmax())], rows.iloc[int(figures.argmin())]
    formula = explored.source.formula(explored.question.measures[place])
    total = explored.total(place)
    name, value = _name(explored, top, names, words), _figure(explored, place, top[f"m{place}"], words)
    shared = figures.min() >= 0 and total is not None and total > 0 and not _along_time(explored)
    if formula.is_additive and shared and explored.question.measures[place].shown == "value" and total is not None:
        return _share(float(figures.max()) / total, name, value, words)
    if len(rows) == 1:
        return words("explore.headline.one", None, name=name, value=value)
    return words("explore.headline.range", None, name=name, value=value, least=_name(explored, bottom, names, words),
                 least_value=_figure(explored, place, bottom[f"m{place}"], words))


def _share(share: float, name: str, value: str, words: Words) -> str:
    """One of thousands brings a share that no percent tells."""
    if share < _LEAST_SHARE:
        return words("explore.headline.most", None, name=name, value=value)
    told = words.percent(share, 0 if share >= _WHOLE_PERCENT else 1)
    return words("explore.headline.share", None, name=name, value=value, share=told)


def _along_time(explored: Explored) -> bool:
    return any(explored.source.field(axis.field).kind == "date" for axis in explored.question.rows)


def _moved(explored: Explored, rows: pd.DataFrame, place: int, names: Mapping[str, str], words: Words) -> str:
    """Who rose most and who fell most."""
    figures = rows[f"m{place}"].astype(float)
    parts = []
    ends = (("fell", int(figures.argmin()), figures.min() < 0), ("rose", int(figures.argmax()), figures.max() > 0))
    for key, at, holds in ends:
        if holds:
            row = rows.iloc[at]
            parts.append(words(f"explore.headline.{key}", None, name=_name(explored, row, names, words),
                               value=_figure(explored, place, row[f"m{place}"], words)))
    if not parts:
        return words("explore.headline.still")
    first, last = (parts[0], parts[-1]) if explored.question.least_first else (parts[-1], parts[0])
    return parts[0] if len(parts) == 1 else words("explore.headline.both", None, first=first, second=last)


def _name(explored: Explored, row: pd.Series[Any], names: Mapping[str, str], words: Words) -> str:
    said = [value_name(words, explored.source, axis, row[key], names)
            for axis, key in zip(explored.question.rows, explored.row_keys, strict=True)]
    return " · ".join(said)


def _figure(explored: Explored, place: int, value: object, words: Words) -> str:
    measure = explored.question.measures[place]
    return figure_text(words, explored.source.formula(measure), measure, value)
