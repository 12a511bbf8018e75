"""TextTable: one table found in a user's file, all text, ready for DuckDB to read."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from kadash.vocabulary import Finding

Form = Literal["csv", "parquet"]
UNCOUNTED = -1
"""`rows` of a large file that DuckDB reads itself: nobody has counted its records yet."""
_LETTERS = re.compile(r"^\([A-Z]{1,3}\)$")
COLUMN_STEP = 1_000_000_000
"""Of a sheet with periods as columns a record is a cell: its number is column (from 1) x this + row."""


class Fault(NamedTuple):
    """A record that has no sound shape: its row as a spreadsheet program counts it, why, and how it begins."""

    row: int
    code: str
    detail: str


@dataclass(frozen=True)
class TextTable:
    """One table of one file or sheet; its cells lie in `path`, as text, and none of them has been judged yet.

    `path` is UTF-8 CSV or Parquet without a header line: `columns` name its cells (c0, c1, ...) in the order of
    `header`, the names people gave them (cleaned, unique). Every other name a person sees comes from `file`, which is
    only a label and never a path.

    Two forms of CSV. Normalised (`numbered`): comma, quoted by need, one line a record, first a column `row` with the
    spreadsheet row number, then exactly one cell a column; blank rows left out and counted in `blank_rows`, records
    without a sound shape left out and listed in `faults`, rows that are no data (of a template, a repeated header) in
    `left_out`. So `rows` = records in `path` + `blank_rows` + faults + left out. Of a sheet with periods as columns a
    record is a filled cell, and its number says column and row (COLUMN_STEP).
    Direct (not `numbered`): the user's own large file, transcoded if need be; skip `skip_lines` lines, read with
    `delimiter` and `quote`; `rows` counts the lines that are left and holds only if no record spans lines; if the
    strict read fails, take `kadash.intake.read.normalise(table, scratch)`. Parquet always has the column `row`.
    """

    file: str
    sheet: str | None
    path: Path
    header: tuple[str, ...]
    columns: tuple[str, ...]
    header_row: int
    """Row of the header as a spreadsheet program counts it, 1-based; 0: the file has no header."""
    rows: int
    """Data rows read: header and what is above it excluded, blank rows and faults included; UNCOUNTED if unknown."""
    form: Form = "csv"
    delimiter: str = ","
    quote: str = '"'
    """Quote character; empty: none."""
    escape: str = '"'
    """What a quote inside quotes is preceded by: itself, or a backslash."""
    skip_lines: int = 0
    """Physical lines of `path` before the first data record (0 in the normalised form)."""
    numbered: bool = True
    encoding: str = "utf-8"
    """Encoding of the user's file: utf-8, utf-8-sig, utf-16, gb18030, big5, cp1252; xlsx, xls, parquet for those."""
    blank_rows: int = 0
    sample: tuple[tuple[str, ...], ...] = ()
    """About 200 data rows spread over the table, without the row number."""
    title_lines: tuple[str, ...] = ()
    """Text above the header, top first: may name a unit (单位：万元), a currency, a period."""
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    left_out: tuple[Fault, ...] = ()
    """Rows that are set aside before anything is read from them."""
    part: int = 1
    """Which of several tables of one sheet or text file, from 1; `sheet` says so, too."""
    known_by: tuple[str, ...] = ()
    """Its header in the encoding it was taken for before a person said otherwise: what it is remembered by."""
    source: Path | None = None
    """The user's file in UTF-8, kept for `normalise` when the form is direct."""
    unpadded: bool = False
    """No cell begins or ends with a blank: every byte of the data has been looked at, so cells need no trimming."""

    @property
    def has_no_header(self) -> bool:
        """Whether no row of the file names its columns: they are called by their letters."""
        return self.header_row == 0 and all(_LETTERS.match(name) for name in self.header)


def positional_names(count: int) -> tuple[str, ...]:
    """Names that SQL uses for columns, whatever people called them.

    >>> positional_names(3)
    ('c0', 'c1', 'c2')
    """
    return tuple(f"c{index}" for index in range(count))


def table_to_json(table: TextTable) -> str:
    """JSON text that `table_from_json` turns back into an equal table: how a child process hands it over."""
    plain = replace(table, findings=())
    findings = [{"code": found.code, "count": found.count, "facts": dict(found.facts)} for found in table.findings]
    return json.dumps({**asdict(plain), "findings": findings}, ensure_ascii=False, default=str)


def table_from_json(text: str) -> TextTable:
    """The table that was handed over as JSON."""
    given: dict[str, Any] = json.loads(text)
    findings = tuple(Finding(one["code"], one["count"], MappingProxyType(one["facts"])) for one in given["findings"])
    return TextTable(**{
        **given, "path": Path(given["path"]), "source": Path(given["source"]) if given["source"] else None,
        "header": tuple(given["header"]), "columns": tuple(given["columns"]), "findings": findings,
        "sample": tuple(tuple(cells) for cells in given["sample"]), "title_lines": tuple(given["title_lines"]),
        "faults": tuple(Fault(*fault) for fault in given["faults"]),
        "known_by": tuple(given.get("known_by", ())),
        "left_out": tuple(Fault(*fault) for fault in given.get("left_out", ())),
    })
