"""The options of a plan from proposals and pairs by name: what mart.service_option says in numbers, the long way."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from kadash.services.catalogue import ROLES
from kadash.services.plan.options import NOBODY, Ints, Options


def options_of(proposals: pd.DataFrame, hours: Mapping[str, Mapping[str, float]],
               pairs: pd.DataFrame | None = None) -> Options:
    """The options that `mart.proposal` and `mart.proposal_pair` allow; what earns nothing is no option.

    proposals: account_id, service_id, expected_gain, cost. hours: service to role to hours of the first year. pairs:
    account_id, first, second (service ids), gain, cost, hours_share (1, or less where the two share their work).
    """
    singles = proposals.loc[proposals["expected_gain"].gt(0.0), ["account_id", "service_id", "expected_gain", "cost"]]
    rows = singles.rename(columns={"service_id": "first", "expected_gain": "gain"}).assign(second="", hours_share=1.0)
    if pairs is not None and len(pairs):
        rows = pd.concat([rows, pairs[pairs["gain"].gt(0.0)]], ignore_index=True)
    accounts = tuple(sorted(rows["account_id"].unique()))
    services = tuple(sorted({*rows["first"], *rows["second"]} - {""}))
    places = pd.Series(range(len(services)), index=services, dtype="int64")
    account = pd.Categorical(rows["account_id"], categories=accounts).codes.astype(np.int64)
    order: Ints = np.argsort(account, kind="stable").astype(np.int64)
    first: Ints = np.asarray(rows["first"].map(places), dtype=np.int64)[order]
    second: Ints = np.asarray(rows["second"].map(places).fillna(NOBODY), dtype=np.int64)[order]
    gain, cost, share = (rows[name].to_numpy(dtype=np.float64)[order] for name in ("gain", "cost", "hours_share"))
    of_service = np.array([[float(hours[one].get(role, 0.0)) for role in ROLES] for one in services]
                          + [[0.0] * len(ROLES)])
    return Options(accounts, services, account[order], first, second, gain, cost,
                   (of_service[first] + of_service[second]) * share[:, None])
