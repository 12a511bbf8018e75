"""A service on a card: what it is, whom it fits, what it moves, what it costs, and where its effect comes from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kadash.language import Words
from kadash.services import Catalogue, Service
from kadash.services.catalogue import BUYER_TYPES, Condition, Effect
from kadash.services.wording import condition_sentence, signal_name
from kadash.ui.plain import plain
from kadash.ui.service_plan.who import service_word

POINTS = ("retention", "wallet", "margin", "price")


def card(words: Words, service: Service, menu: Catalogue) -> None:
    """Two columns: whom and on what terms; what it moves."""
    with st.container(border=True):
        st.markdown(f"**{plain(service.name.in_language(words.language))}**  \n"
                    f"{plain(service.about.in_language(words.language))}")
        whom, moves = st.columns([1, 1.3], gap="medium")
        with whom:
            _conditions(words, "catalogue.eligible", service.eligible)
            _conditions(words, "catalogue.do_not", service.do_not)
            for sentence in _terms(words, service, menu):
                st.caption(sentence)
        with moves:
            st.markdown(f"**{words('catalogue.moves')}**")
            st.dataframe(_effects(words, service), hide_index=True, key=f"card_{service.id}",
                         alt=words("catalogue.moves"))
            if service.ours_alone:
                st.caption(words("catalogue.ours_alone"))


def _conditions(words: Words, title: str, conditions: Sequence[Condition]) -> None:
    if conditions:
        st.markdown(f"**{words(title)}**\n" + "".join(
            f"\n- {plain(condition_sentence(one.signal, one.operator, one.threshold, words))}" for one in conditions))


def _terms(words: Words, service: Service, menu: Catalogue) -> list[str]:
    said = [words("catalogue.hours_of", None, hours=words.listed([
        words("catalogue.hours_one", None, role=words(f"role.{role}"), hours=words.number(spent))
        for role, spent in service.hours.items()]))]
    if service.minimum_term_months:
        said.append(words("catalogue.term", service.minimum_term_months, share=words.percent(service.exit_share))
                    if service.exit_share else words("catalogue.term_free", service.minimum_term_months))
    if service.bundle is not None:
        said.append(words("catalogue.bundle", None, price=words.percent(service.bundle.price),
                          apart=words.percent(service.bundle.apart), saving=words.percent(service.bundle.saving, 0),
                          parts=words.listed([plain(part.name.in_language(words.language))
                                              for part in service.bundle.parts])))
    if service.conflicts:
        said.append(words("catalogue.conflicts", None, services=words.listed(
            [service_word(words, one) for one in service.conflicts])))
    said += [words("catalogue.together", None, share=words.percent(1 - both.cost_share, 0), service=service_word(
        words, next(one for one in both.services if one != service.id)))
        for both in menu.together if service.id in both.services]
    return said


def _effects(words: Words, service: Service) -> pd.DataFrame:
    return pd.DataFrame([{
        words("catalogue.lever"): _lever(words, one),
        **{words(f"layer.buyer_type.{kind}"): _effect(words, one, *getattr(one, kind)) for kind in BUYER_TYPES},
        words("catalogue.column.effect_source"): _source(words, *service.source_of(one)),
    } for one in service.effects])


def _lever(words: Words, effect: Effect) -> str:
    lever = words(f"service_lever.{effect.lever}")
    return lever if effect.unit is None else words("catalogue.times", None, lever=lever,
                                                   signal=signal_name(effect.unit, words))


def _effect(words: Words, effect: Effect, mean: float, sd: float) -> str:
    if effect.unit is not None:
        return words("catalogue.effect", None, mean=words.number(mean, 1), sd=words.number(sd, 1))
    if effect.lever in POINTS:
        return words("catalogue.effect_points", None, mean=words.points(mean), sd=words.number(sd * 100, 1))
    if effect.lever == "payment_days":
        return words("catalogue.effect_days", None, mean=words.number(mean, 1), sd=words.number(sd, 1))
    return words("catalogue.effect", None, mean=words.percent(mean, sign=True), sd=words.percent(sd))


def _source(words: Words, source: str, accounts: int | None) -> str:
    if source == "learned" and accounts:
        return words("catalogue.source.learned", accounts)
    return words(f"effect_source.{source}")
