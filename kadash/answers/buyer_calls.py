"""Reps' calls of buyer types against what was measured, and the weights of evidence that they teach."""

from __future__ import annotations

import json

import pandas as pd

from kadash.answers.asked import Asked
from kadash.reviews.called import called_from_body
from kadash.segments.buyer_signals import SIGNALS
from kadash.segments.buyer_trained import LEAST_CALLS, Trained, trained
from kadash.store.journal import Journal


def calls_counted(asked: Asked, journal: Journal) -> int:
    """How many accounts in sight have a call that holds."""
    return len(_called(asked, journal))


def taught_by_calls(asked: Asked, journal: Journal) -> Trained | None:
    """The weights that the calls of accounts in sight teach; None under LEAST_CALLS of them."""
    rows = _called(asked, journal)
    if len(rows) < LEAST_CALLS:
        return None
    told = [json.loads(str(reason)).get("signals") or {} for reason in rows["reason"]]
    given = pd.DataFrame([[one.get(name) for name in SIGNALS] for one in told], columns=list(SIGNALS), dtype="float64")
    return trained(given, rows["called"], asked.policy)


def _called(asked: Asked, journal: Journal) -> pd.DataFrame:
    """One row an account in sight that was called: account_id, called, reason (JSON of its layer)."""
    calls = {entry.subject: one.called for entry in journal.all("buyer_type")
             if (one := called_from_body(entry.body)) is not None}
    rows = asked.frame("buyer_calls", accounts=sorted(calls))
    return rows.assign(called=rows["account_id"].map(calls))
