"""Step 4, decided: the services worth offering, each with reasons, gain, range, cost and the runner-up."""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import (
    Offer,
    ReviewHead,
    entered,
    service_about,
    service_name,
)
from kadash.language import Words
from kadash.services.wording import change_sentences, reason_sentence, terms_sentences, warning_sentence
from kadash.ui.address import one_of
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.review.arithmetic import arithmetic
from kadash.ui.review.buyer import buyer_headline
from kadash.ui.review.offered import offered
from kadash.ui.review.plan_entry import PlanEntry, plan_entry


def decided(page: Page, asked: Asked, account: ReviewHead) -> None:
    """The services to offer, or the arithmetic of them with the customer."""
    part = one_of(page.words("review.decide"), ("services", "arithmetic"), "decide",
                  lambda one: page.words(f"review.decide.{one}"), default="services")
    (arithmetic if part == "arithmetic" else _services)(page, asked, account)


def _services(page: Page, asked: Asked, account: ReviewHead) -> None:
    """The proposals as cards, what must not be offered, and which were taken into the plan."""
    words = page.words
    view, found = offered(asked, account, entered(page.home.journal(), account.account_id))
    if view is not None:
        st.caption(words(f"review.decided.for.{view.type}", None, headline=buyer_headline(view, words)))
    if not found:
        st.info(words("review.decided.nothing"))
        return
    best = found[0]
    st.markdown(f"**{_headline(best, words)}**")
    kept = plan_entry(page, asked, account)
    kept.settle()
    with st.grid(3, min_column_width=280, gap="small"):
        for offer in found:
            with st.container(border=True, height="stretch"):
                _card(words, offer, kept, _terms(words, asked, account, offer))
    _do_not(words, best)


def _headline(best: Offer, words: Words) -> str:
    key = "review.decided.headline_unknown" if best.gain_unknown else "review.decided.headline"
    return words(key, None, service=plain(service_name(best.service_id, words)),
                 gain=words.money(best.expected_gain), low=words.money(best.low), high=words.money(best.high))


def _terms(words: Words, asked: Asked, account: ReviewHead, offer: Offer) -> list[str]:
    """What the service binds the customer to, and a bundle's price against its parts."""
    service = next((one for one in asked.catalogue.services if one.id == offer.service_id), None)
    return terms_sentences(service, account.figure("revenue_12m"), words) if service is not None else []


def _card(words: Words, offer: Offer, kept: PlanEntry, terms: list[str]) -> None:
    st.markdown(f"**{offer.rank}. {plain(service_name(offer.service_id, words))}**")
    st.caption(plain(service_about(offer.service_id, words)))
    st.metric(words("review.decided.gain"), words.money(offer.expected_gain))
    st.caption(words("review.decided.terms", None, low=words.money(offer.low), high=words.money(offer.high),
                     cost=words.money(offer.cost), hours=words.number(offer.hours),
                     likely=words.percent(offer.probability_of_gain, 0), payback=offer.payback_text(words)))
    st.markdown("\n".join(f"- {plain(one)}" for one in (*_why(words, offer), *terms)))
    source = words(f"effect_source.{offer.reasons.get('source', 'assumption')}")
    st.caption(words("review.decided.source", source=source))
    runner_up = offer.reasons.get("runner_up")
    if isinstance(runner_up, dict) and runner_up.get("gap") is not None:
        st.caption(words("review.decided.runner_up", service=plain(service_name(str(runner_up["service"]), words)),
                         gap=words.money(float(runner_up["gap"]))))
    st.space("stretch")
    kept.service_button(offer.service_id)


def _why(words: Words, offer: Offer) -> list[str]:
    """Why it fits, what it may cost in retention, and what would change the choice."""
    said = [reason_sentence(reason, words) for reason in _entries(offer, "because")]
    retention = offer.reasons.get("retention_change")
    if isinstance(retention, int | float) and retention < 0:
        said.append(words("proposal.retention", None, points=words.number(-retention * 100, 1)))
    change = offer.reasons.get("would_change")
    if isinstance(change, dict):
        said += change_sentences(change, words, lambda one: service_name(one, words))
    return said


def _do_not(words: Words, best: Offer) -> None:
    warnings = _entries(best, "do_not")
    if not warnings:
        return
    st.markdown(f"**{words('review.decided.do_not')}**")
    for warning in warnings:
        st.markdown(words("review.decided.do_not_line", service=plain(service_name(str(warning["service"]), words)),
                          why=plain(warning_sentence(warning, words))))


def _entries(offer: Offer, name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", offer.reasons.get(name) or [])
