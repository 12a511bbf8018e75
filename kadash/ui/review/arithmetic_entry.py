"""What the rep asks the customer for the arithmetic: answers, agreed changes and prices, kept in the journal."""

from __future__ import annotations

import streamlit as st

from kadash.access import Right
from kadash.answers.review import ReviewHead, service_name
from kadash.language import Words
from kadash.reviews.arithmetic import Arithmetic
from kadash.reviews.arithmetic_lines import INPUTS, RULES, SHARES
from kadash.reviews.arithmetic_said import Said, said_to_body
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.kept_entry import kept_entry


def arithmetic_entry(page: Page, account: ReviewHead, said: Said, done: Arithmetic) -> None:
    """Empty fields stay unknown: nothing is filled in for the customer."""
    if not session.may(Right.EDIT_ENTRIES):
        return
    words, kept = page.words, kept_entry(page, "arithmetic", account.account_id)
    st.markdown(f"**{words('review.ask.title')}**")
    st.caption(words("review.ask.about"))
    with st.form(f"arithmetic_{kept.name}", border=False):
        inputs = _inputs(words, said, done, kept.name)
        shares, fees, one_offs = _services(words, said, done, kept.name)
        if st.form_submit_button(words("review.ask.save"), type="primary"):
            shown = {one.service_id for one in done.services}
            other = {pair: share for pair, share in said.shares.items() if pair[0] not in shown}
            fees |= {name: fee for name, fee in said.fees.items() if name not in shown}
            one_offs |= {name: once for name, once in said.one_offs.items() if name not in shown}
            given = Said(inputs, {**other, **shares}, fees, one_offs)
            if kept.save(said_to_body(given)):
                st.rerun()
    kept.line()


def _inputs(words: Words, said: Said, done: Arithmetic, name: str) -> dict[str, float]:
    """Answers that any line asks for; those of lines whose own figures are nought keep what was said before."""
    wanted = {asked for line in done.lines if all(line.measured.values()) for asked in RULES[line.code].asks}
    found = {one: said.inputs[one] for one in INPUTS if one in said.inputs and one not in wanted}
    with st.grid(5, min_column_width=170, gap="small"):
        for one in (one for one in INPUTS if one in wanted):
            scale = 100.0 if one in SHARES else 1.0
            before = said.inputs.get(one)
            value = st.number_input(
                words(f"review.ask.{one}"), min_value=0.0, key=f"{one}_{name}", step=None, format="%g",
                value=None if before is None else before * scale, help=words(f"review.ask.{one}.help"))
            if value is not None:
                found[one] = value / scale
    return found


def _services(words: Words, said: Said, done: Arithmetic, name: str) -> tuple[
        dict[tuple[str, str], float], dict[str, float], dict[str, float]]:
    shares: dict[tuple[str, str], float] = {}
    fees: dict[str, float] = {}
    one_offs: dict[str, float] = {}
    for service in done.services:
        st.markdown(f"**{plain(service_name(service.service_id, words))}**")
        with st.grid(5, min_column_width=170, gap="small"):
            for change in service.changes:
                pair = (service.service_id, change.line)
                before = said.shares.get(pair)
                key = "review.ask.less" if RULES[change.line].side == "sacrifice" else "review.ask.more"
                share = st.number_input(
                    words(key, None, line=words(f"review.line.{change.line}")), 0.0, 100.0, key=f"{pair}_{name}",
                    value=None if before is None else before * 100.0, step=5.0, format="%g")
                if share is not None:
                    shares[pair] = share / 100.0
            for held, kept in ((fees, said.fees), (one_offs, said.one_offs)):
                label = words("review.ask.fee" if held is fees else "review.ask.one_off")
                key = f"{'fee' if held is fees else 'once'}_{service.service_id}_{name}"
                value = st.number_input(label, min_value=0.0, step=None, format="%g", key=key,
                                        value=kept.get(service.service_id))
                if value is not None:
                    held[service.service_id] = value
    return shares, fees, one_offs
