"""Edit a service or write a new one: what was typed, whom it would reach, and only then save, retire or put back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.service_plan import plan_base, reached
from kadash.errors import KadashError
from kadash.language import Words
from kadash.loads import keep_service
from kadash.loads.catalogue import KIND
from kadash.services import Catalogue, Service
from kadash.services.in_force import RETIRED, service_body, service_of, with_service
from kadash.ui import session
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.kept_entry import KeptEntry, kept_entry
from kadash.ui.service_plan.rules_entry import rules_entry
from kadash.ui.service_plan.terms_entry import bundle_entry, terms_entry

IDEAS, MEANS = ("customise", "organise", "bridge", "differentiate"), ("none", "contract", "bundle")
MOST_NAMED = 8
BLANK: dict[str, Any] = {
    "id": "", "name": {"en": "", "zh": ""}, "about": {"en": "", "zh": ""}, "core_idea": "customise", "means": "none",
    "cost": {"driver": "revenue"}, "minimum_term_months": 0, "source": "assumption"}


def editor(page: Page, asked: Asked, menu: Catalogue, service: Service | None) -> None:
    """The fields, the reach, the buttons."""
    words = page.words
    kept = kept_entry(page, KIND, service.id, "settings.see_new") if service else None
    key = "new" if kept is None else f"{kept.account_id}_{kept.seen}" if kept.seen else kept.account_id
    if kept is not None:
        kept.settle()
    body = service_body(service) if service else dict(BLANK)
    typed = body | _words_of(words, body, key, new=service is None)
    typed |= rules_entry(words, asked, service, key) | terms_entry(words, service, menu, body, key)
    typed |= bundle_entry(words, service, key) if typed["means"] == "bundle" else {"bundle": None}
    try:
        wanted = with_service(menu, service_of(typed)).service(str(typed["id"]))
    except KadashError as error:
        if service is not None or typed["id"]:
            st.warning(plain(words.of_error(error)))
        return
    _reach(words, asked, service, wanted)
    _buttons(page, service, wanted, kept)


def _words_of(words: Words, body: dict[str, Any], key: str, *, new: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if new:
        found["id"] = st.text_input(words("catalogue.field.id"), key=f"id_{key}", placeholder="loan_equipment",
                                    help=words("catalogue.field.id.help")).strip()
    for name in ("name", "about"):
        left, right = st.columns(2, gap="small")
        field = st.text_input if name == "name" else st.text_area
        found[name] = {
            language: _text(place, field, words(f"catalogue.field.{name}.{language}"), body[name][language],
                            f"{name}_{language}_{key}")
            for language, place in (("zh", left), ("en", right))}
    idea, means = st.columns(2, gap="small")
    found["core_idea"] = idea.selectbox(words("catalogue.column.core_idea"), IDEAS, IDEAS.index(body["core_idea"]),
                                        format_func=lambda one: words(f"core_idea.{one}"), key=f"idea_{key}")
    found["means"] = means.selectbox(words("catalogue.column.means"), MEANS, MEANS.index(body["means"]),
                                     format_func=lambda one: words(f"means.{one}"), key=f"means_{key}")
    found["ours_alone"] = st.checkbox(words("catalogue.field.ours_alone"), bool(body.get("ours_alone")),
                                      key=f"ours_alone_{key}", help=words("catalogue.field.ours_alone.help"))
    return found


def _text(place: Any, field: Any, label: str, value: str, key: str) -> str:
    with place:
        return str(field(label, value, key=key) or "").strip()


def _reach(words: Words, asked: Asked, before: Service | None, after: Service) -> None:
    """Whom the service would reach as it now stands, and what is unwise of it."""
    found = reached(asked, before, after)
    sentence = words("catalogue.reach", len(found.after), entered=words.number(len(found.entered)),
                     left=words.number(len(found.left)))
    st.markdown(f"**{sentence}**")
    if before is not None:
        for key, accounts in (("enters", found.entered), ("leaves", found.left)):
            if accounts:
                st.caption(words(f"catalogue.reach.{key}", None, names=_names(words, asked, accounts)))
    guards = {one.code for one in after.do_not}
    if after.means == "contract" and not {"severe_open_above", "mean_days_late_at_least"} <= guards:
        st.warning(words("catalogue.guard.contract"))
    if any(one.lever == "price" and one.consultative[0] < 0 for one in after.effects) and (
            "margin_erosion_is" not in guards):
        st.warning(words("catalogue.guard.price"))
    if not after.ours_alone and after.is_against_customer:
        st.warning(words("catalogue.guard.ours_alone"))


def _names(words: Words, asked: Asked, ids: frozenset[str]) -> str:
    """The largest of some accounts by name, the rest as dots."""
    known = plan_base(asked).accounts
    some = known[known["account_id"].isin(ids)].sort_values("revenue_12m", ascending=False)
    named = [plain(str(name)) for name in some["account_name"].fillna(some["account_id"]).head(MOST_NAMED)]
    return words.listed([*named, *(["…"] if len(some) > MOST_NAMED else [])])


def _buttons(page: Page, before: Service | None, wanted: Service, kept: KeptEntry | None) -> None:
    words, key = page.words, before.id if before else "new"
    with st.container(horizontal=True, gap="small"):
        if st.button(words("catalogue.save"), type="primary", key=f"save_{key}", disabled=wanted == before):
            _keep(page, wanted, kept)
        if kept is None:
            return
        if st.button(words("catalogue.retire"), key=f"retire_{key}") and kept.save(dict(RETIRED)):
            st.rerun()
        if kept.newest is not None and kept.newest.body is not None and st.button(
                words("catalogue.as_shipped"), key=f"shipped_{key}", type="tertiary") and kept.save(None):
            st.rerun()


def _keep(page: Page, wanted: Service, kept: KeptEntry | None) -> None:
    """A new one only where nobody made one of that name meanwhile; what was typed stays in the fields."""
    if kept is None:
        try:
            keep_service(page.home, wanted, who=session.author(Right.EDIT_CATALOGUE), at=session.now(), expected=0)
        except KadashError as error:
            st.error(plain(page.words.of_error(error)))
            return
        st.rerun()
    if kept.save(service_body(wanted)):
        st.rerun()
