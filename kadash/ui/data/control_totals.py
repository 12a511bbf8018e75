"""The ERP's total of a month beside ours: typed, held together, and the rows behind a difference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.control_totals import (
    KIND,
    Behind,
    ControlTotal,
    Part,
    behind,
    control_totals,
    months,
    uncounted_rows,
)
from kadash.errors import KadashError
from kadash.language import Words
from kadash.store import Home
from kadash.ui import session
from kadash.ui.cache import kept
from kadash.ui.data.typed_amount import typed_amount
from kadash.ui.plain import plain
from kadash.ui.read_table import figures_right, read_table
from kadash.ui.seen import draw

_MOST_OPENED = 12
FIGURES = ("theirs", "ours", "difference", "share", "amount", "effect", "lines")


def control_panel(words: Words, home: Home, asked: Asked) -> None:
    """What agrees and what does not, in a sentence; the totals; the way to type one; what is behind each difference."""
    totals, seen = control_totals(asked, home.journal().all(KIND)), draw(home.journal(), KIND)
    st.subheader(words("totals.title"), anchor=False)
    st.markdown(_sentence(words, totals))
    if totals:
        st.dataframe(_shown(words, totals), hide_index=True, key="control_totals", alt=words("totals.title"),
                     column_config=figures_right(_heads(words)))
    _form(words, home, asked, seen)
    for total in [one for one in totals if not one.exact and one.ours][:_MOST_OPENED]:
        label = words("totals.behind", None, month=words.month(total.month),
                      difference=words.money_exact(total.difference))
        with st.expander(label):
            _behind(words, asked, total)


def _sentence(words: Words, totals: list[ControlTotal]) -> str:
    apart = [words.month(total.month) for total in totals if not total.exact]
    if not totals:
        return words("totals.none")
    return words("totals.some_differ", len(apart), months=words.listed(apart)) if apart else (
        words("totals.all_exact", len(totals)))


def _form(words: Words, home: Home, asked: Asked, seen: Mapping[str, int]) -> None:
    newest_first = sorted(kept(months, asked), reverse=True)
    with st.form("control_total", border=False):
        month_at, amount_at, button_at = st.columns([2, 3, 1], vertical_alignment="bottom")
        month = month_at.selectbox(words("totals.month"), newest_first, format_func=words.month, key="control_month")
        typed = amount_at.text_input(words("totals.amount", currency=words.currency(asked.currency)),
                                     key="control_amount", help=words("totals.amount_help"), placeholder="1,284,500.10")
        asked_for = button_at.form_submit_button(words("totals.save"), width="stretch")
    if asked_for and month is not None:
        _keep(words, home, month, typed or "", seen)


def _keep(words: Words, home: Home, month: dt.date, typed: str, seen: Mapping[str, int]) -> None:
    amount = typed_amount(typed)
    if typed.strip() and amount is None:
        st.error(plain(words("totals.not_an_amount", text=typed)))
        return
    body = None if amount is None else {"amount": str(amount)}
    subject = f"{month:%Y-%m}"
    try:
        home.journal().put(KIND, subject, body, author=session.author(Right.LOAD), at=session.now(),
                           expected=seen.get(subject, 0))
    except KadashError as error:  # the table above has the other's total by now, the field what was typed
        st.error(plain(words.of_error(error)))
        return
    st.rerun()


def _shown(words: Words, totals: list[ControlTotal]) -> pd.DataFrame:
    rows = [{"month": words.month(total.month), "theirs": words.money_exact(total.theirs),
             "ours": words.money_exact(total.ours), "difference": words.money_exact(total.difference),
             "share": words.percent(total.share, 3), "verdict": words(f"totals.{_verdict(total)}"),
             "author": total.author} for total in totals]
    return pd.DataFrame(rows).rename(columns=lambda name: words(f"totals.column.{name}"))


def _verdict(total: ControlTotal) -> str:
    if total.exact:
        return "exact"
    if not total.ours:
        return "not_loaded"
    return "missing" if total.difference > 0 else "surplus"


def _behind(words: Words, asked: Asked, total: ControlTotal) -> None:
    found = kept(behind, asked, total.month, total.difference)
    st.markdown(_explained(words, found))
    key = f"{total.month:%Y_%m}"
    if found.parts:
        read_table(words, words("totals.behind_table"), _parts(words, found), _heads(words), key=f"behind_{key}",
                   file=lambda: _rows(words, asked, total.month))
    orders = found.orders.assign(day=[words.date(day) for day in found.orders["day"]],
                                 amount=[words.money_exact(amount) for amount in found.orders["amount"]])
    read_table(words, words("totals.orders"), _named(words, orders), _heads(words), key=f"orders_{key}",
               file=lambda: _named(words, found.orders))


def _explained(words: Words, found: Behind) -> str:
    if found.explaining:
        return plain(words("totals.explained", parts=words.listed([_said(words, part) for part in found.explaining])))
    return words("totals.not_explained" if found.parts else "totals.no_parts")


def _said(words: Words, part: Part) -> str:
    rows = words(f"totals.part.{part.kind}", part.rows)
    if part.code is None:
        return rows
    return words("totals.part_with_reason", None, part=rows, reason=words(f"finding.{part.code}", 1).rstrip(".。"))


def _parts(words: Words, found: Behind) -> pd.DataFrame:
    rows = [{"part": _said(words, part), "file": " · ".join(filter(None, (part.file, part.sheet))),
             "amount": words.money_exact(part.amount), "effect": _effect(words, part.effect)} for part in found.parts]
    return pd.DataFrame(rows).rename(columns=lambda name: words(_head(words, name)))


def _effect(words: Words, effect: Decimal) -> str:
    return f"+{words.money_exact(effect)}" if effect > 0 else words.money_exact(effect)


def _rows(words: Words, asked: Asked, month: dt.date) -> pd.DataFrame:
    rows = uncounted_rows(asked, month)
    return _named(words, rows.assign(code=[words(f"finding.{code}", 1) for code in rows["code"]]))


def _named(words: Words, table: pd.DataFrame) -> pd.DataFrame:
    return table.rename(columns=lambda name: words(_head(words, name)))


def _head(words: Words, name: str) -> str:
    return next(key for key in (f"totals.column.{name}", f"data.column.{name}") if words.has(key))


def _heads(words: Words) -> list[str]:
    return [words(f"totals.column.{name}") for name in FIGURES]
