"""What differs between two bodies of the journal, place by place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """A place in a body (`people.0.name`; empty: all of it), what stood there and what stands there now.

    None: nothing stood, or stands, there.
    """

    place: str
    before: str | None
    after: str | None


def differences(before: object, after: object) -> list[Difference]:
    """The places that differ, in the order of what holds now, then those that are gone.

    >>> differences({"goal": "grow", "budget": 5}, {"goal": "keep", "budget": 5})
    [Difference(place='goal', before='grow', after='keep')]
    """
    was, now = _flat("", _plain(before)), _flat("", _plain(after))
    places = [*now, *(place for place in was if place not in now)]
    return [Difference(place, was.get(place), now.get(place)) for place in places if was.get(place) != now.get(place)]


def _plain(body: object) -> object:
    """A body that is JSON within JSON, as the policy is kept, read."""
    if isinstance(body, str) and body.startswith("{"):
        try:
            return json.loads(body)
        except ValueError:
            return body
    return body


def _flat(place: str, body: object) -> dict[str, str]:
    if isinstance(body, Mapping) and body:
        parts = [(str(key), value) for key, value in body.items()]
    elif isinstance(body, Sequence) and not isinstance(body, str) and body:
        parts = [(str(number), value) for number, value in enumerate(body)]
    elif body is None or body in ("", [], {}):
        return {}
    else:
        return {place: body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)}
    found: dict[str, str] = {}
    for name, value in parts:
        found |= _flat(f"{place}.{name}" if place else name, value)
    return found
