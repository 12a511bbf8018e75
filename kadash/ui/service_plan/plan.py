"""Plan: budget and hours, who gets what, the frontier, what binds, who just missed; and against today's effort."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from kadash.answers import Asked
from kadash.answers.keeper import VIEWERS, Keeper
from kadash.answers.service_plan import Effort, PlanBase, ServicePlan, effort_today, plan_base, service_plan
from kadash.answers.service_plan.saved import declined_of_late, saved_plans
from kadash.charts import frontier
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.store import Home
from kadash.ui import session
from kadash.ui.cache import kept
from kadash.ui.figures import KeyFigure, figures
from kadash.ui.frame import Page
from kadash.ui.last_door import last_door
from kadash.ui.service_plan.controls import controls
from kadash.ui.service_plan.save import as_shown, save_panel
from kadash.ui.service_plan.who import who_gets_what
from kadash.ui.service_plan.why import why_panel
from kadash.ui.sticky import stay_in_sight

USUAL_SHARE = 0.3
"""Of the money that could be spent at a gain, what the slider starts from where today's effort is not known."""

_grounds = Keeper(VIEWERS)


@dataclass(frozen=True)
class Standing:
    """What no slider moves. plans: how many were saved; declined: (account, service) that customers said no to."""

    effort: Effort | None
    plans: int
    declined: frozenset[tuple[str, str]]


def plan_view(page: Page, asked: Asked) -> None:
    """The sliders with all they move; a kind sentence where no gain is known."""
    base = kept(plan_base, asked)
    if not base.gain_known:
        st.info(page.words("service_plan.no_gain" if asked.cost_known else "service_plan.no_cost"))
        return
    stay_in_sight("service_plan_answer", page.dark)
    _panel(page, asked, base)
    save_panel(page, asked)


@st.fragment
def _panel(page: Page, asked: Asked, base: PlanBase) -> None:
    """Everything that a slider moves, so that a move redraws this and nothing else."""
    words = page.words
    with last_door(words):
        standing = kept(_standing, asked, page.home.path, page.home.journal().revision(), session.today())
        effort = standing.effort
        answer_place = st.container(key="service_plan_answer", gap="xsmall")
        seed = f"{asked.as_of.isoformat()}-{standing.plans}"
        asking = replace(controls(words, base, _usual(base, effort), seed), declined=standing.declined)
        as_shown(asking)
        plan = service_plan(asked, asking)
        with answer_place:
            _answer(words, plan)
        _pictures(page, plan, effort)
        who_gets_what(page, asked, plan)
        why_panel(page, asked, plan)


def _standing(asked: Asked, folder: Path, revision: int, today: dt.date) -> Standing:
    """At a revision of the journal, which is part of the key under which this is kept; of the accounts in sight."""
    journal, accounts = Home(folder).journal(), plan_base(asked).accounts
    seen = frozenset(accounts["account_id"])
    return Standing(effort_today(accounts), len(saved_plans(journal)), frozenset(
        pair for pair in declined_of_late(journal, today) if pair[0] in seen))


def _usual(base: PlanBase, effort: Effort | None) -> float:
    most = base.frontier.most
    return effort.service_cost if effort is not None and effort.service_cost < most else most * USUAL_SHARE


def _answer(words: Words, plan: ServicePlan) -> None:
    solved = plan.solved
    st.markdown(f"**{_headline(words, plan)}**")
    years = plan.base_years
    figures([
        KeyFigure(words("service_plan.gain"), words.money(solved.expected_gain),
                  beside=words("service_plan.over_years", years), why=words("service_plan.gain.why")),
        KeyFigure(words("service_plan.cost"), words.money(solved.cost), beside=words("service_plan.first_year"),
                  why=words("service_plan.cost.why")),
        KeyFigure(words("service_plan.price"), words.number(solved.budget_price, 1),
                  beside=words("service_plan.price.beside"), why=words("service_plan.price.why")),
        KeyFigure(words("service_plan.not_price"), words.percent(plan.not_price_share, 0),
                  beside=words("service_plan.not_price.beside", plan.services_given),
                  why=words("service_plan.not_price.why")),
    ])


def _headline(words: Words, plan: ServicePlan) -> str:
    solved = plan.solved
    if not plan.accounts_served:
        return words("service_plan.nobody")
    facts = {"services": words.number(plan.services_given), "gain": words.money(solved.expected_gain),
             "cost": words.money(solved.cost)}
    if solved.budget_price > 0:
        return words("service_plan.headline", plan.accounts_served, price=words.number(solved.budget_price, 1), **facts)
    return words("service_plan.headline_enough", plan.accounts_served, **facts)


def _pictures(page: Page, plan: ServicePlan, effort: Effort | None) -> None:
    words, solved, curve = page.words, plan.solved, plan.frontier
    left, right = st.columns([1.35, 1], gap="medium")
    with left:
        st.markdown(f"**{words('service_plan.frontier')}**")
        ground = _grounds.get((words.key, curve.budget.tobytes(), curve.gain.tobytes()), lambda: frontier.ground(
            curve.budget.tolist(), curve.gain.tolist(), words))
        st.html(frontier.style(theme(page.dark)) + ground.with_plan((solved.cost, solved.expected_gain), words))
    with right:
        said = [f"**{words('service_plan.binds')}**", *_binding(words, plan)]
        if effort is not None:
            said += [f"**{words('service_plan.today')}**", effort.sentence(words),
                     effort.plan_sentence(plan.share_to(effort.ids), words)]
        st.markdown("\n\n".join(said))
        st.caption("\n\n".join(_to_know(words, plan)))


def _to_know(words: Words, plan: ServicePlan) -> list[str]:
    """Who is left out of the plan, and how near it is to the best there can be."""
    asking = plan.asking
    declined = [words("service_plan.declined", len(asking.declined))] if asking.declined else []
    held = [words("service_plan.held", plan.accounts_held, share=words.percent(asking.hold_out, 0))]
    gap = words("service_plan.exact.gap" if asking.exact else "service_plan.live.gap", None,
                gap=words.percent(max(plan.solved.gap, 0.0), 2))
    return [*declined, *(held if asking.hold_out else []), gap]


def _binding(words: Words, plan: ServicePlan) -> list[str]:
    """What binds, each with what one more of it would earn."""
    said = []
    for name in plan.solved.binding:
        price = plan.solved.prices[name]
        said.append(words("service_plan.binds.budget", None, price=words.number(price, 2)) if name == "budget"
                    else words("service_plan.binds.hours", None, role=words(f"role.{name}"), price=words.money(price)))
    return said or [words("service_plan.binds.nothing")]
