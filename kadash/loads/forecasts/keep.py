"""Every forecast made is kept beside the journal, through loads and roll-backs, and later marked right or wrong."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kadash.loads.forecasts.past import came
from kadash.store import Generation, Home
from kadash.store.journal import Entry, Journal

KIND = "forecast"
"""Journal entries: subject is the as-of date; body as `_body` and `_marked` say."""

FOLDER = "forecasts"
_SAME = 0.005
_SHARES = 6


def keep_forecasts(home: Home, *, who: str) -> None:
    """Keep the forecast of the current generation, and mark those whose 182 days are over as of it.

    The same forecast again adds nothing; a different one of the same day (corrected data, another policy) takes the
    place of one that is not marked yet, and the journal's history keeps what it was.
    """
    generation = home.generation()
    if generation is None:
        return
    journal, now = home.journal(), datetime.now(UTC)
    _keep(home, generation, journal, who, now)
    for entry in journal.all(KIND):
        _mark(home, generation, journal, entry, who, now)


def drop_forecasts(home: Home, *, who: str) -> None:
    """Forecasts of a company that has made way are not held against the next one, whose accounts have their numbers."""
    journal, now = home.journal(), datetime.now(UTC)
    for entry in journal.all(KIND):
        if entry.body is not None:
            journal.put(KIND, entry.subject, None, author=who, at=now)


def _keep(home: Home, generation: Generation, journal: Journal, who: str, now: datetime) -> None:
    total = generation.records("from mart.forecast_total")[0]
    body = _body(total, generation)
    before = journal.get(KIND, body["as_of"])
    if before is not None and (_is_marked(before) or _is_same(before.body, body)):
        return
    _write(home.path / body["file"], generation.frame("from mart.forecast_account order by account_id"))
    journal.put(KIND, body["as_of"], body, author=who, at=now)


def _body(total: dict[str, Any], generation: Generation) -> dict[str, Any]:
    """What an entry says; `file` is relative to the data directory, money in the reporting currency to the cent."""
    as_of = total["as_of"].isoformat()
    return {
        "as_of": as_of, "horizon_end": total["last_day"].isoformat(), "forecaster": total["forecaster"],
        "value": total["value"], "currency": generation.settings["currency"], "accounts": int(total["accounts"]),
        **{name: round(float(total[name]), 2) for name in ("total", "low", "high")},
        "file": f"{FOLDER}/{as_of}.parquet",
    }


def _is_same(before: object, body: dict[str, Any]) -> bool:
    return isinstance(before, dict) and all(
        abs(before[name] - value) <= _SAME if isinstance(value, float) else before.get(name) == value
        for name, value in body.items())


def _is_marked(entry: Entry) -> bool:
    return isinstance(entry.body, dict) and "came" in entry.body


def _mark(home: Home, generation: Generation, journal: Journal, entry: Entry, who: str, now: datetime) -> None:
    """A new entry with what came, once the file reaches past the horizon's end and its money is the same money."""
    body, as_of = entry.body, date.fromisoformat(generation.settings["as_of"])
    if not isinstance(body, dict) or _is_marked(entry) or date.fromisoformat(body["horizon_end"]) > as_of:
        return
    file = home.path / body["file"]
    if body["currency"] != generation.settings["currency"] or not file.is_file():
        return
    told = pd.read_parquet(file)
    found = came(generation, date.fromisoformat(body["as_of"]), date.fromisoformat(body["horizon_end"]), as_of, told)
    brought = found[body["value"]].to_numpy(np.float64)
    outcome = _outcome(body, told, brought)
    if outcome is not None:
        _write(file, told.assign(came=brought))
        journal.put(KIND, entry.subject, body | outcome | {"marked_as_of": as_of.isoformat()}, author=who, at=now,
                    expected=entry.entry_id)


def _outcome(body: dict[str, Any], told: pd.DataFrame, actual: np.ndarray[Any, np.dtype[np.float64]],
             ) -> dict[str, Any] | None:
    """came: what all brought; held: within the total's range; accounts_held: share within theirs; error: mean miss.

    Only accounts whose value is known are compared; None where that is nobody.
    """
    known = np.isfinite(actual)
    if not known.any():
        return None
    rows, brought = told[known], actual[known]
    forecast = rows["forecast"].to_numpy(np.float64)
    level, total = float(np.abs(brought).sum()), float(brought.sum())
    inside = (brought >= rows["low"].to_numpy()) & (brought <= rows["high"].to_numpy())
    return {
        "came": round(total, 2), "held": bool(body["low"] <= total <= body["high"]),
        "accounts_held": round(float(inside.mean()), _SHARES),
        "error": round(float(np.abs(forecast - brought).sum()) / level, _SHARES) if level else None,
    }


def _write(file: Path, accounts: pd.DataFrame) -> None:
    """The forecast of each account, with what came once it is over, as a small Parquet file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}.part")
    numbers = [name for name in ("p_buys", "forecast", "low", "high", "came") if name in accounts]
    accounts.astype(dict.fromkeys(numbers, "float32")).to_parquet(fresh, index=False, compression="zstd")
    os.replace(fresh, file)
