"""The policy as shipped, as a published file keeps it, as a user's TOML file has it."""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from kadash.errors import KadashError
from kadash.policy.model import Policy


def default_policy() -> Policy:
    """The policy as shipped."""
    shipped = resources.files("kadash.policy").joinpath("default.toml").read_text("utf-8")
    return Policy.model_validate(tomllib.loads(shipped))


def kept_policy(text: str) -> Policy:
    """The policy a generation was judged by, from the JSON it keeps, whatever release wrote it.

    Values that this release no longer knows are left out, values that the older one did not have are as shipped.
    """
    return Policy.model_validate(_known(default_policy().model_dump(), json.loads(text)))


def read_policy(path: Path) -> Policy:
    """The shipped policy with the values of a user's TOML file in their place; unknown keys are refused by name."""
    try:
        own = tomllib.loads(path.read_text("utf-8"))
        return Policy.model_validate(_merged(default_policy().model_dump(), own))
    except tomllib.TOMLDecodeError as error:
        raise KadashError("policy_unreadable", file=path.name, detail=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KadashError("policy_refused", file=path.name, key=where, detail=first["msg"]) from error


def _known(base: dict[str, object], kept: dict[str, object]) -> dict[str, object]:
    return _merged(base, {
        key: _known(below, value) if isinstance(below := base[key], dict) and isinstance(value, dict) else value
        for key, value in kept.items() if key in base
    })


def _merged(base: dict[str, object], own: dict[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
