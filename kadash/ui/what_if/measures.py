"""A programme as a grid: one row an effect of a measure, in the units of the page; and the way back."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence

import pandas as pd

from kadash.scenarios import ACCOUNT_LEVERS, Measure, Move, Programme
from kadash.ui.what_if.dials import size
from kadash.ui.what_if.setting import EVERYBODY

COLUMNS = ("name", "whom", "lever", "effect", "spread", "ramp_up_months", "cost_once", "cost_per_year",
           "cost_per_account")
NUMBERS = COLUMNS[3:]


def programme_of(rows: pd.DataFrame, layers: Sequence[str]) -> Programme:
    """The measures of a grid: rows of one name are one measure whose effects and costs stand on several rows."""
    together: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in rows.to_dict("records"):
        name = str(row["name"] or "").strip()
        if name and row["lever"] in ACCOUNT_LEVERS:
            together[name].append({str(key): value for key, value in row.items()})
    return Programme(tuple(_measure(name, parts, layers) for name, parts in together.items()))


def rows_from(programme: Programme) -> pd.DataFrame:
    """The grid of a programme: the way back of `programme_of`."""
    rows = []
    for measure in programme.measures:
        moved = [name for name in ACCOUNT_LEVERS if getattr(measure.move, name)] or [ACCOUNT_LEVERS[0]]
        for place, lever in enumerate(moved):
            first = float(not place)
            rows.append({
                "name": measure.name, "whom": ",".join(measure.whom) or EVERYBODY, "lever": lever,
                "effect": round(getattr(measure.move, lever) / size(lever), 6),
                "spread": round(getattr(measure.spread, lever) / size(lever), 6),
                "ramp_up_months": float(measure.ramp_up_months), "cost_once": first * measure.cost_once,
                "cost_per_year": first * measure.cost_per_year,
                "cost_per_account": first * measure.cost_per_account_per_year})
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({**dict.fromkeys(COLUMNS[:3], "str"), **dict.fromkeys(NUMBERS, "float64")})


def _measure(name: str, parts: Sequence[dict[str, object]], layers: Sequence[str]) -> Measure:
    whom = str(parts[0]["whom"] or "")
    named = tuple(layer for layer in whom.split(",") if layer in layers)

    def total(column: str) -> float:
        return sum(_float(part[column]) for part in parts)

    def of(column: str, clean: Callable[[float], float] = float) -> Move:
        found: dict[str, float] = defaultdict(float)
        for part in parts:
            lever = str(part["lever"])
            found[lever] += clean(_float(part[column])) * size(lever)
        return Move(**found)

    return Measure(
        name, named, of("effect"), of("spread", abs), int(max(_float(part["ramp_up_months"]) for part in parts)),
        total("cost_once"), total("cost_per_year"), total("cost_per_account"))


def _float(value: object) -> float:
    found = float(str(value)) if value is not None else 0.0
    return 0.0 if math.isnan(found) else found
