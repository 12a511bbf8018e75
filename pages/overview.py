"""Overview: first what changed and wants a decision, then where the profit comes from and what is flagged."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.overview import Figures, FlagLine, OverviewAnswer, overview
from kadash.answers.overview.so_far import so_far
from kadash.charts.months import months_against_before
from kadash.charts.theme import theme
from kadash.charts.whale import whale_curve
from kadash.language import Words
from kadash.policy import Policy
from kadash.policy.value import ValueRules
from kadash.segments.rules_in_words import flag_about
from kadash.ui import links
from kadash.ui.cache import kept
from kadash.ui.changes import changes_panel
from kadash.ui.figures import KeyFigure, figures
from kadash.ui.frame import Page, open_page
from kadash.ui.pictures import drawn, picture
from kadash.ui.style import LINES
from kadash.ui.tables import download
from kadash.ui.why import with_help
from kadash.vocabulary import Severity

_COLOURS = {Severity.ACT: "orange", Severity.WATCH: "gray", Severity.INFO: "gray"}
EXPLAINED = {"revenue": "revenue_12m", "contribution": "contribution_12m", "rate": "contribution_rate_12m"}
"""Key figure to the key under which the help page explains it."""


def render() -> None:
    """The page."""
    page = open_page("overview")
    if page.asked is None:
        return
    answer = kept(overview, page.asked)
    changes_panel(page, page.asked)
    st.markdown(f"**{answer.headline(page.words)}**")
    figures(_key_figures(page, page.asked, answer))
    _what_is_unknown(page.words, answer)
    flagged, months, whale = st.columns([1, 1.25, 1.25], gap="medium")
    with flagged:
        _flags(page, page.asked.policy, answer)
    with months:
        _months(page, answer)
    with whale:
        _whale(page, answer)


def _key_figures(page: Page, asked: Asked, answer: OverviewAnswer) -> list[KeyFigure]:
    words, found = page.words, answer.figures
    period = {"first": words.month(answer.window.first_day), "last": words.month(answer.window.last_day)}
    revenue = _figure(words, "revenue", words.money(found.revenue), _percent(words, found.revenue_growth), **period)
    active = _figure(words, "active", words.number(found.active), _number(words, found.active_change), **period)
    if answer.measure == "revenue":
        each = words.money(found.revenue_each)
        return [revenue, active, _figure(words, "each", each, _percent(words, found.each_growth), **period)]
    contribution, rate = words.money(found.contribution), words.percent(found.rate)
    return [
        revenue,
        _figure(words, "contribution", contribution, _contribution_change(words, found), **period),
        _figure(words, "rate", rate, _points(words, found.rate_change), **period),
        active,
        _equity(words, answer, asked.policy.value),
    ]


def _figure(words: Words, name: str, value: str, change: str | None, **period: str) -> KeyFigure:
    beside = words("overview.on_last_year" if change else "overview.no_last_year")
    why = words(f"overview.{name}.why", None, **period)
    why = with_help(words, why, EXPLAINED[name]) if name in EXPLAINED else why
    return KeyFigure(words(f"overview.{name}"), value, change, beside, why)


def _equity(words: Words, answer: OverviewAnswer, rules: ValueRules) -> KeyFigure:
    return KeyFigure(
        words("overview.equity"), words.money(answer.figures.customer_equity),
        beside=words("overview.equity.next", None, money=words.money(answer.figures.expected_contribution)),
        why=with_help(words, words("overview.equity.why", None, years=words.number(rules.horizon_years),
                                   discount=words.percent(rules.discount_rate_per_year)), "customer_equity"))


def _contribution_change(words: Words, found: Figures) -> str | None:
    """As a share of last year's; as money where this year is a loss: no share tells that."""
    if found.contribution < 0 and found.contribution_growth is not None:
        return words.money(found.contribution - found.contribution_before, sign=True)
    return _percent(words, found.contribution_growth)


def _percent(words: Words, share: float | None) -> str | None:
    return None if share is None else words.percent(share, sign=True)


def _points(words: Words, share: float | None) -> str | None:
    return None if share is None else words("overview.points", None, points=words.points(share))


def _number(words: Words, count: int | None) -> str | None:
    return None if count is None else f"{'+' if count > 0 else ''}{words.number(count)}"


def _what_is_unknown(words: Words, answer: OverviewAnswer) -> None:
    if answer.measure == "revenue":
        st.caption(words("overview.cost_unknown"))
    elif answer.part_of_cost_unknown:
        st.caption(words("overview.cost_partly", None, share=words.percent(answer.figures.known_share, 0)))


def _flags(page: Page, policy: Policy, answer: OverviewAnswer) -> None:
    words = page.words
    st.markdown(f"**{answer.flags_sentence(words)}**")
    with st.container(gap="xsmall", key=LINES):
        for severity, lines in answer.flags_by_severity():
            st.markdown(f":{_COLOURS[severity]}-badge[{words(f'severity.{severity}')}]")
            for line in lines:
                _flag(words, policy, line)


def _flag(words: Words, policy: Policy, line: FlagLine) -> None:
    """How many and which, as the link to them; below, the money."""
    count = f":{_COLOURS[line.severity]}[**{words.number(line.accounts)}**]"
    with st.container(gap=None):
        links.to("accounts", f"{count} {words(f'flag.{line.flag}.many', line.accounts)} ›", flag=line.flag)
        st.caption(line.stake(words), help=flag_about(line.flag, policy, words))


def _months(page: Page, answer: OverviewAnswer) -> None:
    words, look, sentence = page.words, theme(page.dark), answer.months_sentence(page.words)
    st.markdown(f"**{sentence}**")
    picture(drawn(months_against_before, answer.months, answer.measure, words, look), "overview_months",
            words(f"overview.months.alt_{answer.measure}", None, sentence=sentence))
    st.caption(so_far(answer.months, answer.measure, words.company.fiscal_year).sentence(words))
    _below(words, f"overview.months.about_{answer.measure}", "months", lambda: answer.months.rename(columns={
        "month": words("overview.file.month"), "amount": words(f"overview.{answer.measure}"),
        "before": words("overview.months.before")}))


def _whale(page: Page, answer: OverviewAnswer) -> None:
    words, look, sentence = page.words, theme(page.dark), answer.whale_sentence(page.words)
    st.markdown(f"**{sentence}**")
    if answer.whale.empty:
        return
    picture(drawn(whale_curve, answer.whale, answer.half, words, look), "overview_whale",
            words(f"overview.whale.alt_{answer.measure}", None, sentence=sentence))
    _below(words, f"overview.whale.about_{answer.measure}", "whale", lambda: answer.whale.rename(columns={
        "accounts": words("overview.file.accounts"), "amount": words(f"overview.{answer.measure}")}))


def _below(words: Words, about: str, name: str, table: Callable[[], pd.DataFrame]) -> None:
    """What a picture is made of, and its numbers to take away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words(about), width="stretch")
        download(words, table, name, f"overview_{name}_file")


if __name__ == "__main__":
    from pages import open_app

    open_app()
