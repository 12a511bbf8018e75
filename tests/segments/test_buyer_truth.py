"""Buyer types of simulated companies whose truth is known: how often the opinion is sure, and how often it is right."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kadash.answers import Asked
from kadash.policy import default_policy
from kadash.sample.company import company
from kadash.segments.buyer_opinion import TYPES, UNSURE, opinion
from tests.segments.builders import accounts

POLICY = default_policy()
ACCOUNTS = 300

# Each row: transactional, consultative, strategic. Drawn with overlap: no single signal tells the type.
DISCOUNT = (0.16, 0.12, 0.13)
QUOTES_AN_ORDER = (3.0, 0.7, 0.4)
WON = (0.28, 0.60, 0.68)
CATEGORIES = (2.0, 5.0, 5.5)
ADVICE_AN_ORDER = (0.03, 0.25, 0.10)
JOINT = (0.02, 0.08, 0.70)
LONG_CONTRACT = (0.03, 0.10, 0.60)
ELASTICITY = (-2.0, -0.8, -0.5)
FUNCTIONS = (1.2, 2.0, 3.4)
HEARD = {
    "heard_send_the_quote": (0.40, 0.05, 0.02), "heard_good_enough": (0.35, 0.08, 0.05),
    "heard_show_how_to_use": (0.04, 0.40, 0.10), "heard_offices_as_one": (0.02, 0.30, 0.12),
    "heard_study_savings": (0.03, 0.08, 0.40), "heard_say_in_plans": (0.01, 0.04, 0.35),
}


def a_company(seed: int, talked_to: float) -> tuple[pd.DataFrame, list[str]]:
    """Accounts of every type with what was measured and heard of them, and their truth; notes of a share of them."""
    draw = np.random.default_rng(seed)
    kinds = draw.choice(3, ACCOUNTS, p=[0.45, 0.35, 0.20])
    rows = [_an_account(int(kind), draw, bool(draw.uniform() < talked_to)) for kind in kinds]
    return accounts(*rows), [TYPES[kind] for kind in kinds]


def _an_account(kind: int, draw: np.random.Generator, talked_to: bool) -> dict[str, object]:
    orders = int(draw.integers(8, 60))
    bound = draw.uniform() < LONG_CONTRACT[kind]
    steepness, error = ELASTICITY[kind] + draw.normal(0, 0.4), draw.uniform(0.2, 1.5)
    row: dict[str, object] = {
        "orders_12m": orders, "discount_rate_12m": DISCOUNT[kind] + draw.normal(0, 0.025),
        "quotes_12m": draw.poisson(QUOTES_AN_ORDER[kind] * orders),
        "quotes_won_share_12m": float(np.clip(draw.normal(WON[kind], 0.12), 0, 1)),
        "categories_12m": max(1, draw.poisson(CATEGORIES[kind])),
        "advice_events_12m": draw.poisson(ADVICE_AN_ORDER[kind] * orders), "events_12m": 6,
        "joint_projects": int(draw.uniform() < JOINT[kind]), "contract_in_force": bound,
        "contract_months": 36.0 if bound else float("nan"),
        "price_elasticity": steepness, "price_elasticity_low": steepness - error,
        "price_elasticity_high": steepness + error,
    }
    if talked_to:
        row |= {f"told_{name}": 1.0 for name, rates in HEARD.items() if draw.uniform() < rates[kind]}
        row |= {"functions_in_contact": float(draw.poisson(FUNCTIONS[kind])), "director_in_contact": 0.0}
    return row


@pytest.mark.parametrize("seed", [1, 2, 3, 4711, 90210])
@pytest.mark.parametrize("talked_to", [0.0, 0.5, 1.0])
def test_the_opinion_is_right_of_those_it_is_sure_of_and_sure_of_most(seed: int, talked_to: float) -> None:
    table, truth = a_company(seed, talked_to)

    found = opinion(table, POLICY).computed

    sure = found != UNSURE
    assert sure.mean() >= 0.5
    assert (found[sure] == np.array(truth, dtype=object)[sure]).mean() >= 0.85


def test_what_was_heard_makes_the_opinion_surer() -> None:
    silent, heard = (opinion(a_company(4, share)[0], POLICY).computed for share in (0.0, 1.0))

    assert (heard != UNSURE).mean() > (silent != UNSURE).mean()


def test_planted_types_of_the_sample_company_are_found_through_a_whole_load(asked: Asked) -> None:
    planted = company().accounts.set_index("account_id")["buyer_type"]
    found = asked.generation.frame("select account_id, layer from mart.segment where scheme = 'buyer_type'")
    both = found.set_index("account_id")["layer"].to_frame().join(planted[planted.isin(TYPES)], how="inner")

    sure = both[both["layer"].isin(TYPES)]

    assert len(both) >= 100
    assert len(sure) / len(both) >= 0.5
    assert sure["layer"].eq(sure["buyer_type"]).mean() >= 0.85
