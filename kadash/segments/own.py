"""Schemes of the user's own: layers from conditions in the policy, the first that holds; the last is the rest."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from kadash.errors import KadashError
from kadash.policy import Policy
from kadash.policy.own import OwnLayer, OwnScheme
from kadash.segments.columns import Texts, is_prospect, same_text
from kadash.segments.condition import Compared, Condition, UnreadableCondition, comparisons, meets, read_condition
from kadash.segments.evidence import json_column, placed
from kadash.segments.own_columns import KINDS, columns_of
from kadash.segments.shared import Shared
from kadash.vocabulary import PROSPECT


def own_layers(scheme: OwnScheme) -> tuple[str, ...]:
    """The layers of a scheme of the user's own, top first, prospects last."""
    return (*(one.layer for one in scheme.layers), PROSPECT)


def check_own_schemes(policy: Policy) -> None:
    """Refuse (KadashError: what to do) a condition that cannot be read, or asks what is not known of accounts."""
    for scheme in policy.own.schemes:
        conditions_of(scheme)


def conditions_of(scheme: OwnScheme) -> list[Condition]:
    """The conditions of every layer but the last."""
    return [_condition(scheme, one) for one in scheme.layers[:-1]]


def layer_own(
    scheme: OwnScheme, accounts: pd.DataFrame, policy: Policy, reasons: bool = True, shared: Shared | None = None
) -> pd.DataFrame:
    """One row an account: account_id, layer, reason (JSON: the condition and what was measured of its columns)."""
    conditions, columns = conditions_of(scheme), columns_of(accounts, policy, shared)
    held = [is_prospect(accounts), *(meets(condition, columns) for condition in conditions)]
    codes = [PROSPECT, *(one.layer for one in scheme.layers)]
    layers = np.select(held, codes[:-1], codes[-1]).astype(str)
    texts = same_text("{}", len(accounts))
    if reasons:
        texts = _reasons(layers, scheme, conditions, {
            asked.column: columns(asked.column) for one in conditions for asked in comparisons(one)
        })
    return pd.DataFrame({"account_id": accounts["account_id"], "layer": layers, "reason": texts})


def _reasons(
    layers: np.ndarray, scheme: OwnScheme, conditions: Sequence[Condition], measured: dict[str, pd.Series]
) -> Texts:
    """The rule is `own`, `rest` or `prospect`; measured has the columns that the layer's own condition asks for."""
    last = np.flatnonzero(layers == scheme.layers[-1].layer)
    found = [(last, same_text('{"rule": "rest"}', len(last)))]
    for one, condition in zip(scheme.layers, conditions, strict=False):
        rows = layers == one.layer
        shown = {asked.column: measured[asked.column][rows] for asked in comparisons(condition)}
        shape = {"rule": "own", "where": one.where, "measured": shown}
        found.append((np.flatnonzero(rows), json_column(shape, int(rows.sum()))))
    return placed(found, len(layers), '{"rule": "prospect"}')


def _condition(scheme: OwnScheme, layer: OwnLayer) -> Condition:
    where = {"scheme": scheme.name, "layer": layer.layer}
    try:
        found = read_condition(layer.where or "")
    except UnreadableCondition as error:
        raise KadashError("own_condition_unreadable", **where, near=error.near) from error
    for asked in comparisons(found):
        if asked.column not in KINDS:
            nearest = difflib.get_close_matches(asked.column, KINDS, n=3, cutoff=0.3)
            raise KadashError("own_condition_column", **where, column=asked.column, nearest=", ".join(nearest) or "–")
        if not _fits(asked):
            raise KadashError("own_condition_kind", **where, column=asked.column)
    return found


def _fits(asked: Compared) -> bool:
    """Whether a column may be compared in this way."""
    kind = KINDS[asked.column]
    if asked.operator is None or kind == "yes_no":
        return asked.operator is None and kind == "yes_no"
    literals = asked.asked if isinstance(asked.asked, tuple) else (asked.asked,)
    wanted = str if kind == "text" else float
    return all(isinstance(one, wanted) for one in literals) and (kind == "number" or asked.operator in ("is", "one_of"))
