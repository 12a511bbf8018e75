"""The statement that types and judges every record of a text table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kadash.intake.clean import amounts
from kadash.intake.clean.cells import can_be_unreadable, kind_of, steps
from kadash.intake.clean.needs import NEEDS
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.words import is_cancelled
from kadash.intake.reading import Column, Reading
from kadash.intake.text_table import TextTable

TOTAL_WORDS = (
    "合计", "小计", "总计", "总合计", "共计", "累计", "本页合计", "本页小计", "本月合计", "本年累计",
    "total", "totals", "grandtotal", "subtotal", "sub-total", "sumtotal",
)
_NOTHING = ["1 as nothing"]
_NOT_READABLE = {"date": "not_a_date", "text": "not_a_known_word", "flag": "not_yes_or_no"}


@dataclass(frozen=True)
class Fault:
    """Why a row is not accepted: its verdict, the code of the reason, the column (as the file names it) it lies in."""

    verdict: Literal["rejected", "set_aside"]
    code: str
    column: str | None = None
    value: str | None = None
    """SQL for the offending cell."""
    when: str = "false"
    """SQL that is true for rows with this fault."""


@dataclass(frozen=True)
class Selection:
    """A select statement and what its columns are; `optional` names the columns behind the bits of `unread`."""

    sql: str
    fields: tuple[str, ...]
    side: tuple[str, ...]
    drivers: tuple[str, ...]
    faults: tuple[Fault, ...]
    optional: tuple[str, ...]


UNSURE = 255
"""Fault of a record that the quick statement could not read; the thorough one will say what it is."""


def selection(table: TextTable, reading: Reading, source_id: int, *, today: date, heads: bool, quick: bool = False,
              only: str | None = None) -> Selection:
    """The statement for a text table: records, cells without blanks, typed values, verdict, one step each.

    `quick`: read cells in the ways that the sample shows and leave records with any others UNSURE. `only`: SQL for the
    source rows to take, all unless given.
    """
    writer = _Writer(table, reading, today, heads, quick)
    faults = writer.faults()
    optional = writer.optional()
    outputs = writer.outputs()
    sql = f"""
with numbered as (select {writer.row_number()} as source_row, {_list(writer.raw())} from {records(table)}),
record as (select * from numbered{f" where source_row in ({only})" if only else ""}),
bare as (select *, {_list(writer.bare())} from record),
text as (select *, {_list(writer.texts())} from bare),
{writer.steps()}
figured as (select *, {writer.figures()}, {writer.first_cell()} as first_cell from {writer.last_step()}),
judged as (select *, {writer.verdict(faults)} as fault from figured)
select {_list(f"{sql} as {name}" for name, sql in outputs.items())},
  cast({source_id} as integer) as source_id, source_row, fault, {writer.fault_value(faults)} as fault_value,
  {writer.unread(optional)} as unread
from judged"""
    side = tuple(name for name in outputs if "__" in name and not name.startswith("score__"))
    drivers = tuple(name.removeprefix("score__") for name in outputs if name.startswith("score__"))
    fields = tuple(name for name in outputs if "__" not in name)
    return Selection(sql, fields, side, drivers, faults, tuple(column.header for column in optional))


def records(table: TextTable) -> str:
    """The table function that reads a text table's records as text, a column `row` first where they are numbered."""
    path = literal(str(table.path))
    if table.form == "parquet":
        return f"read_parquet({path})"
    names = (["row"] if table.numbered else []) + list(table.columns)
    columns = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
    return (f"read_csv({path}, auto_detect = false, header = false, delim = {literal(table.delimiter)}, "
            f"quote = {literal(table.quote)}, escape = {literal(table.escape)}, skip = {table.skip_lines}, "
            f"columns = {{{columns}}}, strict_mode = true, null_padding = false, max_line_size = 16777216)")


def _list(parts: Iterable[str]) -> str:
    return ",\n  ".join(parts)


class _Writer:
    """The parts of one statement, for one table and its reading."""

    def __init__(self, table: TextTable, reading: Reading, today: date, heads: bool, quick: bool) -> None:
        self.table, self.reading, self.today, self.quick = table, reading, today, quick
        self.columns = _first_of_each(reading.columns)
        self.own = {c.field: c for c in self.columns if c.table == reading.table}
        self.needs = NEEDS[str(reading.table)]
        self.waits_for_head = heads and reading.table == "order_line" and "order_id" in self.own
        self._steps = {c: steps(c, tuple(row[c.index] for row in table.sample if c.index < len(row)))
                       for c in self.columns}

    def raw(self) -> list[str]:
        return [f"cast({c} as varchar) as {c}" if self.table.form == "parquet" else c for c in self.table.columns]

    def row_number(self) -> str:
        if self.table.form == "parquet" or self.table.numbered:
            return 'cast("row" as bigint)'
        return f"row_number() over () + {self.table.header_row}"

    def bare(self) -> list[str]:
        """First attempts on cells as they stand; text is trimmed."""
        return [self._placed(c, found.bare) + f" as b_{self.name(c)}" if (found := self._steps[c]).bare
                else f"clean_trim({self.cell(c)}) as b_{self.name(c)}" for c in self.columns]

    def texts(self) -> list[str]:
        """The text of cells that the first attempt did not read, null where blank."""
        return [f"{self._text_of(c)} as {self.text(c)}" for c in self.columns]

    def _text_of(self, column: Column) -> str:
        if self._steps[column].bare is None:
            return f"clean_blank(b_{self.name(column)})"
        cleaned = self.cell(column) if self.quick else f"clean_blank(clean_trim({self.cell(column)}))"
        return f"case when not {self._holds(column)} then {cleaned} end"

    def steps(self) -> str:
        """The projections that turn text into values, as many as the column with most steps has."""
        return "\n".join(f"step_{depth} as (select *, {_list(parts)} from {self._before(depth)}),"
                         for depth, parts in enumerate(self._layers()))

    def last_step(self) -> str:
        return self._before(len(self._layers()))

    def first_cell(self) -> str:
        """The first filled cell of the record, whether its column is used or not."""
        used = {c.index: c for c in self.columns}
        return f"coalesce({', '.join(self._cleaned(used.get(n), raw) for n, raw in enumerate(self.table.columns))})"

    def text(self, column: Column) -> str:
        """The cell's text; of a column with a first attempt only where that failed."""
        return f"t_{self.name(column)}"

    def _cleaned(self, column: Column | None, raw: str) -> str:
        if column is None:
            return f"clean_blank(clean_trim({raw}))"
        if self._steps[column].bare is None:
            return self.text(column)
        return f"case when {self._holds(column)} then {raw} else {self.text(column)} end"

    def _before(self, depth: int) -> str:
        return f"step_{depth - 1}" if depth else "text"

    def _layers(self) -> list[list[str]]:
        by_column = [self._named_steps(column) for column in self.columns]
        return [[found[depth] for found in by_column if depth < len(found)]
                for depth in range(max(map(len, by_column)))]

    def _named_steps(self, column: Column) -> list[str]:
        """The steps of one column, each with its name, the last under the value's name."""
        found, name = self._steps[column], self.name(column)
        chosen = found.quick if self.quick and found.quick is not None else found.then
        names = [f"n{depth}_{name}" for depth in range(len(chosen) - 1)] + [name]
        return [f"{self._placed(column, sql)} as {called}" for sql, called in zip(chosen, names, strict=True)]

    def _holds(self, column: Column) -> str:
        return f"({self._placed(column, self._steps[column].holds)})"

    def _placed(self, column: Column, sql: str | None) -> str:
        """A step with the names it stands for: @raw, @bare, @cell, and @0, @1, ... for earlier steps."""
        name = self.name(column)
        known = {"raw": self.cell(column), "bare": f"b_{name}", "cell": self.text(column)}
        return re.sub(r"@(raw|bare|cell|\d+)", lambda found: known.get(found[1], f"n{found[1]}_{name}"), sql or "")

    def cell(self, column: Column) -> str:
        """The cell as the file has it."""
        return self.table.columns[column.index]

    def name(self, column: Column) -> str:
        """The value's name inside the statement (v_ keeps it apart from cells)."""
        if column.hints.driver:
            return f"v_score__{column.hints.driver}"
        return f"v_{column.field}" if column.table == self.reading.table else f"v_{column.table}__{column.field}"

    def figures(self) -> str:
        """Values that rest on several columns: the net amount and the price before discount of an order line."""
        if self.reading.table != "order_line":
            return "1 as nothing"
        value = {field: f"v_{field}" for field in self.own}
        list_price = amounts.list_price(self.reading, self.table, value)
        parts = [f"{amounts.net_amount(self.reading, self.table, value)} as net_amount"]
        return _list([*parts, f"{list_price or 'cast(null as decimal(18, 6))'} as price_before_discount"])

    def outputs(self) -> dict[str, str]:
        """Output column to the SQL that fills it."""
        found = {self.name(c).removeprefix("v_"): self.name(c) for c in self.columns}
        if self.reading.table == "order_line":
            found |= {"amount": "net_amount", "list_price": "price_before_discount"}
        if self.reading.table == "order_header" and "status" in self.own:
            found["cancelled"] = is_cancelled(self.text(self.own["status"]))
        if "currency" not in found and (hinted := self._hinted_currency()):
            found["hinted_currency"] = literal(hinted)
        return found

    def faults(self) -> tuple[Fault, ...]:
        """Every reason for which a row of this table is not accepted; the first that holds is its verdict."""
        return (*self._set_aside(), *self._unreadable_needed(), *self._missing(), *self._ahead())

    def verdict(self, faults: tuple[Fault, ...]) -> str:
        branches = [f"\n  when {fault.when} then {number}" for number, fault in enumerate(faults, 1)]
        unsure = [self._unreadable(c) for c in self.columns if self._leaves_unsure(c)]
        if unsure:
            branches.insert(0, f"\n  when {' or '.join(unsure)} then {UNSURE}")
        return f"cast(case {' '.join(branches)} else 0 end as utinyint)"

    def fault_value(self, faults: tuple[Fault, ...]) -> str:
        branches = " ".join(f"when {n} then {f.value}" for n, f in enumerate(faults, 1) if f.value)
        return f"case fault {branches} end" if branches else "cast(null as varchar)"

    def optional(self) -> tuple[Column, ...]:
        """Columns whose unreadable cells become null, without a verdict on the row (the first 60, a bit each)."""
        needed = set(self._needed_fields())
        free = [c for c in self.columns
                if c.hints.driver or c.table != self.reading.table or c.field not in needed]
        return tuple(c for c in free if can_be_unreadable(c))[:60]

    def unread(self, optional: tuple[Column, ...]) -> str:
        """A bit for each optional column whose filled cell has no value."""
        judged = {bit: c for bit, c in enumerate(optional) if not self._leaves_unsure(c)}
        if not judged:
            return "cast(0 as ubigint)"
        bits = [f"case when {self._unreadable(c)} then {1 << bit} else 0 end" for bit, c in judged.items()]
        any_text = " or ".join(self._unreadable(c) for c in judged.values())
        return f"cast(case when {any_text} then {' + '.join(bits)} else 0 end as ubigint)"

    def _leaves_unsure(self, column: Column) -> bool:
        """Whether cells that are not read make the record unsure, instead of unreadable."""
        return self.quick and self._steps[column].quick is not None

    def _unreadable(self, column: Column) -> str:
        return f"({self.name(column)} is null and {self.text(column)} is not null)"

    def _needed_fields(self) -> tuple[str, ...]:
        named = [field for group in self.needs.alternatives for field in group]
        if self.reading.table == "order_line":
            named += list(amounts.amount_columns(self.reading))
        return (*named, *self.needs.not_ahead)

    def _set_aside(self) -> list[Fault]:
        found = [Fault("set_aside", "total_row", value="first_cell", when=_is_total("first_cell"))]
        if not self.table.numbered:
            found.insert(0, Fault("set_aside", "blank_row", when="first_cell is null"))
        if headers := [c for c in self.columns if c.header]:
            same = " and ".join(f"{self.cell(c)} = {literal(c.header)}" for c in headers[:3])
            found.append(Fault("set_aside", "repeated_header", when=same))
        if lacking := self._lacking():
            found.append(Fault("set_aside", "no_account_date_product", when=lacking))
        status = self.own.get("status")
        if status is not None and self.reading.table == "order_line":
            cancelled = is_cancelled(self.text(status))
            found.append(Fault("set_aside", "cancelled", status.header, self.cell(status), cancelled))
        return found

    def _lacking(self) -> str | None:
        """True where all that would make it a row is blank; lines that rest on heads are rows by their order number."""
        identity = [field for field in self.needs.identity if field in self.own]
        rests_on_heads = not any(field in self.own for field in ("account_id", "account_name", "order_date"))
        if self.reading.table == "order_line" and rests_on_heads and "order_id" in self.own:
            identity.append("order_id")
        return " and ".join(f"v_{field} is null and {self.text(self.own[field])} is null" for field in identity) or None

    def _unreadable_needed(self) -> list[Fault]:
        needed = set(self._needed_fields())
        columns = [c for c in self.columns if c.table == self.reading.table and c.field in needed
                   and can_be_unreadable(c)]
        return [Fault("rejected", _NOT_READABLE.get(kind_of(c), "not_a_number"), c.header, self.cell(c),
                      self._unreadable(c))
                for c in sorted(columns, key=lambda c: c.index) if c.hints.driver is None]

    def _missing(self) -> list[Fault]:
        return [Fault("rejected", "missing", self._column_named(group), None, blank)
                for group in self.needs.alternatives if (blank := self._blank(group)) is not None]

    def _blank(self, group: tuple[str, ...]) -> str | None:
        if group == ("amount",) and self.reading.table == "order_line":
            return "net_amount is null"
        if group in (("driver",), ("score",)) and self._wide():
            scores = [self.name(c) for c in self.columns if c.hints.driver]
            return f"coalesce({', '.join(scores)}) is null" if group == ("score",) else None
        blank = " and ".join(f"v_{field} is null" for field in group if field in self.own) or "true"
        if self.waits_for_head and group != ("amount",):
            return f"({blank} and v_order_id is null)"
        return blank

    def _wide(self) -> bool:
        return any(c.hints.driver for c in self.columns)

    def _column_named(self, group: tuple[str, ...]) -> str:
        """How the file calls the column that should have been filled; the field's name where it has none."""
        columns = amounts.amount_columns(self.reading) if group == ("amount",) else group
        mapped = [self.own[field].header for field in columns if field in self.own]
        return mapped[0] if mapped else group[0]

    def _ahead(self) -> list[Fault]:
        return [Fault("rejected", "in_the_future", self.own[field].header, self.cell(self.own[field]),
                      f"v_{field} > date '{self.today.isoformat()}'")
                for field in self.needs.not_ahead if field in self.own]

    def _hinted_currency(self) -> str | None:
        hinted = [c.hints.currency for c in self.columns if c.hints.currency and kind_of(c) in ("money", "price")]
        return hinted[0] if hinted else None


def _is_total(first: str) -> str:
    """True where the first filled cell is a total word, with or without a colon; or an account's 小计 / 合计."""
    words = ", ".join(literal(word) for word in TOTAL_WORDS)
    plain = f"rtrim(replace(lower({first}), ' ', ''), ':：') in ({words})"
    han = f"regexp_matches({first}, '^(合计|小计|总计)|(合计|小计|总计)[：:]?$')"
    worth_a_look = f"contains({first}, '计') or contains({first}, 'otal') or contains({first}, 'OTAL')"
    return f"(case when {worth_a_look} then {plain} or {han} else false end)"


def _first_of_each(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without a second one for the same field; several scores of a wide survey stay."""
    kept: dict[tuple[str, str, str | None], Column] = {}
    for column in columns:
        kept.setdefault((column.table, column.field, column.hints.driver), column)
    return tuple(kept.values())
