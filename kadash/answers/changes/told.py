"""Rows of the comparison as changes: whose they are, how much is at stake, and the facts that show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from kadash.answers.among import Among
from kadash.answers.asked import Asked
from kadash.answers.changes.change import Change, Kind, Way

_FACTS = ("contribution", "revenue", "margin_rate", "overdue", "open_money", "complaints", "severe", "largest_order")
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
    rows = asked.records("changes_seen", account_ids=sorted(set(account_ids)), **among.params(asked))
    return {row["account_id"]: Whose(row["account_name"], row["owner"], row["stake"]) for row in rows}


def told(rows: pd.DataFrame, before: pd.DataFrame, now: pd.DataFrame, seen: Mapping[str, Whose], scheme: str,
         order: Sequence[str], as_of: dt.date) -> list[Change]:
    """The changes of the rows whose account is in `seen`."""
    kept = rows[rows["account_id"].isin(list(seen))]
    at = now.index.get_indexer(pd.Index(kept["account_id"]))
    columns = list(_FACTS)
    then_facts = before[columns].take(at).to_dict("records")
    now_facts = now[columns].take(at).to_dict("records")
    return [_change(cast("dict[str, Any]", row), cast("dict[str, Any]", then), cast("dict[str, Any]", new), seen,
                    scheme, order, as_of)
            for row, then, new in zip(kept.to_dict("records"), then_facts, now_facts, strict=True)]


def _change(row: dict[str, Any], then: dict[str, Any], now: dict[str, Any], seen: Mapping[str, Whose], scheme: str,
            order: Sequence[str], as_of: dt.date) -> Change:
    kind, account = cast(Kind, row["kind"]), seen[row["account_id"]]
    facts: dict[str, object] = {}
    if kind == "layer":
        facts = {"scheme": scheme, "from": _layer(row["then"], order), "to": _layer(row["now"], order)}
    if kind == "flag":
        facts = {"flag": str(row["detail"]).split()[0]}
    for name in _SHOWN[kind]:
        facts |= {f"{name}_then": _known(then[name]), f"{name}_now": _known(now[name])}
    if pd.notna(row["day"]):
        facts["day"] = row["day"].date().isoformat()
    detail = f"{scheme} {row['detail']} {facts['to']}" if kind == "layer" else str(row["detail"])
    when = row["day"].date() if pd.notna(row["day"]) else as_of
    return Change(kind, detail, cast(Way, row["way"]), row["account_id"], account.name, account.owner,
                  float(row["at_stake"]) if row["at_stake"] == row["at_stake"] else 0.0, when, facts)


def _layer(place: float, order: Sequence[str]) -> str | None:
    return order[int(place) - 1] if place == place and place is not None else None


def _known(value: Any) -> float | None:
    return None if value is None or value != value else float(value)
