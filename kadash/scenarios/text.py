"""Scenarios as text of an address bar: the same both ways, to the last digit."""

from __future__ import annotations

import base64
import binascii
import json
import math
import zlib
from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import quote, unquote

from kadash.errors import KadashError
from kadash.scenarios.levers import LEVERS, Levers
from kadash.scenarios.parse import lever_value, parse_levers
from kadash.scenarios.scenario_json import moved_of, parts_of, programme_from_json, programme_to_json
from kadash.scenarios.setup import Setup

_LONGEST_PROGRAMME = 100_000


def levers_to_text(levers: Levers) -> str:
    """Levers in one line: `retention=5pt;gold.margin=1pt`; '' where nothing is moved. `levers_from_text` reads it.

    >>> from kadash.scenarios.levers import Move
    >>> levers_to_text(Levers(retention=0.05, by_segment={"gold": Move(margin=0.01)}))
    'retention=5pt;gold.margin=1pt'
    """
    parts = [lever_to_text(name, value) for name, value in moved_of(levers).items()]
    for segment, move in levers.by_segment.items():
        parts += [f"{quote(segment, safe='')}.{lever_to_text(name, value)}" for name, value in parts_of(move).items()]
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
    return Levers(**moved_of(whole), by_segment=moves)


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
