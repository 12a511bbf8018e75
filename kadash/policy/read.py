"""The policy as shipped, as a published file keeps it, as a user's TOML file has it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from kadash.errors import KadashError
from kadash.policy.model import Policy
from kadash.policy.toml_text import place_of, toml_text
from kadash.policy.wrong import Wrong, dotted, wrong_parts


@cache
def default_policy() -> Policy:
    """The policy as shipped."""
    shipped = resources.files("kadash.policy").joinpath("default.toml").read_text("utf-8")
    return Policy.model_validate(tomllib.loads(shipped))


@lru_cache(maxsize=16)
def kept_policy(text: str) -> Policy:
    """The policy a generation was judged by, from the JSON it keeps, whatever release wrote it.

    Values that this release no longer knows are left out, values that the older one did not have are as shipped.
    """
    return Policy.model_validate(_known(default_policy().model_dump(), json.loads(text)))


def read_policy(path: Path) -> Policy:
    """The shipped policy with the values of a user's TOML file in their place; unknown keys are refused by name."""
    found = policy_of_toml(path.read_text("utf-8"), path.name)
    if isinstance(found, Policy):
        return found
    raise KadashError("policy_refused", file=path.name, key=found[0].where, detail=str(found[0].facts["detail"]))


def policy_of_toml(text: str, file: str) -> Policy | list[Wrong]:
    """The shipped policy with the values of a TOML text in their place, else everything that is wrong with it.

    KadashError `policy_unreadable` where it is no TOML at all; `file` names it there.
    """
    try:
        own = tomllib.loads(text)
        return Policy.model_validate(_merged(default_policy().model_dump(), own))
    except tomllib.TOMLDecodeError as error:
        raise KadashError("policy_unreadable", file=file, **place_of(error, text)) from error
    except ValidationError as error:
        return wrong_parts(error, Policy, dotted)


def policy_toml(policy: Policy, about: Mapping[str, str] | None = None) -> str:
    """Every value of a policy as TOML. about: `section` or `section.field` to the comment above it."""
    return toml_text(policy.model_dump(mode="json"), about)


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
