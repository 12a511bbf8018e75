"""What can be asked of: sources with their fields and figures, all known beforehand. Nothing else reaches the SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from kadash.answers.explore.question import Axis, How, Measure, Question
from kadash.errors import KadashError
from kadash.language import CALENDAR_YEAR, FiscalYear

Kind = Literal["text", "date", "flag", "money", "price", "quantity", "number", "rate", "days", "count", "score"]
"""As in the vocabulary, with counts and scores."""
NUMERIC: tuple[Kind, ...] = ("money", "price", "quantity", "number", "rate", "days", "count", "score")
SUMMED: tuple[Kind, ...] = ("money", "quantity", "number", "count")
"""Kinds whose sum says something; a sum of rates does not."""
Put = Literal["sum", "ratio", "median", "distinct", "counted"]
"""How the rows of a cell become a figure: parts are summed; a ratio is one sum on another; counted: different ones that
each row has counted already, none of them twice."""
SeenBy = Literal["accounts", "attributes", "nobody"]
"""What a row knows of whose it is: its account, an owner and a region, or neither."""
From = Literal["row", "account", "layer"]
COUNT_NAME = "rows"
"""The figure that counts a source's own rows."""
ACCOUNT_NUMBER, ACCOUNT_FIELD = "a.rowid", "account_name"
"""The number of a row's account, and a field that brings its account beside a row."""


def quoted(name: str) -> str:
    """A name as SQL identifiers are written.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Field:
    """A column of a source. of: the table that holds it. codes: catalogue prefix of what its values are called."""

    name: str
    kind: Kind
    of: From = "row"
    codes: str | None = None
    label: str | None = None
    """Its name as a file has it, where no catalogue knows it."""
    order: tuple[str, ...] = ()
    """Its values in an order of their own, where they have one."""

    @property
    def sql(self) -> str:
        """Where it stands in a statement: r the rows, a their account, s_<scheme> its layer."""
        if self.of == "layer":
            return f"{quoted(f's_{self.scheme}')}.layer"
        return f"{'a' if self.of == 'account' else 'r'}.{quoted(self.name)}"

    @property
    def scheme(self) -> str:
        """The scheme whose layer it holds."""
        return self.name.removeprefix("layer_")

    @property
    def is_numeric(self) -> bool:
        """Whether it can be averaged."""
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Formula:
    """A figure: how its parts (SQL over the row, r) are put together, its unit, and its words.

    before: the parts a year before, where the table holds them itself. label: the key of its name. number: of what is
    counted once however often it stands there, a number without gaps, where it has one: sets of numbers are bits.
    """

    name: str
    put: Put
    of: tuple[str, ...]
    unit: Kind
    label: str = ""
    before: tuple[str, ...] = ()
    field: Field | None = None
    how: How | None = None
    number: str | None = None
    of_64: str | None = None
    """Where a part is bits of 64 accounts: which 64."""

    @property
    def is_additive(self) -> bool:
        """Whether its parts add up to its total: only then has it shares."""
        return self.put == "sum"


@dataclass(frozen=True)
class Source:
    """A table or joined view: one SQL text that gives its rows, its fields, its figures.

    day: the field that says when; None: its rows have no time. lines: its key fields as (own axis, axis of order
    lines), by which a row leads to the order lines behind it. shown: the fields that rows behind show, all where empty.
    """

    name: str
    sql: str
    fields: Mapping[str, Field]
    formulas: Mapping[str, Formula]
    day: str | None = None
    has_account: bool = True
    seen_by: SeenBy = "accounts"
    has_place: bool = False
    lines: tuple[tuple[Axis, Axis], ...] = ()
    shown: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    default: str = "rows"
    numbers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    year: FiscalYear = CALENDAR_YEAR
    """Whose years and quarters dates are grouped by."""
    stand_ins: tuple[StandIn, ...] = ()

    def field(self, name: str) -> Field:
        """A field by its name; KadashError where the source has none."""
        if name not in self.fields:
            raise KadashError("explore_unknown", name=name)
        return self.fields[name]

    def formula(self, measure: Measure) -> Formula:
        """What a measure means here; KadashError where it means nothing."""
        if measure.how is None:
            if measure.name not in self.formulas:
                raise KadashError("explore_unknown", name=measure.name)
            return self.formulas[measure.name]
        found = _of_field(self.field(measure.name), measure.how)
        counts_accounts = measure.how == "distinct" and measure.name == "account_id" and self.joins_account
        return replace(found, number=ACCOUNT_NUMBER) if counts_accounts else found

    @property
    def joins_account(self) -> bool:
        """Whether the account of a row stands beside it, in mart.account."""
        return ACCOUNT_FIELD in self.fields and self.fields[ACCOUNT_FIELD].of == "account"

    def can_compare(self, measure: Measure) -> bool:
        """Whether a measure can be set against a year before."""
        return self.day is not None or bool(self.formula(measure).before)

    def hows(self, name: str) -> tuple[How, ...]:
        """How a field can be put together."""
        found = self.field(name)
        if found.of != "row":
            return ("distinct",)
        if not found.is_numeric:
            return ("distinct",)
        return ("sum", "average", "median") if found.kind in SUMMED else ("average", "median")


def _of_field(found: Field, how: How) -> Formula:
    if how == "distinct":
        return Formula(found.name, "distinct", (found.sql,), "count", field=found, how=how)
    if not found.is_numeric or found.of != "row" or (how == "sum" and found.kind not in SUMMED):
        raise KadashError("explore_unknown", name=found.name)
    if how == "sum":
        return Formula(found.name, "sum", (found.sql,), found.kind, field=found, how=how)
    if how == "median":
        return Formula(found.name, "median", (found.sql,), found.kind, field=found, how=how)
    known = f"case when {found.sql} is not null then 1 end"
    return Formula(found.name, "ratio", (found.sql, known), found.kind, field=found, how=how)


@dataclass(frozen=True)
class StandIn:
    """Another statement for a source. same_rows: it has its rows and fields; else finer rows that add up to them.

    needs: what must hold of the data (holds/<what>.sql), and the figures that need it.
    """

    source: Source
    same_rows: bool
    needs: Mapping[str, tuple[str, ...]]

    def needed(self, question: Question) -> list[str]:
        """What must hold for a question."""
        asked = {measure.name for measure in question.measures}
        return [what for what, names in self.needs.items() if asked & set(names)]
