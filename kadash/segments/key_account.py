"""key_account: watch, key, nursery, ordinary: the first that holds. A big order does not make a key account."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import is_prospect
from kadash.segments.evidence import json_texts
from kadash.segments.key_rules import KeyFacts, key_facts, nursery_facts
from kadash.segments.ranking import value_12m
from kadash.vocabulary import PROSPECT


def layer(accounts: pd.DataFrame, policy: Policy, reasons: bool = True) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: score, set, vetoes, erosion, late payment).

    Reads: what `key_rules` reads.
    """
    facts, nursery = key_facts(accounts, policy), nursery_facts(accounts, policy)
    when = [is_prospect(accounts), facts.watched, facts.key(policy), nursery.holds(policy)]
    layers = np.select(when, [PROSPECT, "watch", "key", "nursery"], "ordinary").astype(str)
    texts: list[str] | str = "{}"
    if reasons:
        measured = {
            "key_score": facts.score, "in_top_set": facts.in_set, "margin_erosion": facts.eroding,
            "late_payer": facts.late_paying, **{name: facts.vetoes[name] for name in facts.vetoes},
            "revenue_12m": nursery.revenue, "growth_per_year": nursery.growth, "mean_days_late": nursery.days_late,
            "margin_rate_12m": nursery.margin_rate, "special_revenue_12m": nursery.special_revenue,
        }
        threshold = {
            "key_score": policy.key_account.key_score, "contribution_share": policy.key_account.contribution_share,
            "revenue_12m": _or_none(nursery.revenue_line), "growth_per_year": _or_none(nursery.growth_line),
            "mean_days_late": policy.key_account.nursery_late_days, "margin_rate_12m": _or_none(nursery.margin_line),
        }
        texts = json_texts({
            "rule": pd.Series(_rules(layers, facts)), "ranked_by": value_12m(accounts).ranked_by,
            "measured": measured, "threshold": threshold, "stand_in": value_12m(accounts).stand_in,
        }, len(accounts))
    return pd.DataFrame({"account_id": accounts["account_id"], "layer": layers, "reason": texts})


def _rules(layers: np.ndarray, facts: KeyFacts) -> np.ndarray:
    """The layer, and for the watched and the ordinary the first ground that put them there."""
    watched, ordinary = layers == "watch", layers == "ordinary"
    found = np.select(
        [watched & facts.vetoed, watched & facts.eroding, watched, ordinary & facts.in_set],
        ["watch_veto", "watch_erosion", "watch_payment", "ordinary_score"],
        layers,
    )
    return found.astype(str)


def _or_none(line: float) -> float | None:
    return None if np.isnan(line) else line
