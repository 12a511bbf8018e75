"""What a load proposes: accounts that look like no customers, files that cover the same days. A person decides."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

import streamlit as st

from kadash.access import Right
from kadash.language import Words
from kadash.loads.excluded import KIND, decided_accounts, exclude_account
from kadash.loads.overlap import ASSUMED, CHOSEN, SAME_SHEET, chosen_overlaps
from kadash.store import Home
from kadash.ui import session
from kadash.ui.data.overlaps import is_open, overlap_questions
from kadash.ui.seen import draw
from kadash.vocabulary import Finding

_ACCOUNT, _OVERLAPS = "pseudo_account_proposed", (ASSUMED, CHOSEN, SAME_SHEET)
PROPOSING = (_ACCOUNT, *_OVERLAPS)


def proposals(words: Words, home: Home, notes: Iterable[Finding]) -> bool:
    """The proposals among the notes, and what was decided before; True where the user has just decided something."""
    found, seen = list(notes), draw(home.journal(), KIND)
    accounts = [note for note in found if note.code == _ACCOUNT]
    overlaps = [note for note in found if note.code in _OVERLAPS]
    decided = _accounts(words, home, accounts, seen) if accounts else False
    decided = (overlap_questions(words, home, overlaps) if overlaps else False) or decided
    return _taken_out(words, home, seen) or decided


def is_undecided(home: Home, notes: Iterable[Finding]) -> bool:
    """Whether a person still has something to decide."""
    chosen = chosen_overlaps(home)
    return any(note.code == _ACCOUNT or is_open(note, chosen) for note in notes)


def _accounts(words: Words, home: Home, notes: list[Finding], seen: Mapping[str, int]) -> bool:
    lines = {str(note.facts["account_id"]): _account(words, note) for note in notes}
    with st.container(border=True):
        st.markdown(f"**{words('propose.accounts', len(lines))}**")
        st.caption(words("propose.accounts_help"))
        shown = zlib.crc32("".join(lines.values()).encode())  # a browser keeps what it shows as long as the key stays
        chosen = st.multiselect(words("propose.take_out"), list(lines), default=list(lines),
                                key=f"propose_accounts_{shown}", format_func=lambda account: lines[account],
                                placeholder=words("propose.none_out"))
        if not st.button(words("propose.decide"), key="decide_accounts"):
            return False
    home.journal().refuse_changed(KIND, {account: seen.get(account, 0) for account in lines})
    for account in lines:
        exclude_account(home, account, who=session.author(Right.LOAD), at=session.now(), excluded=account in chosen,
                        expected=seen.get(account, 0))
    return True


def _account(words: Words, note: Finding) -> str:
    return words("propose.account", None, name=note.facts["name"] or note.facts["account_id"],
                 account_id=note.facts["account_id"], lines=words("propose.lines", note.count),
                 amount=words.fact(note.facts["amount"]))


def _taken_out(words: Words, home: Home, seen: Mapping[str, int]) -> bool:
    out = [account for account, excluded in decided_accounts(home).items() if excluded]
    if not out:
        return False
    with st.expander(words("propose.taken_out", len(out))):
        for number, account in enumerate(out):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(account, width="content")
                if st.button(words("propose.count_again"), key=f"count_again_{number}"):
                    exclude_account(home, account, who=session.author(Right.LOAD), at=session.now(), excluded=False,
                                    expected=seen.get(account, 0))
                    return True
    return False
