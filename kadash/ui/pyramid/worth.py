"""What accounts are worth: the parts of lifetime value, earning against keeping, years of relation, winning one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.worth import SAYING, ByYear, Winning, Worth, by_year, winning, worth
from kadash.charts.theme import theme
from kadash.charts.worth import earned_and_kept, years_of_relation
from kadash.language import Words
from kadash.ui.cache import kept
from kadash.ui.figures import KeyFigure, figures
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture
from kadash.ui.pyramid.filters import among
from kadash.ui.read_table import figures_right, table_title

MONEY = ("earned", "kept", "contribution", "historical_value", "current_value", "potential_value", "lifetime_value")


def worth_view(page: Page, asked: Asked) -> None:
    """Headline and parts; earning against keeping beside the years of relation; winning one; the table."""
    words = page.words
    headline, whose = st.container(), among(words, asked)
    found, years, won = kept(worth, asked, whose), kept(by_year, asked, whose), kept(winning, asked, whose)
    headline.markdown(f"**{found.headline(words)}**")
    _parts(words, found, asked)
    keeping, lasting = st.columns([1, 1.1], gap="medium")
    with keeping:
        _keeping(page, found)
    with lasting:
        _years(page, years)
    _winning(words, won, years)
    _table(words, found)


def _parts(words: Words, found: Worth, asked: Asked) -> None:
    rules = asked.policy.value
    facts = {"years": words.number(rules.horizon_years), "discount": words.percent(rules.discount_rate_per_year)}
    figures([
        KeyFigure(words(f"worth.{part}"), words.money(found.total(part)), beside=_range(words, found, part),
                  why=words(f"worth.{part}.why", None, **facts))
        for part in ("historical_value", "current_value", "potential_value", "lifetime_value")])


def _range(words: Words, found: Worth, part: str) -> str:
    if part not in ("current_value", "potential_value") or pd.isna(found.total(part)):
        return words(f"worth.{part}.beside")
    low, high = found.likely(part)
    return words("worth.range", None, low=words.money(low), high=words.money(high))


def _keeping(page: Page, found: Worth) -> None:
    words = page.words
    st.markdown(f"**{found.keeping_sentence(words)}**")
    layers = found.layers[(found.layers["earned"] > 0) | (found.layers["kept"] > 0)]
    if layers.empty:
        st.caption(words("worth.keeping.unknown"))
        return
    named = layers.assign(name=[words(f"layer.lifecycle.{layer}") for layer in layers["layer"]])
    picture(drawn(earned_and_kept, named, words, theme(page.dark)), "worth_keeping", found.keeping_sentence(words))
    st.caption(words("worth.keeping.about"))


def _years(page: Page, found: ByYear) -> None:
    words = page.words
    st.markdown(f"**{found.sentence(words)}**")
    if len(found.years):
        picture(drawn(years_of_relation, found.years, words, theme(page.dark)), "worth_years", found.sentence(words))
    st.caption(words("worth.years.about" if found.is_of_contribution else "worth.years.about_revenue"))
    if found.unplaced:
        st.caption(words("worth.years.unplaced", found.unplaced))


def _winning(words: Words, won: Winning, years: ByYear) -> None:
    st.subheader(words("worth.winning.title"), anchor=False)
    st.markdown(won.sentence(words))
    if won.per_won is not None:
        figures([
            KeyFigure(words("worth.winning.one"), words.money(won.per_won), beside=words("worth.winning.of", won.won),
                      why=words("worth.winning.one.why")),
            KeyFigure(words("worth.keeping.one"), words.money(won.per_kept), beside=words("worth.keeping.of", won.kept),
                      why=words("worth.keeping.one.why")),
            KeyFigure(words("worth.ratio"), words.number(won.ratio, 1),
                      beside=words("worth.ratio.saying", saying=words.number(SAYING)), why=words("worth.ratio.why")),
            KeyFigure(words("worth.payback"), _payback(words, years.payback_years(won.per_won)),
                      beside=words("worth.payback.beside"), why=words("worth.payback.why")),
        ], "_winning")
        st.caption(words("worth.winning.about"))


def _payback(words: Words, years: float | None) -> str:
    if years is None:
        return words("worth.payback.never")
    months = max(1, round(years * 12))
    return words("worth.payback.months", months)


def _table(words: Words, found: Worth) -> None:
    heads = {"layer": words("scheme.lifecycle.one"), "accounts": words("worth.accounts"),
             **{name: words(f"worth.{name}") for name in MONEY}, "kept_share": words("worth.kept_share")}
    rows = found.layers.assign(layer=[words(f"layer.lifecycle.{layer}") for layer in found.layers["layer"]])[[*heads]]
    shown = rows.assign(accounts=[words.number(count) for count in rows["accounts"]],
                        kept_share=[words.percent(share, 0) for share in rows["kept_share"]],
                        **{name: [words.money(amount) for amount in rows[name]] for name in MONEY})
    table_title(words, words("worth.table"), "worth_table", lambda: rows.rename(columns=heads))
    st.dataframe(shown.rename(columns=heads), hide_index=True, key="worth_layers", alt=words("worth.table"),
                 column_config=figures_right(list(heads.values())[1:]))
