"""Scenarios as JSON, and as text of an address bar: the same both ways, to the last digit."""

from __future__ import annotations

import base64
import binascii
import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote

from kadash.errors import KadashError
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, Levers, Move
from kadash.scenarios.parse import lever_value, parse_levers
from kadash.scenarios.programme import Measure, Programme
from kadash.scenarios.setup import Setup

_MEASURE = tuple(part.name for part in fields(Measure))
_SETUP = ("scheme", "account", "levers", "levers_by_segment", "programme", "discount_per_year", "years",
          "assumed_margin")
_LONGEST_PROGRAMME = 100_000


def scenario_to_json(setup: Setup) -> dict[str, Any]:
    """What a scenario assumes, as plain values; what stands where it was is left out of its levers."""
    return {
        "scheme": setup.scheme,
        "account": setup.account_id,
        "levers": _levers(setup.levers),
        "levers_by_segment": {name: moved for name, move in setup.levers.by_segment.items() if (moved := _move(move))},
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
            **vars(measure), "whom": list(measure.whom), "move": _move(measure.move), "spread": _move(measure.spread),
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


def levers_to_text(levers: Levers) -> str:
    """Levers in one line: `retention=5pt;gold.margin=1pt`; '' where nothing is moved. `levers_from_text` reads it.

    >>> levers_to_text(Levers(retention=0.05, by_segment={"gold": Move(margin=0.01)}))
    'retention=5pt;gold.margin=1pt'
    """
    parts = [lever_to_text(name, value) for name, value in _levers(levers).items()]
    for segment, move in levers.by_segment.items():
        parts += [f"{quote(segment, safe='')}.{lever_to_text(name, value)}" for name, value in _move(move).items()]
    return ";".join(parts)


def levers_from_text(text: str) -> Levers:
    """The levers of one line; refused as `parse_levers` refuses."""
    everywhere: list[str] = []
    segments: dict[str, list[str]] = {}
    for part in filter(None, text.split(";")):
        name, _, value = part.partition("=")
        segment, dot, lever = name.rpartition(".")
        if dot:
            segments.setdefault(unquote(segment), []).append(f"{lever}={value}")
        else:
            everywhere.append(part)
    moves = {name: parse_levers(some, name).by_segment[name] for name, some in segments.items()}
    whole = parse_levers(everywhere)
    return Levers(**_levers(whole), by_segment=moves)


def lever_to_text(name: str, value: float) -> str:
    """A lever as a person would type it, exact: where points or per cent would lose a digit, as a share of one."""
    unit = LEVERS[name].unit
    if unit in ("points", "share"):
        short = f"{name}={value * 100:.10g}{'pt' if unit == 'points' else '%'}"
        if "e" not in short.partition("=")[2] and lever_value(short) == value:
            return short
    return f"{name}={Decimal(repr(float(value))):f}".removesuffix(".0")


def scenario_to_address(setup: Setup) -> dict[str, str]:
    """A scenario as parameters of the address bar; what stands where it was has none."""
    measures = programme_to_json(setup.programme)
    packed = zlib.compress(json.dumps(measures, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    given = {
        "scheme": setup.scheme,
        "account": setup.account_id,
        "levers": levers_to_text(setup.levers),
        "programme": base64.urlsafe_b64encode(packed).decode().rstrip("=") if measures else None,
        "discount": None if setup.discount_per_year is None else repr(setup.discount_per_year),
        "years": None if setup.years is None else str(setup.years),
        "assumed_margin": None if setup.assumed_margin is None else repr(setup.assumed_margin),
    }
    return {name: value for name, value in given.items() if value}


def scenario_from_address(parameters: Mapping[str, str]) -> Setup:
    """The scenario of an address bar, other parameters put aside; KadashError where one of its own cannot be read."""
    years = parameters.get("years")
    return Setup(
        scheme=parameters.get("scheme"),
        account_id=parameters.get("account"),
        levers=levers_from_text(parameters.get("levers", "")),
        programme=programme_from_json(_unpacked(parameters.get("programme"))),
        discount_per_year=_typed(parameters, "discount"),
        years=None if years is None else _whole(years),
        assumed_margin=_typed(parameters, "assumed_margin"),
    )


def _unpacked(text: str | None) -> object:
    if not text:
        return []
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return json.loads(zlib.decompressobj().decompress(packed, _LONGEST_PROGRAMME))
    except (binascii.Error, zlib.error, ValueError) as error:
        raise KadashError("scenario_address", field="programme") from error


def _typed(parameters: Mapping[str, str], key: str) -> float | None:
    text = parameters.get(key)
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise KadashError("scenario_value", field=key, value=text) from error
    if not math.isfinite(value):
        raise KadashError("scenario_value", field=key, value=text)
    return value


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise KadashError("scenario_value", field="years", value=text) from error


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


def _levers(levers: Levers) -> dict[str, float]:
    return {name: getattr(levers, name) for name in LEVERS if getattr(levers, name) not in (0.0, None)}


def _move(move: Move) -> dict[str, float]:
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
