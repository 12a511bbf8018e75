"""Levers as a terminal or an address bar writes them: `retention=+5pt`, `cost_to_serve=-10%`, `payment_days=-15`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadash.errors import KadashError
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, Levers, Move

_NUMBER = re.compile(r"^([+-]?)(\d+(?:\.\d*)?|\.\d+)\s*(.*)$")
_EXAMPLES = {"points": "+5pt", "share": "+10%", "days": "-15", "count": "20", "money": "5000"}
_SUFFIXES = {
    "points": {"pt": 0.01, "pts": 0.01, "点": 0.01, "个百分点": 0.01, "%": 0.01, "": 1.0},
    "share": {"%": 0.01, "": 1.0},
    "days": {"": 1.0, "d": 1.0, "days": 1.0, "天": 1.0},
    "count": {"": 1.0},
    "money": {"": 1.0, "k": 1e3, "m": 1e6, "万": 1e4, "亿": 1e8},
}


def parse_levers(texts: Sequence[str], segment: str | None = None) -> Levers:
    """Levers from texts `lever=value`; with a `segment`, levers of accounts move only that segment.

    A bare number of points or share is a share of one: `retention=0.05` is five points. Refused, with what to write
    instead: a text without `=`, an unknown or repeated lever, a value that is no number or out of bounds, a lever of
    the whole company for one segment.

    >>> parse_levers(["retention=+5pt", "cost_to_serve=-10%"]).retention
    0.05
    """
    given: dict[str, float] = {}
    for text in texts:
        name, value = _one(text)
        if name in given:
            raise KadashError("lever_twice", lever=name)
        given[name] = value
    if segment is None:
        return Levers.of(given)
    for name in given:
        if name not in ACCOUNT_LEVERS:
            raise KadashError("lever_for_company", lever=name, known=", ".join(ACCOUNT_LEVERS))
    return Levers(by_segment={segment: Move(**given)})


def lever_value(text: str) -> float:
    """The value of one text `lever=value`."""
    return _one(text)[1]


def _one(text: str) -> tuple[str, float]:
    name, equals, value = (part.strip() for part in text.partition("="))
    name = name.lower().replace("-", "_")
    if not equals:
        raise KadashError("lever_form", text=text)
    if name not in LEVERS:
        raise KadashError("lever_unknown", lever=name, known=", ".join(LEVERS))
    return name, _value(name, value)


def _value(name: str, text: str) -> float:
    lever = LEVERS[name]
    example = f"{name}={_EXAMPLES[lever.unit]}"
    found = _NUMBER.match(text.replace(",", "").replace("，", "").replace("−", "-").replace("％", "%").lower())
    if found is None or found[3] not in _SUFFIXES[lever.unit]:
        raise KadashError("lever_value", lever=name, value=text, example=example)
    number = float(found[1] + found[2]) * _SUFFIXES[lever.unit][found[3]]
    if not lever.low <= number <= lever.high:
        low, high = _written(name, lever.low), _written(name, lever.high)
        raise KadashError("lever_bounds", lever=name, value=text, low=low, high=high, example=example)
    return number


def _written(name: str, number: float) -> str:
    """A value as a person would type it."""
    unit = LEVERS[name].unit
    return f"{number * 100:g}{'pt' if unit == 'points' else '%'}" if unit in ("points", "share") else f"{number:g}"
