"""In step 4: the arithmetic done with the customer: what they gain and give up, and what services change in it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import (
    CustomerSum,
    Entered,
    ReviewHead,
    customer_sum,
    entered,
    service_name,
    standing,
)
from kadash.language import Words
from kadash.reviews.arithmetic import Arithmetic, Line, ServiceSum
from kadash.reviews.arithmetic_lines import KINDS, RULES, Side
from kadash.ui.cache import kept
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table
from kadash.ui.review.arithmetic_entry import arithmetic_entry
from kadash.ui.review.offered import offered

MONEY = ("purchases", "saved_on_list")
"""Figures of a line that are money; the others are hours and counts."""
SUM_HEADS = ("service", "changes", "gain", "fee", "one_off", "net", "payback_head")


def arithmetic(page: Page, asked: Asked, account: ReviewHead) -> None:
    """The sum in a sentence, both sides of a year, what each service changes; then what is to be asked."""
    words, told = page.words, entered(page.home.journal(), account.account_id)
    found = sum_of(asked, account, told)
    st.markdown(f"**{headline(found.done, words)}**")
    benefits, sacrifices = st.columns(2, gap="medium")
    for column, side in ((benefits, "benefit"), (sacrifices, "sacrifice")):
        with column:
            _side(words, found.done, side)  # type: ignore[arg-type]
    if found.missing:
        st.caption(words("review.sum.missing", None, tables=words.listed(
            [words(f"table.{table}") for table in found.missing])))
    _services(words, found)
    arithmetic_entry(page, account, told.said, found.done)


def sum_of(asked: Asked, account: ReviewHead, told: Entered) -> CustomerSum:
    """The arithmetic of the services decided, else of the first proposals for the type that counts."""
    _, offers = offered(asked, account, told)
    return customer_sum(asked, account.account_id, told, offers, kept(standing, asked, account.account_id).loaded)


def headline(done: Arithmetic, words: Words) -> str:
    """What the services come to for the customer, or how much is still to be asked."""
    together = done.together
    if together.net_a_year is None:
        return words("review.sum.open", len(done.asked), benefits=words.money(done.total("benefit")),
                     sacrifices=words.money(done.total("sacrifice")))
    if together.net_a_year == 0:
        return words("review.sum.even")
    facts = {"net": words.money(abs(together.net_a_year)), "worth": words.money(together.worth),
             "years": words.number(done.years), "payback": payback(together, words)}
    return words("review.sum.gains" if together.net_a_year > 0 else "review.sum.loses", None, **facts)


def payback(one: ServiceSum, words: Words) -> str:
    """When what is paid once has come back."""
    months = one.payback_months
    if months is None:
        return words("review.sum.payback_never")
    if not months:
        return words("review.sum.at_once")
    return words("review.sum.payback", words.form(months, 1), months=words.number(months, 1))


def reckoned(line: Line, words: Words) -> str:
    """What a line is made of: the account's own figures, and what is still asked or not loaded."""
    parts = [words(f"review.figure_of.{name}", words.form(value), value=words.money(value) if name in MONEY
                   else words.number(value))
             for name, value in line.measured.items()]
    if line.asked:
        parts.append(words("review.sum.asked", len(line.asked)))
    if line.missing:
        parts.append(words("review.sum.not_loaded"))
    return words.listed(parts) if parts else words("review.sum.said")


def _side(words: Words, done: Arithmetic, side: Side) -> None:
    heads = [words(f"review.sum.{name}") for name in ("kind", "line", "amount", "from")]
    lines = sorted((line for line in done.lines if line.side == side), key=lambda line: KINDS[side].index(line.kind))
    rows = [(words(f"review.kind.{line.kind}"), words(f"review.line.{line.code}"), words.money(line.amount),
             reckoned(line, words)) for line in lines]
    shown = pd.DataFrame(rows, columns=heads)
    exact = pd.DataFrame([(line.kind, line.code, line.amount) for line in lines], columns=["kind", "line", "amount"])
    read_table(words, words(f"review.sum.{side}", None, total=words.money(done.total(side))), shown, heads[2:3],
               key=f"review_sum_{side}", file=lambda: exact)


def _services(words: Words, found: CustomerSum) -> None:
    sums = found.done.services
    if not sums:
        st.caption(words("review.sum.no_service"))
        return
    heads = [words(f"review.sum.{name}") for name in SUM_HEADS]
    shown = pd.DataFrame([_service(one, words) for one in sums], columns=heads)
    if len(sums) > 1:
        shown.loc[len(shown)] = _service(found.done.together, words)
    read_table(words, words("review.sum.services"), shown, heads[2:], key="review_sum_services", file=lambda: shown,
               wide={heads[0]: 200, heads[1]: 300})
    if found.done.overlaps:
        st.caption(words("review.sum.overlap"))
    if found.shared is not None:
        share = found.shared.our_share
        key = "review.sum.shared" if share is not None else "review.sum.shared_not"
        st.markdown(words(key, None, theirs=words.money(found.shared.theirs), ours=words.money(found.shared.ours),
                          share=words.percent(share, 0), years=words.number(found.done.years)))
        if found.shared.conceded:
            st.caption(words("review.sum.conceded", None, money=words.money(found.shared.conceded)))


def _service(one: ServiceSum, words: Words) -> tuple[str, ...]:
    name = plain_name(one.service_id, words)
    changes = [words("review.sum.change", None, line=words(f"review.line.{change.line}"), share=words.percent(
        change.share if RULES[change.line].side == "benefit" else -change.share, 0, sign=True))
        for change in one.changes if change.share is not None]
    return (name, words.listed(changes) if changes else words("review.sum.to_agree"), words.money(one.gain),
            words.money(one.fee), words.money(one.one_off), words.money(one.net_a_year), _months(one, words))


def _months(one: ServiceSum, words: Words) -> str:
    """The same for a cell."""
    if one.net_a_year is None or one.one_off is None:
        return words("review.sum.payback_open")
    months = one.payback_months
    if months is None:
        return words("review.sum.never")
    if not months:
        return words("review.sum.none_paid")
    return words("review.sum.months", words.form(months, 1), months=words.number(months, 1))


def plain_name(service_id: str, words: Words) -> str:
    """A service's name in a table; all together where there is none."""
    return service_name(service_id, words) if service_id else words("review.sum.together")


