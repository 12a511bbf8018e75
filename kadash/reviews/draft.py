"""A first draft of an account's plan from what is known of it: rows to edit, never a plan by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kadash.language import Words
from kadash.reviews.bridge import Bridge
from kadash.reviews.people import PeopleMap
from kadash.reviews.plan import Action, Horizon, Plan
from kadash.reviews.steps import Figure, FourSteps

HALF_BACK = 0.5
"""A first plan aims to win back half of the points of price against list that were lost in a year."""

MOST_ACTIONS = 10


@dataclass(frozen=True)
class Known:
    """What a draft is made from: the account's facts, flags, bridge, steps, people and the services decided by name.

    price_lately: what was paid of list in the last three months. quotes_open and quotes_open_amount: offers without
    an answer. lost_category: its name; empty where there is none.
    """

    figure: Figure
    flags: frozenset[str]
    bridge: Bridge
    buyer_type: str
    steps: FourSteps
    people: PeopleMap
    services: tuple[str, ...] = ()
    arithmetic_done: bool = False
    quotes_open: int = 0
    quotes_open_amount: float = 0.0
    lost_category: str = ""
    delivered_on_time: float | None = None
    price_lately: float | None = None


def draft_plan(plan: Plan, known: Known, owner: str, on: dt.date, words: Words) -> Plan:
    """The plan with every empty part filled by what the figures suggest; nothing that was written is changed."""
    actions = plan.actions or tuple(_dated(one, owner, on) for one in _actions(known, words))
    return Plan(
        goal=plan.goal or words(f"review.draft.goal.{known.buyer_type}"),
        problem=plan.problem or _problem(known, words),
        need=plan.need or words(f"review.draft.need.{known.buyer_type}"),
        services=plan.services, actions=tuple(sorted(actions, key=lambda one: one.horizon_days)), seen=plan.seen,
        aim=plan.aim or _aim(known, words))


def price_gap(figure: Figure) -> float | None:
    """Points of price against list lost in a year, over products bought in both; None where none were, or unknown."""
    before, now = figure("price_to_list_prev_12m"), figure("price_to_list_12m")
    return before - now if before is not None and now is not None and before > now else None


@dataclass(frozen=True)
class _PriceBack:
    """Where the price stands, as a share of list, and how many points of it a first plan wins back."""

    now: float
    points: float

    def said(self, words: Words) -> dict[str, str]:
        """Both levels in words."""
        return {"now": words.percent(self.now), "wanted": words.percent(self.now + self.points)}


def _price_back(known: Known) -> _PriceBack | None:
    """From today's price, not the year's mean, which a price that goes on falling has long left behind."""
    gap, before = price_gap(known.figure), known.figure("price_to_list_prev_12m")
    if "margin_erosion" not in known.flags or gap is None or before is None:
        return None
    now = before - gap if known.price_lately is None else known.price_lately
    points = min(HALF_BACK * gap, before - now)
    return _PriceBack(now, points) if points > 0 else None


def _aim(known: Known, words: Words) -> str:
    """What we want in money: half of the lost price back, else the contribution of last year, else to hold it."""
    figure, back = known.figure, _price_back(known)
    revenue, earned, before = figure("list_value_12m"), figure("contribution_12m"), figure("contribution_prev_12m")
    if back is not None and revenue:
        key = "review.draft.aim.price" if known.price_lately is None else "review.draft.aim.price_lately"
        return words(key, None, money=words.money(back.points * revenue), **back.said(words))
    if earned is not None and before is not None and earned < before:
        return words("review.draft.aim.back", None, now=words.money(earned), before=words.money(before))
    known_money = earned if earned is not None else figure("revenue_12m")
    return words("review.draft.aim.hold", None, now=words.money(known_money))


def _problem(known: Known, words: Words) -> str:
    """What we do to them first, then what stands between us and the aim; what only they know is asked."""
    worst, complaints = known.bridge.worst, known.figure("complaints_12m")
    if complaints and "service" in {step.name for step in known.steps.steps if not step.stands}:
        key = "complaints" if known.delivered_on_time is None else "service"
        return words(f"review.draft.problem.{key}", words.form(complaints), complaints=words.number(complaints),
                     on_time=words.percent(known.delivered_on_time, 0))
    if worst is not None and known.bridge.change < 0:
        return words("review.draft.problem.bridge", None, bar=words(f"review.bar.{worst.code}"),
                     amount=words.money(-worst.amount))
    for flag in ("defected", "slipping", "late_payer", "lost_category"):
        if flag in known.flags:
            return words(f"review.draft.problem.{flag}", None, category=known.lost_category)
    return words("review.draft.problem.ask")


@dataclass(frozen=True)
class _Row:
    days: Horizon
    what: str
    measure: str
    shared: bool = False


def _dated(row: _Row, owner: str, on: dt.date) -> Action:
    return Action(row.days, row.what, owner, on + dt.timedelta(days=row.days), row.measure, shared=row.shared)


def _actions(known: Known, words: Words) -> list[_Row]:
    """What presses first, then the step of the relationship that is missing, services, talks, and the next review."""
    rows = [*_price_rows(known, words), *_flag_rows(known, words)]
    step = known.steps.next_step
    if step is not None:
        rows.append(_row(30 if step in known.steps.skipped else 90, f"step_{step}", words, shared=step == "service"))
    for service in known.services[:2]:
        rows.append(_row(60, "service", words, shared=True, service=service))
    rows += _talk_rows(known, words)
    return [*rows[:MOST_ACTIONS - 1], _row(90, "review", words)]


def _price_rows(known: Known, words: Words) -> list[_Row]:
    back = _price_back(known)
    return [] if back is None else [_row(days, code, words, False, None, **back.said(words))
                                    for days, code in _PRICE_ROWS]


_PRICE_ROWS: Sequence[tuple[Horizon, str]] = ((30, "floor"), (60, "trade"), (90, "price"))


def _flag_rows(known: Known, words: Words) -> list[_Row]:
    figure, rows = known.figure, []
    for flag, days in _FLAG_ROWS:
        if flag in known.flags:
            rows.append(_row(days, flag, words, category=known.lost_category,
                             late=words.number(figure("mean_days_late")),
                             silent=words.number(figure("days_since_order"))))
    if (figure("complaints_open") or 0) > 0:
        count = figure("complaints_open")
        rows.append(_row(30, "complaints", words, shared=True, form=words.form(count), count=words.number(count)))
    return rows


_FLAG_ROWS: Sequence[tuple[str, Horizon]] = (
    ("below_zero", 30), ("over_credit_limit", 30), ("defected", 30), ("slipping", 30), ("late_payer", 30),
    ("contract_ending", 30), ("low_survey", 30), ("lost_category", 30), ("service_burden", 60), ("nursery", 60))


def _talk_rows(known: Known, words: Words) -> list[_Row]:
    rows = []
    if known.quotes_open:
        rows.append(_row(30, "quotes", words, form=words.form(known.quotes_open),
                         count=words.number(known.quotes_open), money=words.money(known.quotes_open_amount)))
    if not known.arithmetic_done:
        rows.append(_row(30, "arithmetic", words, shared=True))
    if not any(one.role == "decides" and one.is_in_contact for one in known.people.theirs):
        rows.append(_row(60, "decider", words))
    return rows


def _row(days: Horizon, code: str, words: Words, shared: bool = False, form: int | None = None, **facts: str) -> _Row:
    key = f"review.draft.{code}"
    return _Row(days, words(key, form, **facts), words(f"{key}.measure", None, **facts), shared)
