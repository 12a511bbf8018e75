"""One file a flag: account facts and policy to the accounts that carry it, with evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from kadash.policy import Policy
from kadash.segments.flags import below_zero, defected, late_payer, margin_erosion, one_off_giant, slipping
from kadash.segments.flags.check import Check, flag_rows

FLAGS: Mapping[str, Callable[[pd.DataFrame, Policy], Check]] = MappingProxyType({
    "below_zero": below_zero.check,
    "margin_erosion": margin_erosion.check,
    "defected": defected.check,
    "slipping": slipping.check,
    "late_payer": late_payer.check,
    "one_off_giant": one_off_giant.check,
})
"""Flag to its check, most urgent first."""


def flag_table(accounts: pd.DataFrame, policy: Policy, evidence: bool = True) -> pd.DataFrame:
    """One row a flag that an account carries: account_id, flag, severity, evidence (JSON)."""
    found = [
        flag_rows(flag, check(accounts, policy), accounts["account_id"], evidence) for flag, check in FLAGS.items()
    ]
    return pd.concat(found, ignore_index=True)


__all__ = ["FLAGS", "Check", "flag_table"]
