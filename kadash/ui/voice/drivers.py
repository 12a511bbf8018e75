"""The drivers: importance against performance, received against expected, and both as a table."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers.voice import Voice
from kadash.answers.voice.told import driver_name, headline, of_100, per_ten, what_matters
from kadash.charts.theme import theme
from kadash.charts.voice import gap_chart, map_chart
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.pictures import picture
from kadash.ui.read_table import read_table


def drivers_part(page: Page, found: Voice, days_after: int) -> None:
    """The map beside the gaps, the table below; nothing where no driver was answered."""
    if found.drivers.empty:
        return
    words = page.words
    named = found.drivers.assign(name=[driver_name(one, words) for one in found.drivers["driver"]])
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        title = words(f"voice.map.title.{found.importance_from or 'none'}")
        st.markdown(f"**{title}**", help=words("voice.map.about"))
        if found.importance_from:
            told = named.assign(said=[_pointed_at(words, row) for row in named.to_dict("records")])
            picture(map_chart(told, words, theme(page.dark)), "voice_map", headline(found, words))
        st.caption(what_matters(found, words, days_after))
    with right:
        st.markdown(f"**{words('voice.gaps.title')}**", help=words("voice.gaps.about"))
        said = [_gap_said(words, row) for row in named.to_dict("records")]
        picture(gap_chart(named.assign(said=said), words, theme(page.dark)), "voice_gaps", words("voice.gaps.title"))
        st.caption(words("voice.gaps.legend"))
    _table(words, found, named)


def _pointed_at(words: Words, row: Mapping[Hashable, Any]) -> str:
    return words("voice.map.point", None, driver=row["name"], score=of_100(row["performance"], words),
                 place=words(f"voice.place.{row['place']}"))


def _gap_said(words: Words, row: Mapping[Hashable, Any]) -> str:
    score = of_100(row["performance"], words)
    if pd.isna(row["expectation"]):
        return score
    return words("voice.gaps.row", None, score=score, expected=of_100(row["expectation"], words))


def _table(words: Words, found: Voice, named: pd.DataFrame) -> None:
    head = {name: words(f"voice.table.{name}") for name in (
        "driver", "place", "performance", "expectation", "gap", "change", "stated", "weight", "range", "accounts")}
    change = named["performance"] - named["performance_before"]
    shown = pd.DataFrame({
        head["driver"]: named["name"],
        head["place"]: [words(f"voice.place.{place}") if place else "–" for place in named["place"]],
        **{head[name]: [_mark(words, value) for value in named[name]] for name in ("performance", "expectation")},
        head["gap"]: [_signed(words, value) for value in named["gap"]],
        head["change"]: [_signed(words, value) for value in change],
        head["stated"]: [_mark(words, value) for value in named["stated"]],
        head["weight"]: [_weight(words, value) for value in named["weight"]],
        head["range"]: [_range(words, row) for row in named.to_dict("records")],
        head["accounts"]: [words.number(count) for count in named["accounts"]],
    })
    empty = [head[name] for name, known in (
        ("expectation", named["expectation"]), ("gap", named["gap"]), ("change", change), ("stated", named["stated"]),
        ("weight", named["weight"]), ("range", named["weight"])) if known.isna().all()]
    shown = shown.drop(columns=empty)
    read_table(words, words("voice.table.title"), shown, list(shown.columns)[2:], key="voice_drivers",
               file=lambda: found.drivers)
    told = [words(f"voice.table.{about}") for name, about in (("gap", "gap.about"), ("weight", "about"))
            if head[name] in shown]
    if told:
        st.caption(words.sentences(told))


def _mark(words: Words, share: float) -> str:
    return "–" if math.isnan(share) else of_100(share, words)


def _signed(words: Words, share: float) -> str:
    return words.number(100 * share, sign=True)


def _weight(words: Words, weight: float) -> str:
    """What ten points of 100 go with."""
    return "–" if math.isnan(weight) else per_ten(weight, words)


def _range(words: Words, row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["low"]):
        return "–"
    return words("voice.table.from_to", None, low=_weight(words, row["low"]), high=_weight(words, row["high"]))
