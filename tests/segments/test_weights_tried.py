"""Weights tried from what is kept give what the ledger and the scheme give from the facts, to the last digit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kadash.policy import Policy, default_policy
from kadash.segments import key_account
from kadash.segments.score import key_score
from kadash.segments.weights_tried import LAYERS, weights_tried
from tests.segments.builders import PROSPECT, accounts

POLICY = default_policy()


def many() -> pd.DataFrame:
    """200 accounts of every kind: parts unknown here and there, vetoes, late payers, prospects."""
    random = np.random.default_rng(7)
    rows = [
        {"continuity": random.uniform(), "mean_days_late": random.choice([np.nan, random.uniform(0, 90)]),
         "growth_per_year": random.normal(0, 0.5), "contribution_rate_12m": random.choice([np.nan, random.uniform()]),
         "revenue_12m": random.lognormal(10, 1), "contribution_12m": random.lognormal(9, 1),
         "lateness": random.uniform(0, 5), "margin_rate_12m": random.uniform()}
        for _ in range(195)
    ]
    return accounts(*rows, *([PROSPECT] * 5))


def with_other(weights: dict[str, float], key_from: float) -> Policy:
    parts = {part: getattr(POLICY.score, part).model_copy(update={"weight": weight})
             for part, weight in weights.items()}
    key = POLICY.key_account.model_copy(update={"key_score": key_from})
    return POLICY.model_copy(update={"score": POLICY.score.model_copy(update=parts), "key_account": key})


@pytest.mark.parametrize(("weights", "key_from"), [
    ({}, 65.0), ({"volume": 40.0}, 50.0), ({"volume": 0.0, "growth": 0.0}, 60.0),
    ({"continuity": 0.0, "payment": 0.0, "growth": 0.0, "volume": 0.0}, 55.0)])
def test_scores_and_layers_are_those_from_the_facts(weights: dict[str, float], key_from: float) -> None:
    table, policy = many(), with_other(weights, key_from)
    kept = weights_tried(table, POLICY)

    scores = kept.scores(policy)
    layers = [LAYERS[code] for code in kept.layers(scores, policy)]

    assert kept.serves(policy)
    np.testing.assert_array_equal(scores, key_score(table, policy)["key_score"].to_numpy())
    assert layers == key_account.layer(table, policy, reasons=False)["layer"].tolist()
    assert {"key", "watch", "ordinary", "prospect"} <= set(layers)


def test_a_policy_with_other_vetoes_is_not_served() -> None:
    vetoes = POLICY.vetoes.model_copy(update={"cap": 10.0})

    assert not weights_tried(many(), POLICY).serves(POLICY.model_copy(update={"vetoes": vetoes}))
