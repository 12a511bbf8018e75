"""Filters, periods and scope as SQL conditions; every value is a bound parameter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from kadash.access import Scope
from kadash.answers.explore.question import Axis, Filter
from kadash.answers.explore.source import Field, Source
from kadash.answers.question import scope_params, with_conditions
from kadash.errors import KadashError

GRAIN_MONTHS = {"year": 12, "quarter": 3}
"""Spans that begin with the company's year."""


class Bound:
    """The parameters of a statement in the making."""

    def __init__(self) -> None:
        self.params: dict[str, object] = {}

    def put(self, value: object) -> str:
        """Bind a value; gives the name that stands for it in the statement."""
        name = f"v{len(self.params)}"
        self.params[name] = value
        return f"${name}"

    def named(self, name: str, value: object) -> None:
        """Bind a value under a name that the statement has already."""
        self.params[name] = value


def axis_sql(source: Source, axis: Axis) -> str:
    """What a row is grouped or filtered by."""
    found = source.field(axis.field)
    if axis.grain == "" or (axis.grain == "day" and found.kind == "date"):
        return found.sql
    if found.kind != "date":
        raise KadashError("explore_unknown", name=f"{axis.field}.{axis.grain}")
    if axis.grain == "month_of_year":
        return f"cast(month({found.sql}) as integer)"
    later = (source.year.first_month - 1) % GRAIN_MONTHS.get(axis.grain, 1)
    if not later:
        return f"cast(date_trunc('{axis.grain}', {found.sql}) as date)"
    return f"cast(date_trunc('{axis.grain}', {found.sql} - to_months({later})) + to_months({later}) as date)"


def condition(source: Source, wanted: Filter, bound: Bound) -> str:
    """One filter."""
    expression, found = axis_sql(source, wanted.axis), source.field(wanted.axis.field)
    if wanted.op == "holds":
        return f"contains(lower(cast({expression} as varchar)), lower({bound.put(_first(wanted))}))"
    if wanted.op in ("from", "to"):
        sign = ">=" if wanted.op == "from" else "<="
        return f"{expression} {sign} {bound.put(typed(found, wanted.axis, _first(wanted)))}"
    return _among(expression, found, wanted, bound)


def _among(expression: str, found: Field, wanted: Filter, bound: Bound) -> str:
    """Any of some values, or none of them; what is not known is a value, too."""
    known = [typed(found, wanted.axis, value) for value in wanted.values if value is not None]
    if wanted.op == "is" and len(known) == 1 and None not in wanted.values:
        return f"{expression} = {bound.put(known[0])}"  # the form that lets the database skip what lies elsewhere
    kind = _listed(found, wanted.axis)
    parts = [f"list_contains(cast({bound.put(known)} as {kind}[]), {expression})"] if known else []
    if None in wanted.values:
        parts.append(f"{expression} is null")
    any_of = f"coalesce({' or '.join(parts)}, false)" if parts else "true"
    return any_of if wanted.op == "is" or not parts else f"not {any_of}"


def scope_condition(scope: Scope, source: Source, bound: Bound) -> list[str]:
    """Only accounts that may be seen; a viewer of everything needs no condition."""
    if scope.is_everything or not source.has_account:
        return []
    if source.seen_by == "nobody":
        raise ValueError(f"{source.name} knows nobody's accounts: it answers only who sees all")
    text = with_conditions("seen(r)" if source.seen_by == "attributes" else "seen_by_id(r)", narrowed=True)
    for name, value in scope_params(text, scope).items():
        bound.named(name, value)
    return [text]


def typed(found: Field, axis: Axis, text: str) -> object:
    """A value as the database compares it; KadashError where the text is none of its kind."""
    try:
        return _reader(found, axis)(text)
    except ValueError as reason:
        raise KadashError("explore_link", part=text) from reason


def _reader(found: Field, axis: Axis) -> Callable[[str], Any]:
    if axis.grain == "month_of_year":
        return int
    if found.kind == "date":
        return dt.date.fromisoformat
    if found.kind == "flag":
        return _flag
    return float if found.is_numeric else str


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _listed(found: Field, axis: Axis) -> str:
    if axis.grain == "month_of_year":
        return "integer"
    if found.kind == "date":
        return "date"
    if found.kind == "flag":
        return "boolean"
    return "double" if found.is_numeric else "varchar"


def _first(wanted: Filter) -> str:
    value = wanted.values[0] if wanted.values else None
    if value is None:
        raise KadashError("explore_link", part=wanted.axis.field)
    return value
