"""What happens to an account: its story, and the character that the story gives it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.worlds.character import Character
from tests.worlds.plans import Plan
from tests.worlds.told_again import told_again


def stories_of(plan: Plan) -> list[str]:
    """One story an account, in no order that an export would betray."""
    told = [story for story, share in plan.shares.items() for _ in range(max(2, round(share * plan.accounts)))]
    told += ["ordinary"] * (plan.accounts - len(told))
    return [str(story) for story in np.random.default_rng(plan.seed).permutation(told)]


def character(story: str, plan: Plan, draw: np.random.Generator) -> Character:
    """A character that fits the story; what the story does not say is as with ordinary accounts."""
    if plan.author == "second":
        return told_again(story, plan, draw)
    usual = _ordinary(plan, draw)
    return _TOLD.get(story, _as_usual)(replace(usual, story=story), plan, draw)


def _ordinary(plan: Plan, draw: np.random.Generator) -> Character:
    longest = plan.months * 30.4
    return Character(
        story="ordinary",
        gap_days=plan.gap_days * float(np.exp(draw.normal(0, 0.35))),
        order_value=plan.order_value * float(np.exp(draw.normal(0, 0.6))),
        age_days=int(longest * (1.0 if draw.random() < 0.7 else draw.uniform(0.45, 1.0))),
        growth=float(draw.normal(0, 0.08)),
        margin_shift=float(draw.normal(0, 0.02)),
        days_late=float(draw.choice([draw.uniform(-3, 4), draw.uniform(4, 11)], p=[0.75, 0.25])),
    )


def _as_usual(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return who


def _steady_key(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    """Large, all year, in time; its margin is a little under the usual, as large buyers' are."""
    return replace(
        who, gap_days=min(plan.gap_days * 0.6, 45.0) * float(draw.uniform(0.8, 1.1)),
        order_value=plan.order_value * float(draw.uniform(4, 12)), age_days=int(plan.months * 30.4),
        growth=float(draw.uniform(-0.02, 0.10)), margin_shift=float(draw.uniform(-0.02, 0.01)),
        days_late=float(draw.uniform(-3, 3)),
    )


def _one_off_giant(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(
        who, orders=int(draw.choice([1, 2], p=[0.75, 0.25])), age_days=int(draw.uniform(40, 480)),
        order_value=plan.order_value * float(draw.uniform(40, 110)),
    )


def _melting(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    """Three to six points of margin a year by the price alone, while it buys more than the price takes."""
    price_fall = float(draw.uniform(0.03, 0.06)) / (1.0 - plan.margin)
    return replace(
        who, age_days=int(plan.months * 30.4), gap_days=min(who.gap_days, plan.gap_days),
        order_value=who.order_value * 2.0, growth=float(draw.uniform(0.08, 0.22)) + price_fall, price_fall=price_fall,
    )


def _below_zero(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    eaters = [name for name, there in (("service", plan.service != "none"), ("freight", plan.freight)) if there]
    return replace(
        who, age_days=int(plan.months * 30.4), gap_days=min(who.gap_days, plan.gap_days),
        eaten=plan.margin + float(draw.uniform(0.1, 0.25)), eater=str(draw.choice(eaters)),
    )


def _defected(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    """Bought in its rhythm for a year or more and stopped for well over three of its long gaps."""
    return replace(who, age_days=int(plan.months * 30.4), silence=float(draw.uniform(3.6, 10.0)))


def _slipping(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(who, age_days=int(plan.months * 30.4), silence=float(draw.uniform(1.6, 2.9)))


def _first_time(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(who, orders=1, age_days=int(draw.uniform(3, 300)))


def _riser(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    """Small, nearly twice as large each year, in time, well paid."""
    return replace(
        who, gap_days=min(who.gap_days, plan.gap_days) * 0.8,
        order_value=plan.order_value * float(draw.uniform(0.2, 0.4)),
        age_days=int(draw.uniform(420, min(900, plan.months * 30.4))), growth=float(draw.uniform(0.5, 0.95)),
        margin_shift=float(draw.uniform(0.04, 0.09)), days_late=float(draw.uniform(-4, 0.5)),
    )


def _late_payer(who: Character, plan: Plan, draw: np.random.Generator) -> Character:
    return replace(
        who, age_days=int(plan.months * 30.4), gap_days=min(who.gap_days, 60.0), days_late=float(draw.uniform(22, 50)),
    )


_TOLD = {
    "steady_key": _steady_key, "one_off_giant": _one_off_giant, "melting": _melting, "below_zero": _below_zero,
    "defected": _defected, "slipping": _slipping, "first_time": _first_time, "riser": _riser,
    "late_payer": _late_payer,
}
