"""Plain values as TOML that a person reads and edits; the standard library only reads it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_LONG = 100


def toml_text(data: Mapping[str, object], about: Mapping[str, str] | None = None) -> str:
    """A mapping of tables (mappings), lists of tables, and values; None is left out.

    about: `table` or `table.key` to the comment above it.

    >>> print(toml_text({"value": {"horizon_years": 10, "note": None}}, {"value.horizon_years": "Years ahead."}))
    [value]
    # Years ahead.
    horizon_years = 10
    <BLANKLINE>
    """
    return "\n".join(_lines(data, about or {}))


def place_of(error: tomllib.TOMLDecodeError, text: str) -> dict[str, int]:
    """Line and column, from 1, at which a text is no TOML; the last line where its end is missing.

    >>> place_of(tomllib.TOMLDecodeError("Expected '=' (at line 2, column 5)"), "")
    {'line': 2, 'column': 5}
    """
    found = _PLACE.search(str(error))
    lines = text.splitlines() or [""]
    return ({"line": int(found[1]), "column": int(found[2])} if found
            else {"line": len(lines), "column": len(lines[-1]) + 1})


def _lines(data: Mapping[str, object], about: Mapping[str, str]) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _comment(about.get(key))
            yield f"[{_key(key)}]"
            yield from _table(value, about, f"{key}.")
        elif isinstance(value, Sequence) and not isinstance(value, str) and value and isinstance(value[0], Mapping):
            for row in value:
                yield f"[[{_key(key)}]]"
                yield from _table(row, about, f"{key}.")
        elif value is not None:
            yield from _table({key: value}, about, "")


def _table(values: Mapping[str, object], about: Mapping[str, str], place: str) -> Iterator[str]:
    for key, value in values.items():
        if value is not None:
            yield from _comment(about.get(f"{place}{key}"))
            yield f"{_key(key)} = {_value(value)}"
    yield ""


def _comment(text: str | None) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in (text or "").splitlines())


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(str(key))} = {_value(one)}" for key, one in value.items() if one is not None)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _list([_value(one) for one in value])
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(parts: list[str]) -> str:
    """In one line, else a line each: a table inside one may not be broken, the list around it may."""
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= _LONG else "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
