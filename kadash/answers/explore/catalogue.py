"""The sources of Explore as sources.toml and sources/*.sql say them, with the layers of the policy's schemes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, cast

from kadash.answers.explore.question import Axis, Grain
from kadash.answers.explore.source import COUNT_NAME, Field, Formula, Kind, Source, StandIn
from kadash.answers.metrics import METRICS, Unit
from kadash.policy import Policy
from kadash.segments import layers_of
from kadash.store import sql_text

ROOM = "kadash.answers.explore"
LINES = "lines"
"""The source that others lead to."""
_COUNT = Formula(COUNT_NAME, "sum", ("1",), "count", "explore.measure.rows")
_KIND_OF_UNIT: Mapping[Unit, Kind] = MappingProxyType({
    Unit.MONEY: "money", Unit.MONEY_A_YEAR: "money", Unit.SHARE: "rate", Unit.SHARE_A_YEAR: "rate", Unit.CHANCE: "rate",
    Unit.POINTS: "rate", Unit.SCORE: "score", Unit.COUNT: "count", Unit.DAYS: "days", Unit.MONTHS: "number",
    Unit.YEARS: "number", Unit.TIMES: "number", Unit.NUMBER: "number", Unit.DATE: "date", Unit.TEXT: "text",
    Unit.YES_NO: "flag",
})


def sources(policy: Policy) -> Mapping[str, Source]:
    """Every source by its name, in the order in which they are offered."""
    return _sources(tuple(layers_of(policy).items()))


@cache
def _sources(schemes: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, Source]:
    written = tomllib.loads(resources.files(ROOM).joinpath("sources.toml").read_text("utf-8"))
    of_account = list(_fields(written.pop("account_fields"), "account"))
    layers = [Field(f"layer_{scheme}", "text", "layer", f"layer.{scheme}", order=order) for scheme, order in schemes]
    finer = {name: written.pop(name) for name in list(written) if "stands_in_for" in written[name]}
    found = {name: _source(name, said, of_account, layers) for name, said in written.items()}
    known = dict(found)
    for name, said in finer.items():
        whole = found[said["stands_in_for"]]
        known[name] = _finer(name, said, whole, known)
        needs = {what: tuple(names.split()) for what, names in said.get("needs", {}).items()}
        stand_in = StandIn(known[name], said.get("reads") == whole.name, MappingProxyType(needs))
        found[whole.name] = replace(whole, stand_ins=(*whole.stand_ins, stand_in))
    return MappingProxyType(found)


def _finer(name: str, said: Mapping[str, Any], whole: Source, known: Mapping[str, Source]) -> Source:
    """A source that stands in for another, with fields and figures of it, or of the one that it reads."""
    own = {key: _formula(key, figure) for key, figure in said.get("figures", {}).items()}
    if "reads" in said:
        below = known[said["reads"]]
        sql = _reading(_statement(name), below.name, below.sql)
        return replace(below, name=name, sql=sql, formulas=MappingProxyType({**below.formulas, **own}))
    names = {*str(said["fields"]).split(), *(one.name for one in whole.fields.values() if one.of != "row")}
    return replace(
        whole, name=name, sql=_statement(name),
        fields=MappingProxyType({key: one for key, one in whole.fields.items() if key in names}),
        formulas=MappingProxyType({key: whole.formulas[key] for key in str(said["alike"]).split()}))


def _reading(sql: str, name: str, statement: str) -> str:
    """SQL that begins with `with`, with one more step before the others."""
    return sql.replace("with\n", f"with\n{name} as not materialized (\n{statement}\n),\n\n", 1)


def _source(name: str, said: Mapping[str, Any], of_account: list[Field], layers: list[Field]) -> Source:
    own = {one.name: one for one in (*_fields(said, "row"), *_metrics(said.get("metrics", ())))}
    others = {one.name: one for one in (*of_account, *layers) if one.name not in own}
    figures = {key: _formula(key, figure) for key, figure in said.get("figures", {}).items()}
    default = said.get("default", _COUNT.name)
    return Source(
        name=name, sql=_statement(name, said.get("table")), fields=MappingProxyType({**own, **others}),
        formulas=MappingProxyType({**figures, _COUNT.name: _COUNT}), day=said.get("day"),
        has_place=bool(said.get("place")), default=default, shown=tuple(said.get("shown", "").split()),
        key=tuple(said.get("key", "").split()),
        lines=tuple((Axis(own_field, _grain_of(other)), _axis(other)) for own_field, other in
                    said.get("lines", {}).items()))


def _statement(name: str, table: str | None = None) -> str:
    """The source's SQL without its header."""
    if table is not None:
        return f"select * from {table}"
    lines = sql_text(f"{ROOM}.sources", f"{name}.sql").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))


def _fields(said: Mapping[str, Any], of: str) -> Iterable[Field]:
    codes = said.get("codes", {})
    for one in str(said["fields"]).split():
        name, _, kind = one.partition(":")
        yield Field(name, cast(Kind, kind), "account" if of == "account" else "row", codes.get(name))


def _metrics(tables: Iterable[str]) -> Iterable[Field]:
    """Columns of these tables of metrics; what stands in two of them counts once."""
    for metric in METRICS.values():
        for column in metric.columns:
            table, _, name = column.partition(".")
            if table in tables:
                yield Field(name, _KIND_OF_UNIT[metric.unit])


def _formula(name: str, said: Mapping[str, Any]) -> Formula:
    return Formula(name, said["put"], tuple(said["of"]), said["unit"], said.get("label", f"explore.measure.{name}"),
                   tuple(said.get("before", ())), number=said.get("number"))


def _axis(text: str) -> Axis:
    name, _, grain = text.partition(".")
    return Axis(name, cast(Grain, grain))


def _grain_of(text: str) -> Grain:
    """A month of a table of months is a month of the lines."""
    return _axis(text).grain
