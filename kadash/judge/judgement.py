"""What the judge gives, and the layer each account had a year ago beside the one it has."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.value import ActivityFit


@dataclass(frozen=True)
class Judgement:
    """One date's opinion on every account.

    accounts: the facts with p_alive, p_buys_12m, key_score, score_<part>, score_before_vetoes, score_coverage and the
    veto_<veto> truths. values: `mart.value`. segments: account_id, scheme, layer, layer_rank, reason. flags:
    account_id, flag, severity, evidence. proposals: `mart.proposal`, empty when not asked for. fit: how activity was
    found.
    """

    accounts: pd.DataFrame
    values: pd.DataFrame
    segments: pd.DataFrame
    flags: pd.DataFrame
    proposals: pd.DataFrame
    fit: ActivityFit


def with_previous(segments: pd.DataFrame, year_ago: pd.DataFrame) -> pd.DataFrame:
    """`segments` with previous_layer: the layer a year ago in the same scheme, missing for who did not exist then."""
    before = year_ago[["account_id", "scheme", "layer"]].rename(columns={"layer": "previous_layer"})
    joined = segments.drop(columns="previous_layer", errors="ignore").merge(
        before, on=["account_id", "scheme"], how="left", validate="one_to_one"
    )
    return joined[["account_id", "scheme", "layer", "layer_rank", "previous_layer", "reason"]]
