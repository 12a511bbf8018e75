"""key_account: watch, key, nursery, ordinary: the first that holds. A big order does not make a key account."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts, first_that_holds, is_prospect, layered
from kadash.segments.evidence import json_column
from kadash.segments.key_rules import KeyFacts, key_facts, nursery_facts
from kadash.segments.ranking import value_12m
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: score, set, vetoes, erosion, late payment).

    Reads: what `key_rules` reads.
    """
    facts = shared.key if shared else key_facts(accounts, policy)
    nursery = shared.nursery if shared else nursery_facts(accounts, policy)
    when = [is_prospect(accounts), facts.watched, facts.key(policy), nursery.holds(policy)]
    layers = first_that_holds(when, [PROSPECT, "watch", "key", "nursery"], "ordinary")
    texts: Texts | None = None
    if reasons:
        measure = shared.measure if shared else value_12m(accounts)
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
        texts = json_column({
            "rule": pd.Series(_rules(layers, facts)), "ranked_by": measure.ranked_by,
            "measured": measured, "threshold": threshold, "stand_in": measure.stand_in,
        }, len(accounts))
    return layered(accounts, layers, texts)


def _rules(layers: Texts, facts: KeyFacts) -> np.ndarray:
    """The layer, and for the watched and the ordinary the first ground that put them there."""
    names = np.asarray(layers, dtype=object)
    watched, ordinary = names == "watch", names == "ordinary"
    found = np.select(
        [watched & facts.vetoed, watched & facts.eroding, watched, ordinary & facts.in_set],
        ["watch_veto", "watch_erosion", "watch_payment", "ordinary_score"],
        names,
    )
    return found.astype(str)


def _or_none(line: float) -> float | None:
    return None if np.isnan(line) else line
