"""buyer_type: transactional, consultative or strategic, by evidence that adds up; a rep's call goes first."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.policy import Policy
from kadash.segments.buyer_opinion import TYPES, UNSURE, Opinion, opinion, said
from kadash.segments.buyer_questions import questions
from kadash.segments.buyer_signals import SIGNALS, answers
from kadash.segments.columns import Texts, is_prospect, layered, named
from kadash.segments.evidence import JsonColumn, json_column
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT

_LAYERS = (*TYPES, UNSURE, PROSPECT)


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: called and computed type, chances, signals, questions).

    The column `buyer_type` holds what a rep has called, where one has; it decides the layer, and the computed opinion
    stays beside it. Reads: orders, and what the signals read.
    """
    found = shared.buyer if shared else opinion(accounts, policy)
    prospect = is_prospect(accounts).to_numpy()
    which = np.select([prospect, *(found.types == name for name in TYPES)], [4, 0, 1, 2], 3)
    texts = _reasons(found, prospect, policy) if reasons else None
    return layered(accounts, named(which, _LAYERS), texts)


def _reasons(found: Opinion, prospect: NDArray[np.bool_], policy: Policy) -> Texts:
    rule = np.select([prospect, found.is_called, found.computed == UNSURE], [PROSPECT, "called", UNSURE], "computed")
    return json_column({
        "rule": pd.Series(rule),
        "called": pd.Series(found.called, dtype="object").where(found.is_called),
        "computed": pd.Series(found.computed, dtype="object"),
        "measured": {f"p_{name}": pd.Series(found.chances[:, place]) for place, name in enumerate(TYPES)},
        "threshold": {"sure_from_probability": policy.buyer_type.sure_from_probability},
        "signals": {name: found.given[name].reset_index(drop=True) for name in found.given},
        "questions": JsonColumn(questions(found.given, found.computed == UNSURE, policy)),
    }, len(prospect))


def evidence_ledger(accounts: pd.DataFrame, account_id: str, policy: Policy) -> pd.DataFrame:
    """One row a signal of one account: signal, group, answer (1, 0, NaN), and what it says for each type in log-odds.

    `accounts` are all: peers are among them. The caps of groups are not in it (`group_evidence`).
    """
    given = answers(accounts, policy)[accounts["account_id"].eq(account_id)]
    rows = [
        {"signal": name, "group": signal.group, "answer": answer,
         **dict(zip(TYPES, said(name, np.array([answer]), policy)[0], strict=True))}
        for name, signal in SIGNALS.items() for answer in given[name].tolist()
    ]
    return pd.DataFrame(rows, columns=["signal", "group", "answer", *TYPES])
