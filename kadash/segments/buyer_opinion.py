"""What kind of buyer each account is, by evidence that adds up; what a rep has called goes first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.segments.buyer_signals import SIGNALS, answers

Floats = NDArray[np.float64]
TYPES = ("transactional", "consultative", "strategic")
UNSURE = "unsure"


@dataclass(frozen=True)
class Opinion:
    """given: one row an account, a column a signal; chances: a column a type; computed and called: type or unsure."""

    given: pd.DataFrame
    chances: Floats
    computed: NDArray[np.object_]
    called: NDArray[np.object_]

    @cached_property
    def is_called(self) -> NDArray[np.bool_]:
        """Whether a rep has called the type."""
        return np.isin(self.called, TYPES)

    @cached_property
    def types(self) -> NDArray[np.object_]:
        """What was called, else what was computed."""
        return np.where(self.is_called, self.called, self.computed)


def opinion(accounts: pd.DataFrame, policy: Policy) -> Opinion:
    """The column `buyer_type` holds what a rep has called, where one has. Reads: that, and what the signals read."""
    given = answers(accounts, policy)
    chances = probabilities(given, policy)
    return Opinion(given, chances, _computed(chances, policy), _called(accounts))


def probabilities(given: pd.DataFrame, policy: Policy) -> Floats:
    """One row an account, one column a type of TYPES: e^evidence, shared out; a third each where nothing is known."""
    evidence = sum(group_evidence(given, policy).values(), start=np.zeros((len(given), len(TYPES))))
    odds = np.exp(evidence - evidence.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def group_evidence(given: pd.DataFrame, policy: Policy) -> dict[str, Floats]:
    """Group to what its signals say together for each type, in log-odds, within the group's cap."""
    groups = {signal.group: np.zeros((len(given), len(TYPES))) for signal in SIGNALS.values()}
    for name, signal in SIGNALS.items():
        answer = given[name].to_numpy()
        if not np.isnan(answer).all():
            groups[signal.group] += said(name, answer, policy)
    rules = policy.buyer_type
    caps = {group: rules.heard_cap if group == "heard" else rules.group_cap for group in groups}
    return {group: np.clip(found, -caps[group], caps[group]) for group, found in groups.items()}


def said(name: str, answer: NDArray[np.float64], policy: Policy) -> Floats:
    """What the answers to one signal say: one row an account, one column a type; 0 where not known."""
    weights = getattr(policy.buyer_evidence, name)
    yes, no = np.array(weights.yes), np.array(weights.no)
    return np.asarray((answer == 1.0)[:, None] * yes + (answer == 0.0)[:, None] * no)


def _computed(chances: Floats, policy: Policy) -> NDArray[np.object_]:
    if not len(chances):
        return np.array([], dtype=object)
    likeliest = np.array(TYPES, dtype=object)[chances.argmax(axis=1)]
    return np.where(chances.max(axis=1) < policy.buyer_type.sure_from_probability, UNSURE, likeliest)


def _called(accounts: pd.DataFrame) -> NDArray[np.object_]:
    if "buyer_type" not in accounts:
        return np.full(len(accounts), UNSURE, dtype=object)
    codes, names = pd.factorize(accounts["buyer_type"])
    return np.array([*names, None], dtype=object)[codes]
