"""The entries of sums.toml: what each knows, and the source that it is for a question."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from kadash.answers.explore.source import Field, Formula, SeenBy, Source, quoted
from kadash.store import sql_text

ROOM = "kadash.answers.explore.stored"
IN_COMMON = ("region", "industry", "owner", "declared_class")
"""What accounts have in common in mart.attribute_sums and mart.month_sums."""
_ALWAYS = "always"
_BUYERS, _ALL_BUYERS = "buyers", "all_buyers"


@dataclass(frozen=True)
class Sums:
    """One entry. figures: those that are put together otherwise than in the source, by name."""

    name: str
    answers: str
    sql: str | None
    buyers: Literal["category", "all"] | None
    fields: frozenset[str]
    sums: frozenset[str]
    alike: frozenset[str]
    figures: Mapping[str, Mapping[str, Any]]
    seen_by: SeenBy
    needs: Mapping[str, frozenset[str]]

    @property
    def of_one_layer(self) -> bool:
        """Whether it is summed by the layers of one scheme."""
        return "layer" in self.fields

    def knows(self, one: Field) -> bool:
        """Whether a field of the source may be grouped and filtered by."""
        if one.of == "layer":
            return self.of_one_layer or "account" in self.fields or (self.buyers is not None and self.sql is None)
        if one.of == "account" and "account" in self.fields:
            return True
        return one.name in self.fields or (one.name in IN_COMMON and "in_common" in self.fields)

    def needed(self, measures: Iterable[str]) -> list[str]:
        """What must hold for these figures."""
        asked = {_ALWAYS, *measures}
        return [what for what, names in self.needs.items() if asked & names]

    def source(self, whole: Source, used: Iterable[Field], *, narrowed: bool) -> Source:
        """As a source for a question that uses these fields of `whole`."""
        asked = {one.name: one for one in used if one.of != "row"}
        if narrowed and self.seen_by == "attributes":
            asked |= {name: whole.field(name) for name in ("owner", "region")}
        own = {name: one for name, one in whole.fields.items() if self.knows(one) or name in self.sums}
        if self.seen_by != "accounts":
            own = {name: replace(one, of="row") for name, one in own.items()}
        return replace(
            whole, name=self.name, sql=self._statement(whole, asked), fields=MappingProxyType(own), stand_ins=(),
            formulas=MappingProxyType(self._formulas(whole)), seen_by=self.seen_by)

    def pairs(self, used: Iterable[Field]) -> str | None:
        """The question how many rows its bits come to for each line; None where it has none to tell apart."""
        asked = {one.name: one for one in used if one.of != "row"}
        return _named("pairs", self._in_common(asked.values())) if self.buyers is not None and asked else None

    def _in_common(self, asked: Collection[Field]) -> dict[str, str]:
        return {"common": " ".join(f"{one.sql} as {quoted(one.name)}," for one in asked),
                "joined": " ".join(_joined(one) for one in asked if one.of == "layer"),
                "all_categories": "true" if self.buyers == "all" else "false"}

    def _formulas(self, whole: Source) -> dict[str, Formula]:
        others = {name: replace(whole.formulas[name], put=said["put"], of=tuple(said["of"]), number=None,
                                of_64=said.get("of_64")) for name, said in self.figures.items()}
        return {**{name: whole.formulas[name] for name in self.alike}, **others}

    def _statement(self, whole: Source, asked: Mapping[str, Field]) -> str:
        parts = []
        if self.sql is not None:
            layer = next((one for one in asked.values() if one.of == "layer"), None)
            parts.append(_named(self.sql, {} if layer is None else {
                "layer": quoted(layer.name), "scheme": _text(layer.scheme)}))
        if self.buyers is not None:
            name = _BUYERS if asked else _ALL_BUYERS
            parts.append(_named(name, {**self._in_common(asked.values()), "day": quoted(str(whole.day))}))
        return "\nunion all by name\n".join(f"select * from ({part})" for part in parts)


@cache
def sums_for(answers: str) -> tuple[Sums, ...]:
    """What is summed for a source, in the order in which it is looked through."""
    return tuple(one for one in _all() if one.answers == answers)


@cache
def _all() -> tuple[Sums, ...]:
    written = tomllib.loads(resources.files(ROOM).joinpath("sums.toml").read_text("utf-8"))
    return tuple(Sums(
        name=name, answers=said["answers"], sql=said.get("sql"), buyers=said.get("buyers"),
        fields=_names(said, "fields"), sums=_names(said, "sums"), alike=_names(said, "alike"),
        figures=MappingProxyType(said.get("figures", {})), seen_by=said["seen_by"],
        needs=MappingProxyType({what: frozenset(names.split()) for what, names in said.get("needs", {}).items()}))
        for name, said in written.items())


def _names(said: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(str(said.get(key, "")).split())


def _named(name: str, values: Mapping[str, str]) -> str:
    """A statement without its header, with what stands in it in braces."""
    lines = sql_text(ROOM, f"{name}.sql").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("--"))
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def _joined(layer: Field) -> str:
    name = quoted(f"s_{layer.scheme}")
    return (f"left join mart.segment as {name} on {name}.account_id = a.account_id "
            f"and {name}.scheme = {_text(layer.scheme)}")


def _text(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"
