"""What reps' calls of the buyer type teach: the weights of evidence, re-estimated, and from how many calls.

The weights of the policy as shipped are judgement; they are the prior, with a spread of half a nat. Each call of a rep
is an outcome. The most likely weights after all calls are drawn towards the shipped ones wherever few calls speak.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize

from kadash.policy import Policy, default_policy
from kadash.segments.buyer_opinion import TYPES, probabilities
from kadash.segments.buyer_signals import SIGNALS

Floats = NDArray[np.float64]
SPREAD = 0.5
"""How far, in nats, a shipped weight is believed to be off."""

LEAST_CALLS = 5
"""So many calls there must be before weights are put forward."""

_NAMES = tuple(SIGNALS)
_GROUPS = np.array([signal.group for signal in SIGNALS.values()])


@dataclass(frozen=True, eq=False)
class Trained:
    """weights: one row a signal and an answer (`yes`, `no`) that any called account gave: signal, answer, accounts, and
    for each type of TYPES the weight in force and, as `<type>_now`, the trained one.

    calls: accounts called; right, right_now: of how many the evidence alone says what the rep said, with the weights
    in force and with the trained ones. policy: the policy in force with the trained weights.
    """

    weights: pd.DataFrame
    calls: int
    right: int
    right_now: int
    policy: Policy


def trained(given: pd.DataFrame, called: pd.Series, policy: Policy) -> Trained:
    """given: one row a called account, a column a signal of SIGNALS (1 yes, 0 no, NaN not known); called: its type."""
    answers = given[list(_NAMES)].to_numpy(dtype=np.float64)
    wanted = np.array([TYPES.index(one) for one in called], dtype=np.int64)
    found = _most_likely(answers, wanted, _weights(default_policy()), policy)
    better = _with_weights(policy, found, answers)
    return Trained(_table(answers, _weights(policy), _weights(better)), len(given),
                   _right(given, wanted, policy), _right(given, wanted, better), better)


def _most_likely(answers: Floats, wanted: NDArray[np.int64], prior: Floats, policy: Policy) -> Floats:
    """Weights (signal, yes or no, type) of the highest posterior, within the caps of groups."""
    holds = np.stack([answers == 1.0, answers == 0.0], axis=2).astype(np.float64)
    rules = policy.buyer_type
    caps = {group: rules.heard_cap if group == "heard" else rules.group_cap for group in dict.fromkeys(_GROUPS)}
    chosen = np.eye(len(TYPES))[wanted]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(prior.shape)
        evidence, inside = np.zeros((len(answers), len(TYPES))), {}
        for group, cap in caps.items():
            ours = group == _GROUPS
            said = np.einsum("nsa,sat->nt", holds[:, ours], weights[ours])
            inside[group] = np.abs(said) <= cap
            evidence += np.clip(said, -cap, cap)
        evidence -= evidence.max(axis=1, keepdims=True)
        chances = np.exp(evidence)
        chances /= chances.sum(axis=1, keepdims=True)
        off = (weights - prior) / SPREAD
        slope = off / SPREAD
        for group in caps:
            ours = group == _GROUPS
            slope[ours] += np.einsum("nsa,nt->sat", holds[:, ours], (chances - chosen) * inside[group])
        likelihood = float(np.log(np.maximum(chances[np.arange(len(wanted)), wanted], 1e-300)).sum())
        return 0.5 * float((off**2).sum()) - likelihood, slope.ravel()

    done = minimize(loss, prior.ravel(), jac=True, method="L-BFGS-B")
    return np.asarray(done.x.reshape(prior.shape))


def _weights(policy: Policy) -> Floats:
    kept = [getattr(policy.buyer_evidence, name) for name in _NAMES]
    return np.array([[one.yes, one.no] for one in kept], dtype=np.float64)


def _with_weights(policy: Policy, found: Floats, answers: Floats) -> Policy:
    """The policy with the weights of the answers that were given; the others stay, to two digits."""
    told = policy.buyer_evidence
    for place, name in enumerate(_NAMES):
        known = {way: tuple(round(float(one), 2) for one in found[place, row])
                 for row, (way, answer) in enumerate((("yes", 1.0), ("no", 0.0)))
                 if (answers[:, place] == answer).any()}
        told = told.model_copy(update={name: getattr(told, name).model_copy(update=known)})
    return policy.model_copy(update={"buyer_evidence": told})


def _right(given: pd.DataFrame, wanted: NDArray[np.int64], policy: Policy) -> int:
    return int((probabilities(given, policy).argmax(axis=1) == wanted).sum())


def _table(answers: Floats, before: Floats, after: Floats) -> pd.DataFrame:
    rows = []
    for place, name in enumerate(_NAMES):
        for row, (way, answer) in enumerate((("yes", 1.0), ("no", 0.0))):
            count = int((answers[:, place] == answer).sum())
            if count:
                rows.append({"signal": name, "answer": way, "accounts": count,
                             **dict(zip(TYPES, before[place, row], strict=True)),
                             **{f"{kind}_now": one for kind, one in zip(TYPES, after[place, row], strict=True)}})
    return pd.DataFrame(rows, columns=["signal", "answer", "accounts", *TYPES, *(f"{kind}_now" for kind in TYPES)])
