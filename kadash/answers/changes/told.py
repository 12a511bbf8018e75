"""Rows of the comparison as changes: whose they are, how much is at stake, and the facts that show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pandas as pd

from kadash.answers.among import Among
from kadash.answers.asked import Asked
from kadash.answers.changes.change import Change, Kind, Way

FACTS = ["contribution", "revenue", "margin_rate", "overdue", "open_money", "complaints", "severe", "largest_order"]
"""What changes are shown by."""

_SHOWN: Mapping[str, tuple[str, ...]] = {
    "layer": ("contribution", "revenue"), "flag": ("contribution", "revenue", "open_money", "largest_order"),
    "mover": ("contribution", "revenue"), "margin": ("margin_rate", "revenue"), "overdue": ("overdue", "revenue"),
    "contract": ("contribution", "revenue"), "complaint": ("complaints", "severe", "contribution"),
}
"""Kind to the columns of the pictures that show it, as `<column>_then` and `<column>_now`."""


@dataclass(frozen=True)
class Whose:
    """An account that the viewer may see; stake: what it brings in a year."""

    name: str
    owner: str | None
    stake: float


def whose(asked: Asked, account_ids: Sequence[str], among: Among) -> dict[str, Whose]:
    """Those of the accounts that are asked for and that the viewer may see."""
    rows = asked.records("changes_seen", account_ids=sorted(set(account_ids)), **among.params)
    return {row["account_id"]: Whose(row["account_name"], row["owner"], row["stake"]) for row in rows}


def told(rows: pd.DataFrame, before: pd.DataFrame, now: pd.DataFrame, seen: Mapping[str, Whose], scheme: str,
         order: Sequence[str], as_of: dt.date) -> list[Change]:
    """The changes of the rows whose account is in `seen`."""
    kept = rows[np.fromiter((account_id in seen for account_id in rows["account_id"]), dtype=bool, count=len(rows))]
    at = now.index.get_indexer(pd.Index(kept["account_id"]))
    facts = {f"{name}_{side}": frame[name].to_numpy(dtype="float64", na_value=float("nan"))[at].tolist()
             for name in FACTS for side, frame in (("then", before), ("now", now))}
    days = [day.date() if pd.notna(day) else None for day in pd.to_datetime(kept["day"]).tolist()]
    columns = [kept[name].tolist() for name in ("kind", "detail", "way", "account_id", "at_stake", "then", "now")]
    found = []
    for place, (kind, detail, way, account_id, stake, then, new) in enumerate(zip(*columns, strict=True)):
        shown: dict[str, object] = {
            name: _known(facts[name][place]) for column in _SHOWN[kind] for name in (f"{column}_then", f"{column}_now")}
        if kind == "layer":
            shown |= {"scheme": scheme, "from": _layer(then, order), "to": _layer(new, order)}
            detail = f"{scheme} {detail} {shown['to']}"
        if kind == "flag":
            shown["flag"] = detail.split()[0]
        day, of = days[place], seen[account_id]
        if day is not None:
            shown["day"] = day.isoformat()
        found.append(Change(cast(Kind, kind), detail, cast(Way, way), account_id, of.name, of.owner,
                            _known(stake) or 0.0, day or as_of, shown))
    return found


def _layer(place: float, order: Sequence[str]) -> str | None:
    return order[int(place) - 1] if place == place and place is not None else None


def _known(value: Any) -> float | None:
    return None if value is None or value != value else float(value)
