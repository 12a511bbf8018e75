"""The stories as another author would plant them: in other words of the same rules, among accounts that differ more.

Key accounts buy monthly, however the others do; margins fall by a step a year ago, in price or in cost; risers grow by
30 to 80 % and buy what nobody else buys; ordinary accounts are of all sizes, loose in rhythm, and often pay late.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from tests.worlds.character import Character
from tests.worlds.plans import Plan

MONTH_DAYS = 30.4


def told_again(story: str, plan: Plan, draw: np.random.Generator) -> Character:
    """A character that fits the story; what the story does not say is as with ordinary accounts."""
    return _TOLD.get(story, _as_usual)(replace(_ordinary(plan, draw), story=story), plan, draw)


def _ordinary(plan: Plan, draw: np.random.Generator) -> Character:
    return Character(
        story="ordinary",
        gap_days=plan.gap_days * float(np.exp(draw.normal(0.2, 0.5))),
        order_value=plan.order_value * float(np.exp(draw.normal(0, 0.9))),
        age_days=int(plan.months * MONTH_DAYS * draw.uniform(0.5, 1.0)),
        growth=float(draw.normal(-0.02, 0.12)),
        margin_shift=float(draw.normal(0, 0.03)),
        days_late=float(draw.choice([draw.uniform(-2, 6), draw.uniform(4, 13)], p=[0.6, 0.4])),
        phases=int(draw.integers(2, 5)),
    )


def _whole(plan: Plan) -> int:
    return int(plan.months * MONTH_DAYS)


def _as_usual(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return who


def _steady_key(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    gap = min(plan.gap_days, float(draw.uniform(20, 30)))
    a_month = plan.order_value * MONTH_DAYS / plan.gap_days
    return replace(
        who, gap_days=gap, order_value=a_month * float(draw.uniform(4, 9)) * gap / MONTH_DAYS, age_days=_whole(plan),
        growth=float(draw.uniform(0.0, 0.12)), margin_shift=float(draw.uniform(-0.02, 0.02)),
        days_late=float(draw.uniform(-5, 3)), phases=5,
    )


def _one_off_giant(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(who, orders=1, age_days=int(draw.uniform(30, 340)),
                   order_value=plan.order_value * float(draw.uniform(50, 150)))


def _melting(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    """Three to seven points lost a year ago, half of the accounts by price and half by cost; revenue holds."""
    lost, by_price = float(draw.uniform(0.03, 0.07)), draw.random() < 0.5 or not plan.costs
    price_step = lost / (1 - plan.margin) if by_price else 0.0
    return replace(
        who, age_days=_whole(plan), gap_days=min(who.gap_days, plan.gap_days), phases=4,
        order_value=plan.order_value * float(draw.uniform(1, 4)), growth=float(draw.uniform(0.0, 0.15)) + price_step,
        price_step=price_step, cost_step=0.0 if by_price else lost / (1 - plan.margin),
    )


def _below_zero(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    eaters = [name for name, there in (("service", plan.service != "none"), ("freight", plan.freight)) if there]
    return replace(who, age_days=_whole(plan), gap_days=min(who.gap_days, plan.gap_days * 2),
                   eaten=plan.margin + float(draw.uniform(0.08, 0.3)), eater=str(draw.choice(eaters)))


def _defected(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(who, age_days=_whole(plan), gap_days=min(who.gap_days, plan.gap_days * 1.3), phases=4,
                   silence=float(draw.uniform(4.0, 12.0)))


def _slipping(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(who, age_days=_whole(plan), gap_days=min(who.gap_days, plan.gap_days * 1.3), phases=5,
                   silence=float(draw.uniform(1.6, 2.9)))


def _first_time(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(who, orders=1, age_days=int(draw.uniform(3, 180)))


def _riser(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(
        who, gap_days=min(who.gap_days, plan.gap_days), order_value=plan.order_value * float(draw.uniform(0.1, 0.35)),
        age_days=int(draw.uniform(400, min(1000, plan.months * MONTH_DAYS))),
        growth=float(np.log(draw.uniform(1.3, 1.8))), days_late=float(draw.uniform(-4, 1)), special=True, phases=4,
    )


def _late_payer(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(who, age_days=_whole(plan), gap_days=min(who.gap_days, 60.0), days_late=float(draw.uniform(20, 45)))


_TOLD: Mapping[str, Callable[[Character, Plan, np.random.Generator], Character]] = MappingProxyType({
    "steady_key": _steady_key, "one_off_giant": _one_off_giant, "melting": _melting, "below_zero": _below_zero,
    "defected": _defected, "slipping": _slipping, "first_time": _first_time, "riser": _riser,
    "late_payer": _late_payer,
})
