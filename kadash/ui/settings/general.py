"""Language, the company's year, the reporting currency and the unit of money."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import get_args

import streamlit as st

from kadash.access import Right
from kadash.language import LANGUAGES, Company, FiscalYear, Words
from kadash.language.company import MONEY_UNITS, MONTHS, QUARTER_MONTHS, MoneyUnit
from kadash.loads.company import KIND, SUBJECT, company_body, company_in_use
from kadash.ui import links, session
from kadash.ui.data import running
from kadash.ui.data.dropping import CURRENCIES
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.kept_entry import KeptEntry, kept_entry
from kadash.ui.style import LINES
from kadash.vocabulary import NO_CURRENCY

_SHOWN_SUMS = (12_845_000.0, 28_900.0, 320.0)


def general(page: Page, busy: bool) -> None:
    """Two columns: how it is read, and in which money. busy: files cannot be read again now."""
    company, entry = company_in_use(page.home), kept_entry(page, KIND, SUBJECT, "settings.see_new")
    left, right = st.columns(2, gap="large")
    with left:
        _language(page.words)
        _fiscal_year(page, company, entry)
    with right:
        _currency(page, busy)
        _money_unit(page, company, entry)
    entry.line()


def _language(words: Words) -> None:
    st.subheader(words("settings.language"), anchor=False)
    st.session_state["settings_language"] = words.language
    st.segmented_control(
        words("settings.language"), LANGUAGES, key="settings_language", required=True, on_change=_switch_language,
        format_func=lambda code: words(f"settings.language.{code}"), label_visibility="collapsed")
    st.caption(words("settings.language_hint"))


def _switch_language() -> None:
    st.query_params["lang"] = st.session_state["settings_language"]


def _fiscal_year(page: Page, company: Company, entry: KeptEntry) -> None:
    words = page.words
    st.subheader(words("settings.fiscal_year"), anchor=False)
    first = company.fiscal_year.first_month
    chosen = st.selectbox(words("settings.fiscal_year.first"), range(1, MONTHS + 1), first - 1,
                          format_func=words.month_name, key=f"fiscal_first_month_{entry.seen}", width=240,
                          disabled=not session.may(Right.EDIT_COMPANY))
    day = page.asked.as_of if page.asked else session.today()
    begins = company.fiscal_year.begins(day)
    starts = [words.month_name((first - 1 + QUARTER_MONTHS * number) % MONTHS + 1) for number in range(4)]
    st.caption(words("settings.fiscal_year.sentence", None, day=words.date(day), year=words.year(day),
                     first=words.date(begins), last=words.date(_end(begins)), quarters=words.listed(starts)))
    st.caption(words("settings.fiscal_year.hint"))
    if chosen != first and entry.save(company_body(replace(company, fiscal_year=FiscalYear(int(chosen))))):
        st.rerun()


def _end(first_day: dt.date) -> dt.date:
    return first_day.replace(year=first_day.year + 1) - dt.timedelta(days=1)


def _money_unit(page: Page, company: Company, entry: KeptEntry) -> None:
    words = page.words
    st.subheader(words("settings.money_unit"), anchor=False)
    chosen: MoneyUnit = st.segmented_control(
        words("settings.money_unit"), MONEY_UNITS, default=company.money_unit, required=True, wrap=True,
        key=f"money_unit_{entry.seen}", format_func=lambda unit: words(f"settings.money_unit.{unit}"),
        label_visibility="collapsed", disabled=not session.may(Right.EDIT_COMPANY))
    st.caption(words("settings.money_unit.sentence", None,
                     sums=words.listed([words.money(amount) for amount in _SHOWN_SUMS])))
    if chosen != company.money_unit and chosen in get_args(MoneyUnit) and entry.save(
            company_body(replace(company, money_unit=chosen))):
        st.rerun()


def _currency(page: Page, busy: bool) -> None:
    words, asked = page.words, page.asked
    st.subheader(words("settings.currency"), anchor=False)
    if asked is None:
        st.markdown(words("settings.currency_none"))
        with st.container(key=LINES):
            links.to("data", words("settings.to_data"))
        return
    now = asked.currency
    if not session.may(Right.EDIT_COMPANY):
        st.markdown(words.currency(now))
        return
    options = [*([] if now in CURRENCIES else [now]), *CURRENCIES]
    chosen = str(st.selectbox(words("settings.currency"), options, options.index(now), key="reporting_currency",
                              format_func=words.currency, width=240, label_visibility="collapsed"))
    st.caption(words("settings.currency_hint"))
    if chosen not in (now, NO_CURRENCY):
        st.info(words("settings.currency_change", None, before=words.currency(now), now=chosen))
        _read_again(page, chosen, words("settings.currency_rebuild", None, now=chosen), busy)
    else:
        _currency_before(page, now, busy)


def _currency_before(page: Page, now: str, busy: bool) -> None:
    """Who chose the currency, and the way back to the one before."""
    history = page.home.journal().history(KIND, "currency")
    if not history or history[-1].body != now:
        return
    words, newest = page.words, history[-1]
    st.caption(words("settings.currency_by", None, currency=now, author=plain(newest.author),
                     at=words.moment(newest.entered_at.astimezone())))
    before = next((str(one.body) for one in history[-2::-1] if one.body not in (None, now)), None)
    if before is not None:
        _read_again(page, before, words("settings.currency_back", None, before=before), busy, quiet=True)


def _read_again(page: Page, currency: str, label: str, busy: bool, quiet: bool = False) -> None:
    if st.button(label, type="tertiary" if quiet else "primary", key=f"currency_{currency}", disabled=busy):
        running.begin(page.home, "rebuild", right=Right.EDIT_COMPANY, currency=currency)
        st.rerun()
