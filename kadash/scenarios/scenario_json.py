"""Scenarios and programmes as JSON, both ways; what is not known is refused by its key."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from kadash.errors import KadashError
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, Levers, Move
from kadash.scenarios.programme import Measure, Programme
from kadash.scenarios.setup import Setup

_MEASURE = tuple(part.name for part in fields(Measure))
_SETUP = ("scheme", "account", "levers", "levers_by_segment", "programme", "discount_per_year", "years",
          "assumed_margin")


def scenario_to_json(setup: Setup) -> dict[str, Any]:
    """What a scenario assumes, as plain values; what stands where it was is left out of its levers."""
    return {
        "scheme": setup.scheme,
        "account": setup.account_id,
        "levers": moved_of(setup.levers),
        "levers_by_segment": {
            name: moved for name, move in setup.levers.by_segment.items() if (moved := parts_of(move))},
        "programme": programme_to_json(setup.programme),
        "discount_per_year": setup.discount_per_year,
        "years": setup.years,
        "assumed_margin": setup.assumed_margin,
    }


def scenario_from_json(body: object) -> Setup:
    """A scenario from its JSON; KadashError `scenario_key` for a key that is not known, `scenario_value` for a value.

    >>> scenario_from_json({"levers": {"retention": 0.05}, "years": 5}).years
    5
    """
    given = _known(body, _SETUP, "scenario")
    segments = {name: _move_from(move, name) for name, move in _mapping(given, "levers_by_segment").items()}
    levers = _known(given.get("levers") or {}, tuple(LEVERS), "levers")
    years = _number(given, "years")
    if years is not None and not years.is_integer():
        raise KadashError("scenario_value", field="years", value=years)
    company = {name: _bounded(name, value) for name, value in levers.items()}
    return Setup(
        scheme=_text(given, "scheme"),
        account_id=_text(given, "account"),
        levers=Levers(**company, by_segment=segments),
        programme=programme_from_json(given.get("programme") or []),
        discount_per_year=_number(given, "discount_per_year"),
        years=None if years is None else int(years),
        assumed_margin=_number(given, "assumed_margin"),
    )


def programme_to_json(programme: Programme) -> list[dict[str, Any]]:
    """One entry a measure; what is nothing is left out."""
    return [
        {name: value for name, value in {
            **vars(measure), "whom": list(measure.whom), "move": parts_of(measure.move),
            "spread": parts_of(measure.spread),
        }.items() if value}
        for measure in programme.measures
    ]


def programme_from_json(body: object) -> Programme:
    """A programme from a list of measures, or from `{"measures": [...]}`; refusals as of `scenario_from_json`."""
    if isinstance(body, dict):
        body = _known(body, ("measures",), "programme").get("measures")
    if not isinstance(body, list):
        raise KadashError("scenario_value", field="programme", value=body)
    return Programme(tuple(_measure_from(one) for one in body))


def _measure_from(body: object) -> Measure:
    given = dict(_known(body, _MEASURE, "programme"))
    name, whom = given.pop("name", None), given.pop("whom", [])
    if not isinstance(name, str) or not name.strip():
        raise KadashError("scenario_value", field="name", value=name)
    if not isinstance(whom, list) or not all(isinstance(one, str) for one in whom):
        raise KadashError("scenario_value", field="whom", value=whom)
    move, spread = (_move_from(given.pop(part, {}), part) for part in ("move", "spread"))
    numbers = {key: _number(given, key) or 0.0 for key in given}
    months = numbers.pop("ramp_up_months", 0.0)
    if not months.is_integer():
        raise KadashError("scenario_value", field="ramp_up_months", value=months)
    return Measure(name.strip(), tuple(whom), move, spread, int(months), **numbers)


def moved_of(levers: Levers) -> dict[str, float]:
    """The levers for all that are not where they were."""
    return {name: getattr(levers, name) for name in LEVERS if getattr(levers, name) not in (0.0, None)}


def parts_of(move: Move) -> dict[str, float]:
    """The parts of a move that are not nothing."""
    return {name: getattr(move, name) for name in ACCOUNT_LEVERS if getattr(move, name)}


def _move_from(body: object, where: str) -> Move:
    given = _known(body, ACCOUNT_LEVERS, where)
    return Move(**{name: _bounded(name, value) for name, value in given.items()})


def _bounded(name: str, value: object) -> float:
    number = _number({name: value}, name)
    if number is None or not LEVERS[name].low <= number <= LEVERS[name].high:
        raise KadashError("scenario_value", field=name, value=value)
    return number


def _known(body: object, keys: tuple[str, ...], where: str) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise KadashError("scenario_value", field=where, value=body)
    for key in body:
        if key not in keys:
            raise KadashError("scenario_key", field=key, where=where, known=", ".join(keys))
    return body


def _mapping(given: dict[str, Any], key: str) -> dict[str, Any]:
    found = given.get(key) or {}
    if not isinstance(found, dict):
        raise KadashError("scenario_value", field=key, value=found)
    return found


def _text(given: dict[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise KadashError("scenario_value", field=key, value=value)
    return value


def _number(given: Mapping[str, Any], key: str) -> float | None:
    value = given.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise KadashError("scenario_value", field=key, value=value)
    return float(value)
