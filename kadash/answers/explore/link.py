"""A question as parameters of the address bar, and back: the whole view stands in a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import unquote

from kadash.answers.explore.question import (
    GRAINS,
    HOWS,
    MOST_AXES,
    MOST_FILTERS,
    MOST_MEASURES,
    OPS,
    SHOWN,
    Axis,
    Filter,
    Grain,
    Measure,
    Question,
)

KEYS = ("from", "rows", "across", "show", "where", "when", "top", "by", "least")
"""The parameters that are the question."""
_UNKNOWN = "~"
_ESCAPED = str.maketrans({"%": "%25", ",": "%2C", "~": "%7E"})
_MOST_VALUES = 200


def to_link(question: Question) -> dict[str, list[str]]:
    """Parameter to its values, none for what is as usual.

    >>> link = to_link(Question("months", (Axis("month", "year"),), None, (Measure("revenue", None, "share"),)))
    >>> link["rows"], link["show"]
    (['month.year'], ['revenue.share'])
    """
    by = "name" if question.order_by is None else str(question.order_by)
    found = {
        "from": [question.source], "rows": [_axis(axis) for axis in question.rows],
        "across": [_axis(question.column)] if question.column is not None else [],
        "show": [_measure(one) for one in question.measures], "where": [_filter(one) for one in question.filters],
        "when": [question.when] if question.when else [], "top": [str(question.top)] if question.top else [],
        "by": [] if by == "0" else [by], "least": ["1"] if question.least_first else [],
    }
    return {key: values for key, values in found.items() if values}


def from_link(given: Mapping[str, Sequence[str]]) -> Question | None:
    """The question of a link, None where it has none. What cannot be read is left out: people write links, too."""
    source = _one(given, "from")
    if not source:
        return None
    rows = [axis for text in given.get("rows", ())[:MOST_AXES] if (axis := read_axis(text))]
    across = _one(given, "across")
    by, top = _one(given, "by"), _one(given, "top")
    return Question(
        source, tuple(rows), read_axis(across) if across else None,
        tuple(one for text in given.get("show", ())[:MOST_MEASURES] if (one := read_measure(text))),
        tuple(found for text in given.get("where", ())[:MOST_FILTERS] if (found := read_filter(text))),
        _one(given, "when") or "", int(top) if top.isascii() and top.isdigit() and 0 < int(top) < 10_000 else None,
        None if by == "name" else int(by) if by.isascii() and by.isdigit() and len(by) < 3 else 0,
        _one(given, "least") == "1")


def read_axis(text: str) -> Axis | None:
    """An axis as links write it: `region`, `order_date.year`."""
    name, _, grain = text.partition(".")
    return Axis(name, cast(Grain, grain)) if name and (grain == "" or grain in GRAINS) else None


def read_measure(text: str) -> Measure | None:
    """A measure as links write it: `revenue`, `revenue.share`, `quantity:sum.change`."""
    name, _, shown = text.partition(".")
    name, _, how = name.partition(":")
    if not name or (how and how not in HOWS) or (shown and shown not in SHOWN):
        return None
    return Measure(name, how or None, shown or "value")


def read_filter(text: str) -> Filter | None:
    """A filter as links write it: `region:is:East,West`; values escaped, `~` for not known."""
    name, _, rest = text.partition(":")
    op, colon, values = rest.partition(":")
    axis = read_axis(name)
    if axis is None or op not in OPS or not colon:
        return None
    split = values.split(",")[:_MOST_VALUES] if values else []
    listed = tuple(None if value == _UNKNOWN else unquote(value) for value in split)
    return Filter(axis, op, listed)


def axis_text(axis: Axis) -> str:
    """An axis as links write it."""
    return _axis(axis)


def measure_text(measure: Measure) -> str:
    """A measure as links write it."""
    return _measure(measure)


def _axis(axis: Axis) -> str:
    return f"{axis.field}.{axis.grain}" if axis.grain else axis.field


def _measure(measure: Measure) -> str:
    how = f":{measure.how}" if measure.how else ""
    return f"{measure.name}{how}" + (f".{measure.shown}" if measure.shown != "value" else "")


def _filter(wanted: Filter) -> str:
    values = ",".join(_UNKNOWN if value is None else value.translate(_ESCAPED) for value in wanted.values)
    return f"{_axis(wanted.axis)}:{wanted.op}:{values}"


def _one(given: Mapping[str, Sequence[str]], key: str) -> str:
    values = given.get(key, ())
    return values[0] if values else ""
