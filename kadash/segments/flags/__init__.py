"""One file a flag: account facts and policy to the accounts that carry it, with evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import pandas as pd

from kadash.policy import Policy
from kadash.segments.flags import (
    below_zero,
    contract_ending,
    defected,
    late_payer,
    lost_category,
    low_survey,
    margin_erosion,
    nursery,
    one_off_giant,
    over_credit_limit,
    service_burden,
    slipping,
)
from kadash.segments.flags.check import Check, flag_rows
from kadash.segments.shared import Shared

FlagCheck = Callable[[pd.DataFrame, Policy], Check]

FLAGS: Mapping[str, FlagCheck] = MappingProxyType({
    "below_zero": below_zero.check,
    "margin_erosion": margin_erosion.check,
    "defected": defected.check,
    "over_credit_limit": over_credit_limit.check,
    "slipping": slipping.check,
    "late_payer": late_payer.check,
    "service_burden": service_burden.check,
    "one_off_giant": one_off_giant.check,
    "lost_category": lost_category.check,
    "contract_ending": contract_ending.check,
    "low_survey": low_survey.check,
    "nursery": nursery.check,
})
"""Flag to its check, most urgent first."""


def flag_table(
    accounts: pd.DataFrame, policy: Policy, evidence: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row a flag that an account carries: account_id, flag, severity, evidence (JSON).

    shared: what schemes look at too, of the same accounts and policy; of the flags low_survey and nursery need it.
    """
    checks: dict[str, FlagCheck] = {**FLAGS, "low_survey": partial(low_survey.check, shared=shared),
                                    "nursery": partial(nursery.check, shared=shared)}
    found = [
        flag_rows(flag, check(accounts, policy), accounts["account_id"], evidence) for flag, check in checks.items()
    ]
    return pd.concat(found, ignore_index=True)


__all__ = ["FLAGS", "Check", "flag_table"]
