"""What is wrong with a file of rules or services, part by part, as codes and facts."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ValidationError

CODES = {
    "missing": "missing", "extra_forbidden": "unknown", "literal_error": "choice", "too_short": "too_short",
    "greater_than_equal": "at_least", "greater_than": "above", "less_than_equal": "at_most", "less_than": "below",
    "string_pattern_mismatch": "pattern", "string_too_short": "empty",
}
"""Pydantic's type of an error to ours; others by KINDS, else `other`."""
KINDS = {"int": "whole_number", "float": "number", "bool": "yes_no", "string": "text", "tuple": "list", "list": "list",
         "dict": "table", "model": "table"}
_ASKED = ("ge", "gt", "le", "lt", "expected", "min_length", "pattern")
"""Where pydantic says what it asked for."""
_LONGEST = 40


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong: where (the path of keys), a code of `import.wrong.<code>`, and its facts."""

    where: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


Named = Callable[[Sequence[object]], str]


def wrong_parts(error: ValidationError, model: type[BaseModel], named: Named) -> list[Wrong]:
    """Everything that was refused, in the order of the file. named: the path of an error as its reader knows it."""
    return [_wrong(one, model, named) for one in error.errors()]


def dotted(path: Sequence[object]) -> str:
    """A path as TOML writes it; places in lists count from 1.

    >>> dotted(("own", "schemes", 0, "name"))
    'own.schemes.1.name'
    """
    return ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in path) or "–"


def _wrong(one: Mapping[str, object], model: type[BaseModel], named: Named) -> Wrong:
    kind, path, context = str(one["type"]), one["loc"], one.get("ctx")
    keys = list(path) if isinstance(path, tuple) else []
    code = CODES.get(kind) or KINDS.get(kind.split("_")[0]) or (kind if kind.startswith("own_") else "other")
    facts: dict[str, object] = {"found": str(one.get("input"))[:_LONGEST],
                                "detail": str(one["msg"]).removeprefix("Value error, ")}
    if isinstance(context, Mapping):
        facts |= {key: value for key, value in context.items() if isinstance(value, str | int | float)}
        facts["asked"] = next((context[key] for key in _ASKED if key in context), "")
    if code == "unknown":
        near = difflib.get_close_matches(str(keys[-1]), _known_keys(model, keys[:-1]), n=2)
        facts["nearest"] = ", ".join(near) or "–"
    return Wrong(named(keys), code, facts)


def _known_keys(model: type[BaseModel], path: Sequence[object]) -> list[str]:
    """The keys that may stand at a path; none where it leads into something else than a table of the model."""
    for key in path:
        below = model.model_fields.get(str(key))
        if below is None or not isinstance(below.annotation, type) or not issubclass(below.annotation, BaseModel):
            return []
        model = below.annotation
    return list(model.model_fields)
