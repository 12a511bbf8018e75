"""What kind of buyer an account is: behaviour from the published file, words and people as entered now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.keeper import Keeper
from kadash.answers.review.entered import Entered
from kadash.answers.review.head import ReviewHead
from kadash.policy import Policy
from kadash.reviews.called import Called
from kadash.segments.buyer_opinion import TYPES, UNSURE, group_evidence, probabilities, said
from kadash.segments.buyer_questions import questions
from kadash.segments.buyer_signals import HEARD, SIGNALS
from kadash.services import Catalogue
from kadash.vocabulary import PROSPECT

LEVELS = {"prospect": "attribute", "first_time": "attribute", "short_term": "consequence", "defected": "consequence",
          "long_term": "goal"}
"""Lifecycle layer to the level on which its people judge us: attributes, consequences in use, their own goals."""

_questions = Keeper(2048)


@dataclass(frozen=True)
class BuyerView:
    """The opinion with all that it rests on.

    ledger: one row a signal that says something: signal, group, answer (1, 0), told (by a rep rather than measured) and
    a column a type, in log-odds; groups: one row a group with its sums after the cap, and whether the cap cut it.
    chances by type. called: the rep's call beside the computed type. questions: the two that would tell most. level:
    attribute, consequence or goal. barred: services of the catalogue that this type is not offered.
    """

    ledger: pd.DataFrame
    groups: pd.DataFrame
    chances: dict[str, float]
    computed: str
    called: Called | None
    questions: tuple[str, ...]
    level: str
    barred: tuple[str, ...]
    published: str

    @property
    def type(self) -> str:
        """What counts: the call, else the computed type."""
        return self.called.called if self.called else self.computed

    @property
    def disagrees(self) -> bool:
        """Whether rep and computation name different types."""
        return self.called is not None and self.computed not in (UNSURE, self.called.called)


def buyer_view(asked: Asked, head: ReviewHead, entered: Entered) -> BuyerView | None:
    """The opinion of an account as of now; None for a prospect, whose behaviour says nothing yet."""
    policy, published = asked.policy, head.layer("buyer_type")
    reason = head.layers.loc[head.layers["scheme"].eq("buyer_type"), "reason"]
    signals = json.loads(str(reason.iloc[0])).get("signals") if len(reason) else None
    if signals is None or published == PROSPECT:
        return None
    given, told = _given(signals, entered, policy)
    chances = probabilities(given, policy)[0]
    top = int(chances.argmax())
    computed = TYPES[top] if chances[top] >= policy.buyer_type.sure_from_probability else UNSURE
    to_ask = _to_ask(given, policy) if computed == UNSURE else ()
    called = entered.called
    kind = called.called if called else computed
    return BuyerView(
        _ledger(given, told, policy), _groups(given, policy),
        {name: float(chance) for name, chance in zip(TYPES, chances, strict=True)}, computed, called, to_ask,
        LEVELS.get(head.layer("lifecycle"), "attribute"), barred_for(kind, asked.catalogue), published)


def _to_ask(given: pd.DataFrame, policy: Policy) -> tuple[str, ...]:
    """The questions that would tell most: dear to find, and the same for the same answers."""
    answers = given.to_numpy(dtype=np.float64).tobytes()
    return _questions.get((policy.fingerprint, tuple(given.columns), answers), lambda: tuple(
        json.loads(questions(given, np.array([True]), policy)[0])))


def barred_for(kind: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Services that must not be offered to a type of buyer."""
    return tuple(service.id for service in catalogue.services for condition in service.do_not
                 if condition.signal == "buyer_type" and kind in (condition.one_of or ()))


def _given(signals: dict[str, Any], entered: Entered, policy: Policy) -> tuple[pd.DataFrame, frozenset[str]]:
    """One row of answers: what was measured, what the rep told where nothing was, and who is in contact now."""
    row = {name: float("nan") if signals.get(name) is None else float(signals[name]) for name in SIGNALS}
    for name in HEARD:
        row[name] = float("nan")  # what was published may have been taken back since
    if entered.people.theirs:
        row["contacts"] = float(entered.people.director_in_contact or entered.people.functions_in_contact
                                >= policy.buyer_type.functions_in_contact)
    told = frozenset(name for name, answer in entered.heard.told.items() if row[name] != row[name])
    return pd.DataFrame([{**row, **{name: entered.heard.told[name] for name in told}}]), told


def _ledger(given: pd.DataFrame, told: frozenset[str], policy: Policy) -> pd.DataFrame:
    rows = [
        {"signal": name, "group": signal.group, "answer": answer, "told": name in told,
         **dict(zip(TYPES, said(name, np.array([answer]), policy)[0], strict=True))}
        for name, signal in SIGNALS.items() if (answer := float(given[name].iloc[0])) == answer]
    return pd.DataFrame(rows, columns=["signal", "group", "answer", "told", *TYPES])


def _groups(given: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    capped = group_evidence(given, policy)
    rules = policy.buyer_type
    rows = [{"group": group, **dict(zip(TYPES, found[0], strict=True)),
             "capped": bool((np.abs(found[0]) >= (rules.heard_cap if group == "heard" else rules.group_cap)).any())}
            for group, found in capped.items() if np.abs(found[0]).sum() > 0]
    return pd.DataFrame(rows, columns=["group", *TYPES, "capped"])
