"""lifecycle: where an account is in its life with us, the first rule that holds."""

from __future__ import annotations

import pandas as pd

from kadash.policy import Policy
from kadash.segments.columns import Texts, first_that_holds, is_prospect, layered, numbers
from kadash.segments.evidence import json_column
from kadash.segments.flags import defected
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT


def layer(
    accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON). Defected first, then one purchase, then months of relation.

    Reads: orders, purchases, first_purchase, age_days, and what the flag `defected` reads.
    """
    gone = defected.check(accounts, policy)
    purchases = numbers(accounts, "purchases").fillna(0.0)
    short = ~is_long(accounts, policy.lifecycle.long_term_months)
    layers = first_that_holds(
        [is_prospect(accounts), gone.holds, purchases.le(1), short],
        [PROSPECT, "defected", "first_time", "short_term"],
        "long_term",
    )
    texts: Texts | None = None
    if reasons:
        measured = {"purchases": purchases, "first_purchase": accounts["first_purchase"], **gone.measured}
        threshold = {"long_term_months": policy.lifecycle.long_term_months, **gone.threshold}
        shape = {"rule": pd.Series(layers), "measured": measured, "threshold": threshold}
        texts = json_column(shape, len(accounts))
    return layered(accounts, layers, texts)


def is_long(accounts: pd.DataFrame, months: int) -> pd.Series[bool]:
    """True from the day that lies so many calendar months after the first purchase."""
    first = pd.to_datetime(accounts["first_purchase"])
    as_of = first + pd.to_timedelta(numbers(accounts, "age_days"), unit="D")
    return (first + pd.DateOffset(months=months)).le(as_of)
