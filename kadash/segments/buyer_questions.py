"""Which open questions about a buyer would tell most: by how far their answers are expected to settle the type."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.policy.buyer_type import Evidence
from kadash.segments.buyer_opinion import Floats, probabilities
from kadash.segments.buyer_signals import ASKABLE, HEARD, SIGNALS
from kadash.segments.columns import Texts, named

QUESTIONS = 2
"""How many questions are proposed where the type is not sure."""

LEAST_TOLD = 1e-6


def questions(given: pd.DataFrame, unsure: NDArray[np.bool_], policy: Policy) -> Texts:
    """JSON lists, one a row: for the unsure the open signals that would tell most, best first; else []."""
    which, texts = np.zeros(len(given), dtype=np.intp), ["[]"]
    rows = np.flatnonzero(unsure)
    if len(rows):
        answers = np.nan_to_num(given[list(SIGNALS)].to_numpy()[rows], nan=-1.0).astype(np.int8)
        kinds, kind = np.unique(answers, axis=0, return_inverse=True)
        known = pd.DataFrame(np.where(kinds < 0, np.nan, kinds.astype(np.float64)), columns=list(SIGNALS))
        texts += [json.dumps(one) for one in _best(known, policy)]
        which[rows] = kind.ravel() + 1
    return named(which, texts)


def _best(given: pd.DataFrame, policy: Policy) -> list[list[str]]:
    """The question that tells most, then those that tell most beside it: two of one kind tell little more than one."""
    asked: list[list[str]] = [[] for _ in range(len(given))]
    worlds = [(given, np.ones(len(given)))]
    for _ in range(QUESTIONS):
        told = np.sum([expected_information(world, policy).to_numpy() * share[:, None] for world, share in worlds],
                      axis=0)
        for row, names in enumerate(asked):
            told[row, [place for place, one in enumerate(ASKABLE) if _is_kin(one, names, policy)]] = 0.0
        best = told.argmax(axis=1)
        for row, place in enumerate(best):
            if told[row, place] > LEAST_TOLD:
                asked[row].append(ASKABLE[place])
        worlds = [split for world, share in worlds for split in _answered(world, share, best, policy)]
    return asked


def _is_kin(name: str, asked: list[str], policy: Policy) -> bool:
    """Whether it is a statement that speaks for the same type as one that is asked already."""
    def speaks_for(one: str) -> int:
        return int(np.argmax(getattr(policy.buyer_evidence, one).yes))

    return name in HEARD and any(speaks_for(name) == speaks_for(one) for one in asked if one in HEARD)


def _answered(given: pd.DataFrame, share: Floats, place: NDArray[np.intp], policy: Policy) -> list[
        tuple[pd.DataFrame, Floats]]:
    """The two ways in which the question asked of each row may be answered, and how likely each is."""
    columns = given.columns.get_indexer(pd.Index(ASKABLE))[place]
    rows = np.arange(len(given))
    chances = probabilities(given, policy)
    yes = (chances * np.array([_says_yes(name, policy) for name in ASKABLE])[place]).sum(axis=1)
    worlds = []
    for answer, likely in ((1.0, yes), (0.0, 1.0 - yes)):
        values = given.to_numpy(copy=True)
        values[rows, columns] = np.where(np.isnan(values[rows, columns]), answer, values[rows, columns])
        worlds.append((pd.DataFrame(values, columns=given.columns, index=given.index), share * likely))
    return worlds


def expected_information(given: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """One row an account, one column a signal that can be asked: bits by which its answer should settle the type.

    0 where it is known already. How likely each type is to say yes follows from the same weights; a statement that was
    not made counts as no answer, as it does in the evidence.
    """
    now = probabilities(given, policy)
    before = _entropy(now)
    told = {}
    for name in ASKABLE:
        yes = (now * _says_yes(name, policy)).sum(axis=1)
        after = [probabilities(given.assign(**{name: answer}), policy) for answer in (1.0, 0.0)]
        left = yes * _entropy(after[0]) + (1.0 - yes) * _entropy(after[1])
        told[name] = np.where(given[name].isna(), np.maximum(0.0, before - left), 0.0)
    return pd.DataFrame(told, index=given.index)


def _says_yes(name: str, policy: Policy) -> Floats:
    weights: Evidence = getattr(policy.buyer_evidence, name)
    return np.asarray(1.0 / (1.0 + np.exp(np.array(weights.no) - np.array(weights.yes))))


def _entropy(chances: Floats) -> Floats:
    """In bits, one entry a row."""
    safe = np.maximum(chances, 1e-300)
    return np.asarray(-(chances * np.log2(safe)).sum(axis=1))
