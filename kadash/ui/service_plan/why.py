"""Why an account of the plan gets what it gets: reasons, range, runner-up, what would change it, what not to do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from kadash.answers import Asked
from kadash.answers.service_plan import ServicePlan, reasons_of_one
from kadash.language import Words
from kadash.services.wording import change_sentences, reason_sentence, terms_sentences, warning_sentence
from kadash.ui.frame import Page
from kadash.ui.plain import plain
from kadash.ui.service_plan.who import service_word


def why_panel(page: Page, asked: Asked, plan: ServicePlan) -> None:
    """An account to choose, and a block for each of its services; asked for only where it is open."""
    if not plan.accounts_served:
        return
    words = page.words
    opened = st.expander(words("service_plan.why"), key="service_plan_why_open", on_change="rerun")
    if not opened.open:
        return
    names = dict(zip(plan.rows["account_id"], plan.rows["account_name"].fillna(plan.rows["account_id"]), strict=True))
    with opened:
        account = st.selectbox(words("service_plan.column.account"), list(names), format_func=names.__getitem__,
                               key="service_plan_why")
        row = plan.rows[plan.rows["account_id"].eq(account)].iloc[0]
        known = reasons_of_one(asked, account)
        figures = plan.base.proposals[plan.base.proposals["account_id"].eq(account)].set_index("service_id")
        bought = plan.base.accounts.set_index("account_id")["revenue_12m"].to_dict()
        for service in row["services"]:
            st.markdown(f"**{plain(service_word(words, service))}**")
            said = _sentences(words, known[service], figures.loc[service].to_dict())
            said += terms_sentences(plan.base.catalogue.service(service), bought.get(account), words)
            st.markdown("\n".join(f"- {plain(one)}" for one in said))
        _do_not(words, known)


def _sentences(words: Words, reasons: Mapping[str, Any], figures: Mapping[Any, Any]) -> list[str]:
    said = [words("service_plan.why.range", None, gain=words.money(figures["expected_gain"]),
                  low=words.money(figures["low"]), high=words.money(figures["high"]),
                  sure=words.percent(figures["probability_of_gain"], 0), payback=_payback(words, reasons))]
    said += [reason_sentence(one, words) for one in reasons["because"]]
    if (reasons.get("retention_change") or 0.0) < 0:
        said.append(words("proposal.retention", None, points=words.number(-reasons["retention_change"] * 100, 1)))
    runner = reasons.get("runner_up")
    if runner and runner.get("gap") is not None:
        said.append(words("proposal.runner_up", None, service=service_word(words, str(runner["service"])),
                          gap=words.money(runner["gap"])))
    said += change_sentences(reasons.get("would_change") or {}, words, lambda one: service_word(words, one))
    if not reasons.get("effect_by_buyer_type"):
        said.append(words("proposal.effect_averaged"))
    return said


def _payback(words: Words, reasons: Mapping[str, Any]) -> str:
    months = reasons.get("payback_months")
    if months is None:
        return words("service_plan.why.never")
    return words("catalogue.months", math.ceil(months)) if months > 0 else words("service_plan.why.at_once")


def _do_not(words: Words, known: Mapping[str, Mapping[str, Any]]) -> None:
    barred = [one for reasons in known.values() for one in reasons.get("do_not") or ()]
    if barred:
        st.markdown(f"**{words('service_plan.why.do_not')}**")
        st.markdown("\n".join(f"- {plain(service_word(words, str(one['service'])))}: "
                              f"{plain(warning_sentence(one, words))}" for one in barred))
