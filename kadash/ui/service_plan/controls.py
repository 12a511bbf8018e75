"""What a plan is asked for: budget and hours as sliders, and under "more" the hold-out, floors and the exact way."""

from __future__ import annotations

import math
from collections.abc import Mapping

import streamlit as st

from kadash.answers.keeper import Keeper
from kadash.answers.service_plan import Asking, PlanBase
from kadash.language import Words
from kadash.services.catalogue import ROLES
from kadash.ui import address

STOPS = 60
HOLD_OUT = 0.2
"""The share of the eligible that is kept without an offer unless it is switched off."""

FLOORS = (0, 25, 50, 75, 100)

_kept = Keeper(64)


def controls(words: Words, base: PlanBase, usual_budget: float, seed: str) -> Asking:
    """The sliders, as the address bar has them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words("service_plan.controls"), width="content")
        st.space("stretch")
        st.button(words("service_plan.reset"), on_click=_reset, type="tertiary", key="service_plan_reset")
        more = st.popover(words("service_plan.more"), type="tertiary")
    roles = [role for role in ROLES if base.most_hours.get(role, 0.0) > 0]
    with st.grid(3, min_column_width=150, gap=("xsmall", "medium")):
        stops = _stops(base.frontier.most)
        budget = _slider(words("service_plan.budget"), "budget", stops, usual_budget, _labels(words, "budget", stops),
                         words("service_plan.budget.help"))
        hours = {role: _hours(words, role, base.most_hours[role]) for role in roles}
    with more:
        held = st.toggle(words("service_plan.hold_out"), value=True, key="hold_out", bind="query-params",
                         help=words("service_plan.hold_out.help"))
        exact = st.toggle(words("service_plan.exact"), key="exact", bind="query-params",
                          help=words("service_plan.exact.help"))
        floor = _slider(words("service_plan.floor"), "floor", FLOORS, 0.0, _labels(words, "floor", FLOORS),
                        words("service_plan.floor.help"))
        by = address.one_of(words("service_plan.floor_by"), ("region", "owner"), "floor_by",
                            lambda name: words(f"service_plan.floor_by.{name}"), "region")
    return Asking(budget, {role: most for role, most in hours.items() if most is not None},
                  HOLD_OUT if held else 0.0, seed, floor=floor / 100, floor_by=by, exact=bool(exact))


def _hours(words: Words, role: str, most: float) -> float | None:
    """Hours of a role, None where the slider stands at its end."""
    stops = _stops(most)
    chosen = _slider(words("service_plan.hours", None, role=words(f"role.{role}")), f"hours_{role}", stops, stops[-1],
                     _labels(words, "hours", stops), words("service_plan.hours.help", None, most=words.number(most)))
    return None if chosen >= stops[-1] else chosen


def _slider(label: str, key: str, stops: tuple[int, ...], usual: float, labels: Mapping[int, str],
            help_: str) -> float:
    """A slider over some stops, kept in the address by number; a value between two stops goes to the nearer.

    labels: what each stop reads like.
    """
    wanted = st.query_params.get(key)
    try:
        value = usual if wanted is None else float(wanted)
    except ValueError:
        value = usual
    st.session_state[key] = min(stops, key=lambda stop: abs(stop - value))
    return float(st.select_slider(label, options=stops, key=key, format_func=labels.__getitem__, help=help_,
                                  on_change=_keep, args=(key,)))


def _labels(words: Words, kind: str, stops: tuple[int, ...]) -> Mapping[int, str]:
    """Stop to what it reads like; Streamlit asks for each of them several times at every move."""
    return _kept.get((words.key, kind, stops), lambda: {stop: _label(words, kind, stop, stops[-1]) for stop in stops})


def _label(words: Words, kind: str, stop: int, last: int) -> str:
    match kind:
        case "budget":
            return words.money(stop)
        case "floor":
            return words.percent(stop / 100, 0)
        case _:
            return words("service_plan.no_limit") if stop >= last else words.number(stop)


def _keep(key: str) -> None:
    address.put(**{key: str(st.session_state[key])})


def _reset() -> None:
    address.clear(["budget", "hold_out", "exact", "floor", "floor_by", *(f"hours_{role}" for role in ROLES)])
    st.session_state.update(hold_out=True, exact=False)


def _stops(most: float) -> tuple[int, ...]:
    """Even round numbers from 0 to at least `most`."""
    rough = max(most / STOPS, 1.0)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(int(size * by) for by in (1, 2, 5, 10) if size * by >= rough * 0.999)
    return tuple(range(0, int(math.ceil(max(most, 1.0) / step)) * step + 1, step))
