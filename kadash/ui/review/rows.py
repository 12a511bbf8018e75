"""The rows behind an account's figures, on demand: which file, which row."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import KINDS, ReviewHead, rows_behind
from kadash.answers.review.rows import EVERY
from kadash.language import Words
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.read_table import table_title
from kadash.ui.tables import HEAD_PX, ROW_PX

ROWS_SEEN = 12
_WHOLE, _CENTS = "%d", "%,.2f"
_FORMATS = {"amount": _CENTS, "cost": _CENTS, "quantity": "%,.2f", "hours": "%,.1f", "late": _WHOLE, "row": _WHOLE}


def rows(page: Page, asked: Asked, account: ReviewHead) -> None:
    """A switch that asks for them; nothing is read before."""
    words = page.words
    kind = address.one_or_none(words("review.rows"), KINDS, "rows", lambda one: words(f"table.{one}"))
    st.caption(words("review.rows.about"))
    if kind is None:
        return
    found = rows_behind(asked, account.account_id, kind)
    said = words("review.rows.sentence", found.found, first=words.date(found.window.previous_first_day),
                 last=words.date(asked.as_of))
    if found.amount is not None:
        said = words("review.rows.with_amount", None, sentence=said, amount=words.money_exact(found.amount))
    shown = _worded(words, found.rows).dropna(axis="columns", how="all")
    heads = {str(name): words(f"review.rows.{name}") for name in shown}
    table_title(words, plain(said), "review_rows", lambda: _worded(words, rows_behind(
        asked, account.account_id, kind, EVERY).rows)[list(heads)].rename(columns=heads))
    if shown.empty:
        return
    config = {name: st.column_config.NumberColumn(head, format=_FORMATS[name]) if name in _FORMATS
              else st.column_config.DateColumn(head) if name in ("day", "paid", "closed")
              else st.column_config.TextColumn(head) for name, head in heads.items()}
    st.dataframe(shown, hide_index=True, key="review_rows_table", column_config=config, placeholder="–",
                 height=HEAD_PX + ROW_PX * min(len(shown), ROWS_SEEN), alt=said)
    if found.found > len(shown):
        st.caption(words("review.rows.first", None, shown=words.number(len(shown)), of=words.number(found.found)))


def _worded(words: Words, found: pd.DataFrame) -> pd.DataFrame:
    """The rows with codes in words."""
    codes = {"kind": "policy.minutes", "severity": "review.rows.severity"}
    return found.assign(**{
        name: pd.Series([words(f"{key}.{code}") if isinstance(code, str) else None for code in found[name]],
                        index=found.index, dtype="object")
        for name, key in codes.items() if name in found})
