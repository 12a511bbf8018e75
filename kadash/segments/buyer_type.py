"""buyer_type: transactional, consultative or strategic, by evidence that adds up; a rep's call goes first."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.policy.model import Evidence
from kadash.segments.buyer_signals import SIGNALS, answers
from kadash.segments.columns import is_prospect
from kadash.segments.evidence import JsonColumn, json_texts
from kadash.vocabulary import PROSPECT

Floats = NDArray[np.float64]
TYPES = ("transactional", "consultative", "strategic")
UNSURE = "unsure"
QUESTIONS = 2
"""How many questions are proposed where the type is not sure."""
_PAIRS = ((0, 1), (0, 2), (1, 2))


def layer(accounts: pd.DataFrame, policy: Policy, reasons: bool = True) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: called and computed type, chances, signals, questions).

    The column `buyer_type` holds what a rep has called, where one has; it decides the layer, and the computed opinion
    stays beside it. Reads: orders, and what the signals read.
    """
    given, prospect = answers(accounts, policy), is_prospect(accounts).to_numpy()
    chances = probabilities(given, policy)
    computed, called = _computed(chances, policy), _called(accounts)
    is_called = np.isin(called, TYPES)
    layers = np.where(prospect, PROSPECT, np.where(is_called, called, computed)).astype(str)
    texts: list[str] | str = "{}"
    if reasons:
        rule = np.select([prospect, is_called, computed == UNSURE], [PROSPECT, "called", UNSURE], "computed")
        texts = json_texts({
            "rule": pd.Series(rule),
            "called": pd.Series(called, dtype="object").where(is_called),
            "computed": pd.Series(computed, dtype="object"),
            "measured": {f"p_{name}": pd.Series(chances[:, place]) for place, name in enumerate(TYPES)},
            "threshold": {"sure_from_probability": policy.buyer_type.sure_from_probability},
            "signals": {name: given[name].reset_index(drop=True) for name in given},
            "questions": JsonColumn(_questions(given, chances, computed, policy)),
        }, len(accounts))
    return pd.DataFrame({"account_id": accounts["account_id"], "layer": layers, "reason": texts})


def types(accounts: pd.DataFrame, policy: Policy) -> pd.Series[str]:
    """The layer of every account, without reasons."""
    return layer(accounts, policy, reasons=False)["layer"].set_axis(accounts.index)


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
            groups[signal.group] += _said(name, answer, policy)
    rules = policy.buyer_type
    caps = {group: rules.heard_cap if group == "heard" else rules.group_cap for group in groups}
    return {group: np.clip(found, -caps[group], caps[group]) for group, found in groups.items()}


def evidence_ledger(accounts: pd.DataFrame, account_id: str, policy: Policy) -> pd.DataFrame:
    """One row a signal of one account: signal, group, answer (1, 0, NaN), and what it says for each type in log-odds.

    `accounts` are all: peers are among them. The caps of groups are not in it (`group_evidence`).
    """
    given = answers(accounts, policy)[accounts["account_id"].eq(account_id)]
    rows = [
        {"signal": name, "group": signal.group, "answer": answer,
         **dict(zip(TYPES, _said(name, np.array([answer]), policy)[0], strict=True))}
        for name, signal in SIGNALS.items() for answer in given[name].tolist()
    ]
    return pd.DataFrame(rows, columns=["signal", "group", "answer", *TYPES])


def _said(name: str, answer: NDArray[np.float64], policy: Policy) -> Floats:
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
    return accounts["buyer_type"].to_numpy(dtype=object)


def _questions(given: pd.DataFrame, chances: Floats, computed: NDArray[np.object_], policy: Policy) -> list[str]:
    """JSON lists: for the unsure the open signals whose answer would part the two likeliest types most; else []."""
    open_signals = given.isna().to_numpy()
    pair = np.sort(np.argsort(-chances, axis=1, kind="stable")[:, :2], axis=1)
    texts = np.full(len(given), "[]", dtype=object)
    for first, second in _PAIRS:
        rows = np.flatnonzero((pair[:, 0] == first) & (pair[:, 1] == second) & (computed == UNSURE))
        parting = np.array([_parting(name, first, second, policy) for name in SIGNALS])
        by_parting = np.argsort(-parting, kind="stable")
        telling = open_signals[rows][:, by_parting] & (parting[by_parting] > 0.0)
        asked = telling & (telling.cumsum(axis=1) <= QUESTIONS)
        kinds, kind_of = np.unique(asked, axis=0, return_inverse=True)
        names = np.array(list(SIGNALS), dtype=object)[by_parting]
        lists = np.array([json.dumps(names[kind].tolist()) for kind in kinds], dtype=object)
        texts[rows] = lists[kind_of.ravel()] if len(rows) else []
    return list(texts)


def _parting(name: str, first: int, second: int, policy: Policy) -> float:
    """How far apart a yes and a no put two types, in log-odds."""
    weights: Evidence = getattr(policy.buyer_evidence, name)
    return abs((weights.yes[first] - weights.yes[second]) - (weights.no[first] - weights.no[second]))
