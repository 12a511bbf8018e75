"""Reps' calls train the weights of buyer type: many move them, few hardly, what nobody answered stays."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.segments.buyer_opinion import TYPES
from kadash.segments.buyer_signals import SIGNALS
from kadash.segments.buyer_trained import trained

POLICY = default_policy()


def calls(count: int, called: str, **answers: float) -> tuple[pd.DataFrame, pd.Series]:
    """So many accounts with the same answers, all called one type."""
    given = pd.DataFrame({name: [answers.get(name, np.nan)] * count for name in SIGNALS})
    return given, pd.Series([called] * count)


def weight(policy, signal: str, kind: str) -> float:
    return getattr(policy.buyer_evidence, signal).yes[TYPES.index(kind)]


def test_many_calls_against_a_signal_turn_its_weight():
    given, called = calls(60, "consultative", deep_discount=1.0)

    found = trained(given, called, POLICY)

    assert weight(POLICY, "deep_discount", "transactional") == 0.9
    assert weight(found.policy, "deep_discount", "consultative") > weight(
        found.policy, "deep_discount", "transactional")
    assert (found.calls, found.right, found.right_now) == (60, 0, 60)


def test_a_single_call_moves_a_weight_by_less_than_the_spread_it_is_believed_in():
    found = trained(*calls(1, "consultative", deep_discount=1.0), POLICY)

    moved = weight(found.policy, "deep_discount", "consultative") - weight(POLICY, "deep_discount", "consultative")
    assert 0 < moved < 0.25


def test_what_no_called_account_answered_stays_as_it_was():
    found = trained(*calls(60, "consultative", deep_discount=1.0), POLICY)

    for name in SIGNALS:
        if name != "deep_discount":
            assert getattr(found.policy.buyer_evidence, name) == getattr(POLICY.buyer_evidence, name), name
    assert found.weights[["signal", "answer", "accounts"]].values.tolist() == [["deep_discount", "yes", 60]]


def test_calls_that_agree_with_the_evidence_leave_it_nearly_as_it_was():
    random = np.random.default_rng(3)
    truth = {"transactional": ("deep_discount", "many_quotes"), "strategic": ("joint_project", "long_contract")}
    parts = [calls(20, kind, **dict.fromkeys(names, 1.0)) for kind, names in truth.items()]
    given, called = (pd.concat([part[place] for part in parts], ignore_index=True) for place in (0, 1))
    order = random.permutation(len(given))

    found = trained(given.iloc[order].reset_index(drop=True), called.iloc[order].reset_index(drop=True), POLICY)

    moved = [abs(row[f"{kind}_now"] - row[kind]) for row in found.weights.to_dict("records") for kind in TYPES]
    assert max(moved) < 0.5
    assert (found.right, found.right_now) == (40, 40)


def test_calls_drawn_from_other_weights_are_found_again():
    """2,000 accounts of a company where advice speaks for strategic and not for consultative."""
    random = np.random.default_rng(5)
    given = pd.DataFrame({name: np.full(2_000, np.nan) for name in SIGNALS})
    given["advice"] = (random.random(2_000) < 0.5).astype(float)
    evidence = np.where(given["advice"].eq(1.0).to_numpy()[:, None], [-0.8, -0.1, 0.9], [0.3, 0.0, -0.3])
    chances = np.exp(evidence) / np.exp(evidence).sum(axis=1, keepdims=True)
    called = pd.Series([TYPES[random.choice(3, p=row)] for row in chances])

    found = trained(given, called, POLICY).policy.buyer_evidence.advice

    apart = found.yes[2] - found.yes[1]
    assert apart == pytest.approx(1.0, abs=0.35)
    assert POLICY.buyer_evidence.advice.yes[2] - POLICY.buyer_evidence.advice.yes[1] == pytest.approx(-1.0)
