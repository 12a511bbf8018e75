"""What to mend first, whose answers it rests on, and the key figures."""

from __future__ import annotations

import math

import streamlit as st

from kadash.answers.voice import Voice
from kadash.answers.voice.told import headline, of_100, period_said
from kadash.language import Words
from kadash.ui.figures import KeyFigure, figures
from kadash.ui.plain import plain
from kadash.ui.voice.narrowed import narrowed


def head(words: Words, found: Voice, schemes: tuple[str, ...]) -> None:
    """The headline, the year that is looked at, whose answers, and the figures."""
    st.markdown(f"**{plain(headline(found, words))}**")
    st.caption(period_said(found, words))
    narrowed(words, found, schemes)
    shown = [*_score(words, found), *_recommend(words, found), *_low(words, found)]
    if shown:
        figures(shown)


def _score(words: Words, found: Voice) -> list[KeyFigure]:
    if found.drivers.empty:
        return []
    now, before = found.drivers["performance"].mean(), found.drivers["performance_before"].mean()
    expected, gap = found.drivers["expectation"].mean(), found.drivers["gap"].mean()
    change = None if math.isnan(before) else words.number(100 * (now - before), 1)
    change = f"+{change}" if change and now > before else change
    shown = [KeyFigure(
        words("voice.figure.score"), words("voice.of_100", None, score=of_100(now, words)), change=change,
        beside=words("voice.figure.score.beside") if change else None, why=words("voice.figure.score.why"))]
    if not math.isnan(expected):
        shown.append(KeyFigure(words("voice.figure.gap"), words.number(round(100 * gap)),
                               beside=words("voice.figure.gap.beside", None, expected=of_100(expected, words)),
                               why=words("voice.figure.gap.why")))
    return shown


def _recommend(words: Words, found: Voice) -> list[KeyFigure]:
    if not found.marks:
        return []
    beside = words("voice.figure.recommend.beside", None, promoters=words.number(found.promoters),
                   detractors=words.number(found.detractors), marks=words.number(found.marks))
    return [KeyFigure(words("voice.figure.recommend"), words.number(round(100 * found.net_promoters)), beside=beside,
                      why=words("voice.figure.recommend.why"))]


def _low(words: Words, found: Voice) -> list[KeyFigure]:
    low = found.by_account[found.by_account["low"]]
    return [KeyFigure(words("voice.figure.low"), words.number(len(low)),
                      beside=words("voice.figure.low.beside", None, money=words.money(low["contribution_12m"].sum())),
                      why=words("voice.figure.low.why"))]
