"""What checking one flag gives, and its rows for `mart.flag`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kadash.segments.columns import Texts
from kadash.segments.evidence import json_column
from kadash.vocabulary import FLAGS as SEVERITY

Period = Literal["last_12_months", "against_year_before", "life", "to_date"]


@dataclass(frozen=True)
class Check:
    """Who carries a flag, and what was measured against which threshold, over which period.

    `holds` and the columns of `measured` have one row an account; `threshold` is alike for all. What is decided and
    what is shown as evidence come from here together, so they cannot disagree.
    """

    holds: pd.Series[bool]
    measured: Mapping[str, pd.Series]
    threshold: Mapping[str, float]
    period: Period


def flag_rows(flag: str, check: Check, account_id: pd.Series[str], evidence: bool = True) -> pd.DataFrame:
    """One row an account that carries the flag: account_id, flag, severity, evidence (JSON)."""
    named = account_id[check.holds].reset_index(drop=True)
    return pd.DataFrame({
        "account_id": named,
        "flag": flag,
        "severity": SEVERITY[flag].value,
        "evidence": _evidence(check, len(named)) if evidence else "{}",
    }, columns=["account_id", "flag", "severity", "evidence"])


def _evidence(check: Check, count: int) -> Texts:
    shape = {
        "measured": {name: column[check.holds] for name, column in check.measured.items()},
        "threshold": dict(check.threshold),
        "period": check.period,
    }
    return json_column(shape, count)
