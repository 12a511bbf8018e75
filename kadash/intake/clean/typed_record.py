"""The typed values of a text table's records: the SQL of each step from cell to value, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kadash.intake.clean.cells import parts_thousands, steps
from kadash.intake.clean.needs import NEEDS
from kadash.intake.reading import Column, Reading
from kadash.intake.text_table import TextTable

ANSWER = "answer__"
"""How the columns of a wide survey begin: `answer__<driver>_<question>__<field>`."""

MOST_FIRST_CELLS = 64
"""How many unused columns are looked at for a word like Total; planning a statement over thousands takes minutes."""


def listed(parts: Iterable[str]) -> str:
    """Parts of a select list."""
    return ",\n  ".join(parts)


class TypedRecord:
    """The columns of one reading as SQL: their cells, their text, their values, and the steps between.

    `quick`: read cells in the ways that the sample shows only.
    """

    def __init__(self, table: TextTable, reading: Reading, quick: bool) -> None:
        self.table, self.reading, self.quick = table, reading, quick
        self.columns = _first_of_each(reading.columns)
        self.own = {c.field: c for c in self.columns if c.table == reading.table}
        self.needs = NEEDS[str(reading.table)]
        parted = any(parts_thousands(c, self.sample(c)) for c in self.columns)
        self._steps = {c: steps(c, self.sample(c), parted) for c in self.columns}

    def sample(self, column: Column) -> tuple[str, ...]:
        """Some cells of a column."""
        return tuple(row[column.index] for row in self.table.sample if column.index < len(row))

    def raw(self) -> list[str]:
        """Every cell as it stands."""
        return [f"cast({c} as varchar) as {c}" if self.table.form == "parquet" else c for c in self.table.columns]

    def row_number(self) -> str:
        """The record's row as a spreadsheet program counts it."""
        if self.table.form == "parquet" or self.table.numbered:
            return 'cast("row" as bigint)'
        return f"row_number() over () + {self.table.header_row}"

    def bare(self) -> list[str]:
        """First attempts on cells as they stand; text is trimmed."""
        return [self._placed(c, found.bare) + f" as b_{self.name(c)}" if (found := self._steps[c]).bare
                else f"{self._trimmed(self.cell(c))} as b_{self.name(c)}" for c in self.columns]

    def texts(self) -> list[str]:
        """The text of cells that the first attempt did not read, null where blank.

        A quick record with further steps for the column has it too; another has the cell in its place, which says as
        much: what was not read there is not looked into but left unsure.
        """
        return [f"{self._text_of(c)} as {self.text(c)}" for c in self.columns]

    def steps(self) -> str:
        """The projections that turn text into values, as many as the column with most steps has."""
        return "\n".join(f"step_{depth} as (select *, {listed(parts)} from {self._before(depth)}),"
                         for depth, parts in enumerate(self._layers()))

    def last_step(self) -> str:
        """The projection in which every column has its value."""
        return self._before(len(self._layers()))

    def first_cell(self) -> str:
        """The first filled cell of the record, whether its column is used or not, as far as is looked at."""
        used = {c.index: c for c in self.columns}
        looked_at = (self._cleaned(used.get(n), raw) for n, raw in enumerate(self.table.columns)
                     if n < MOST_FIRST_CELLS or n in used)
        return f"coalesce({', '.join(looked_at)})"

    def cell(self, column: Column) -> str:
        """The cell as the file has it."""
        return self.table.columns[column.index]

    def text(self, column: Column) -> str:
        """The cell's text; of a column with a first attempt only where that failed."""
        return f"t_{self.name(column)}"

    def name(self, column: Column) -> str:
        """The value's name inside the statement (v_ keeps it apart from cells)."""
        if column.hints.driver:
            return f"v_{ANSWER}{column.hints.driver}_{column.hints.question}__{column.field}"
        return f"v_{column.field}" if column.table == self.reading.table else f"v_{column.table}__{column.field}"

    def is_wide(self) -> bool:
        """Whether it is a survey with a column a question."""
        return any(c.hints.driver for c in self.columns)

    def unreadable(self, column: Column) -> str:
        """True where a filled cell has no value."""
        return f"({self.name(column)} is null and {self.text(column)} is not null)"

    def leaves_unsure(self, column: Column) -> bool:
        """Whether cells that are not read make the record unsure, instead of unreadable."""
        return self.quick and self._steps[column].quick is not None

    def _text_of(self, column: Column) -> str:
        found = self._steps[column]
        if found.bare is None:
            return f"clean_blank(b_{self.name(column)})"
        if self.quick and found.quick is not None and len(found.quick) == 1:
            return self.cell(column)
        cleaned = self.cell(column) if self.quick else f"clean_blank({self._trimmed(self.cell(column))})"
        return f"case when not {self._holds(column)} then {cleaned} end"

    def _trimmed(self, cell: str) -> str:
        return cell if self.table.unpadded else f"clean_trim({cell})"

    def _cleaned(self, column: Column | None, raw: str) -> str:
        if column is None:
            return f"clean_blank({self._trimmed(raw)})"
        if self._steps[column].bare is None:
            return self.text(column)
        if self.quick:
            return raw  # where the first attempt fails, the text is the cell, too
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


def _first_of_each(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without a second one for the same field; several scores of a wide survey stay."""
    kept: dict[tuple[str, str, str | None, int], Column] = {}
    for column in columns:
        kept.setdefault((column.table, column.field, column.hints.driver, column.hints.question), column)
    return tuple(kept.values())
