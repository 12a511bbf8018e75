"""Which forecast is used, how far it misses, and what it expects, each figure with what it is in plain words."""

from __future__ import annotations

import math

import streamlit as st

from kadash.answers.models import NAIVE, PLAIN_SHARE, ModelCheck
from kadash.language import Words
from kadash.ui.figures import KeyFigure, figures
from kadash.ui.why import with_help


def head(words: Words, check: ModelCheck) -> None:
    """The headline, what limits it, and the key figures."""
    st.markdown(f"**{check.headline(words)}**")
    if check.sees_totals:
        st.markdown(check.expected(words))
    caution = check.caution(words)
    if caution is not None:
        st.warning(caution)
    shown = [_expected(words, check)] if check.sees_totals else []
    if len(check.race):
        shown += [_error(words, check), _chances(words, check), _top(words, check), _coverage(words, check)]
        shown += [_held(words, check)] if check.sees_totals else []
    if shown:
        figures(shown)


def _expected(words: Words, check: ModelCheck) -> KeyFigure:
    return KeyFigure(words(f"models.figure.{check.value}"), words.money(check.total),
                     beside=words("models.range", None, low=words.money(check.low), high=words.money(check.high)),
                     why=words("models.figure.expected.why", None, days=words.number(check.horizon_days)))


def _error(words: Words, check: ModelCheck) -> KeyFigure:
    return KeyFigure(
        words("models.figure.error"), words.percent(check.mean("error"), 0),
        why=with_help(words, words("models.figure.error.why"), "error_share"),
        beside=words("models.figure.error.beside", None, naive=words.percent(check.mean("error", NAIVE), 0)))


def _chances(words: Words, check: ModelCheck) -> KeyFigure:
    brier, plain = (check.mean("brier", name) for name in (check.chances_of, PLAIN_SHARE))
    return KeyFigure(
        words("models.figure.brier"), words.number(brier, 3),
        why=with_help(words, words("models.figure.brier.why"), "brier_score"),
        beside=words("models.figure.brier.beside", None, plain=words.number(plain, 3)))


def _top(words: Words, check: ModelCheck) -> KeyFigure:
    return KeyFigure(words("models.figure.top"), words.percent(check.mean("top_capture"), 0),
                     beside=words("models.figure.top.beside"),
                     why=with_help(words, words("models.figure.top.why"), "top_capture"))


def _coverage(words: Words, check: ModelCheck) -> KeyFigure:
    held = check.coverage()
    return KeyFigure(words("models.figure.coverage"), "–" if math.isnan(held) else words.percent(held, 0),
                     beside=words("models.figure.coverage.beside"),
                     why=with_help(words, words("models.figure.coverage.why"), "coverage"))


def _held(words: Words, check: ModelCheck) -> KeyFigure:
    held, origins = int(check.used["total_held"].sum()), len(check.used)
    return KeyFigure(words("models.figure.held"), words("models.of", None, held=words.number(held),
                                                        all=words.number(origins)),
                     beside=words("models.figure.held.beside"), why=words("models.figure.held.why"))
