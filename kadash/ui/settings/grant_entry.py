"""The fields of a grant: role, whose accounts, deputies, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kadash.access import Deputy, Grant, Role
from kadash.access.roles import NARROWED
from kadash.answers.accounts import choices
from kadash.language import Words
from kadash.ui.cache import kept
from kadash.ui.frame import Page

_DAYS = ("first_day", "last_day")


def grant_entry(page: Page, before: Grant | None, key: str) -> Grant:
    """What is wanted, starting from what holds. Owners and regions: those of the data, and those it names already."""
    words, start = page.words, before or Grant(Role.REP)
    role = Role(st.segmented_control(
        words("roles.column.role"), [role.value for role in Role], default=start.role.value, required=True, wrap=True,
        key=f"grant_role_{key}", format_func=lambda one: words(f"roles.role.{one}"), label_visibility="collapsed")
        or start.role)
    st.caption(words(f"roles.about.{role}"))
    owners, regions, deputies = start.owners, start.regions, start.deputies
    if role in NARROWED:
        owners, regions, deputies = _accounts(page, start, key)
    first, last = st.columns(2, gap="small")
    return Grant(role, *((owners, regions, deputies) if role in NARROWED else ((), (), ())),
                 _day(first, words("roles.first_day"), start.first_day, f"grant_first_{key}"),
                 _day(last, words("roles.last_day"), start.last_day, f"grant_last_{key}"))


def _accounts(page: Page, start: Grant, key: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Deputy, ...]]:
    words = page.words
    there = kept(choices, page.asked) if page.asked is not None else None
    known_owners, known_regions = (there.owners, there.regions) if there else ((), ())
    left, right = st.columns(2, gap="small")
    owners = left.multiselect(words("roles.owners"), _with(known_owners, start.owners), list(start.owners),
                              key=f"grant_owners_{key}", accept_new_options=there is None,
                              placeholder=words("roles.owners.none"))
    regions = right.multiselect(words("roles.regions"), _with(known_regions, start.regions), list(start.regions),
                                key=f"grant_regions_{key}", accept_new_options=there is None,
                                placeholder=words("roles.regions.none"))
    deputies = _deputies(words, start.deputies, _with(known_owners, [one.owner for one in start.deputies]), key)
    return tuple(owners), tuple(regions), deputies


def _deputies(words: Words, start: Sequence[Deputy], owners: list[str], key: str) -> tuple[Deputy, ...]:
    """A line an owner whom they stand in for, with the days; a line without an owner is none."""
    rows = pd.DataFrame([[one.owner, one.first_day, one.last_day] for one in start], columns=["owner", *_DAYS])
    rows = rows.astype({"owner": "object"}).assign(**{name: pd.to_datetime(rows[name]) for name in _DAYS})
    with st.expander(words("roles.deputies", len(start)) if start else words("roles.deputies.none"),
                     expanded=bool(start)):
        edited = st.data_editor(rows, hide_index=True, num_rows="dynamic", key=f"grant_deputies_{key}", column_config={
            "owner": st.column_config.SelectboxColumn(words("roles.deputies.owner"), options=owners),
            **{name: st.column_config.DateColumn(words(f"roles.{name}")) for name in _DAYS}})
    return tuple(Deputy(str(row["owner"]), _as_day(row["first_day"]), _as_day(row["last_day"]))
                 for row in edited.to_dict("records") if isinstance(row["owner"], str) and row["owner"])


def _day(place: st.delta_generator.DeltaGenerator, label: str, start: dt.date | None, key: str) -> dt.date | None:
    found = place.date_input(label, start, key=key)
    return found if isinstance(found, dt.date) else None


def _as_day(value: object) -> dt.date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[arg-type, call-overload]


def _with(known: Sequence[str], named: Sequence[str]) -> list[str]:
    return sorted({*known, *named})
