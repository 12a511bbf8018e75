"""Reading: which canonical table a text table is, which column is which field, and how its cells are written."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from kadash.intake.text_table import TextTable
from kadash.vocabulary import Finding

_DAY = re.compile(r"\d[-/.]\d+[-/.]\d|^(?:19|20)\d{6}$")
DateOrder = Literal["ymd", "dmy", "mdy", "roc", "ym"]
"""roc: 1140301, years counted from 1912; ym: 202503, a month of which its first day stands."""


@dataclass(frozen=True)
class ColumnHints:
    """How the cells of a column are written, as far as the sample shows."""

    date_order: DateOrder = "ymd"
    serial_dates: bool = False
    """Some dates are day numbers of a spreadsheet program (45678)."""
    decimal: Literal[".", ","] = "."
    multiplier: float = 1
    """1, 1000 (千元, k), 10000 (万元), 1e6 or 1e8 (亿元), from the header or a title above it.

    A sign in a cell (1.2万) counts by itself, instead of this.
    """
    percent: bool = False
    """10 means 10 %."""
    zhe: bool = False
    """折: 9 or 9.0 means nine tenths of the price, a discount of 10 %."""
    with_tax: bool = False
    """Amounts or prices of this column contain tax."""
    plain: bool = False
    """Every sampled value parses by a bare cast of its kind, or is empty."""
    point_zero: bool = False
    """An identifier that passed through a float: 17850.0 means 17850."""
    currency: str | None = None
    """ISO code that the header, the title or a sign in the cells gives, where it is beyond doubt."""
    minus: bool = False
    """Figures stand without a sign and count as minus: a sheet of returns."""
    refund: Literal["", "before", "order"] = ""
    """Of refunds beside sales: taken off the amount in the row (before), taken off once an order in whose lines it
    stands again (order), or not at all."""
    driver: str | None = None
    """Of a wide survey: the driver that this column (field `score`, `expectation` or `importance`) is about; several
    columns of one reading are then `score`."""
    question: int = 1
    """Of a wide survey: which of several questions about the driver, from 1 on."""


@dataclass(frozen=True)
class Column:
    """A column of the file read as a field. `table` may be account or product inside an order_line file."""

    index: int
    """Position in TextTable.header."""
    header: str
    table: str
    field: str
    hints: ColumnHints = ColumnHints()
    confidence: float = 1.0
    samples: tuple[str, str, str] = ("", "", "")
    """Three distinct values, empty where there are fewer."""
    rival: str | None = None
    """The next best field, as table.field, where it is close."""


QuestionCode = Literal[
    "table", "date_order", "decimal_sign", "tax", "account_role", "product_key", "discount_form", "yen", "encoding",
    "returns", "refunds",
]
"""What only a person can settle where the file does not (wording `question.<code>`, `choice.<code>.<choice>`)."""


@dataclass(frozen=True)
class Question:
    """What can be read in several ways; `chosen` is the safest of the `choices` until a person says otherwise.

    `choices` are codes with wording `choice.<code>.<choice>`, but header names for account_role and names of
    encodings for encoding. An answer goes through `kadash.intake.recognise.answered`.
    """

    code: QuestionCode
    choices: tuple[str, ...]
    chosen: str
    columns: tuple[int, ...] = ()
    """Positions of the columns that the answer changes."""
    facts: MappingProxyType[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What the question rests on: `column` (header names), `example`, and, where they mean something, the counts of
    what was looked at: they fill `question.<code>` and `evidence.<code>`."""
    previews: tuple[tuple[tuple[str, str], ...], ...] = ()
    """For each choice two or three cells with what it makes of them (days as ISO text, figures plain)."""
    options: tuple[tuple[Column, ...], ...] = ()
    """The columns that each choice puts in place, where the answer is which column to read."""
    readings: tuple[Reading, ...] = ()
    """The whole reading under each choice, where the answer is which table it is; they hold questions of their own."""
    answered: bool = False

    @property
    def column(self) -> int | None:
        """Position of the first column it is about; None: it is about the whole file."""
        return self.columns[0] if self.columns else None


@dataclass(frozen=True)
class Reading:
    """What a text table is taken for. `table` None: not used, and `why` says why (a code, wording `finding.<why>`)."""

    table: str | None
    columns: tuple[Column, ...] = ()
    confidence: float = 1.0
    rival: str | None = None
    """The next best table, where it is close."""
    why: str | None = None
    notes: tuple[Finding, ...] = field(default=())
    known: bool = False
    """A remembered reading of the same headers, not a fresh judgement."""
    questions: tuple[Question, ...] = ()
    """What the file leaves open, answered or not; of each open one, `notes` has the assumption `assumed_<code>`."""

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Questions that nobody has answered yet: their safest choice is assumed."""
        return tuple(question for question in self.questions if not question.answered)

    def column(self, field_name: str, table: str | None = None) -> Column | None:
        """The column read as this field (of the reading's own table unless another is named), or None."""
        wanted = (table or self.table, field_name)
        return next((column for column in self.columns if (column.table, column.field) == wanted), None)


def fingerprint(table: TextTable) -> str:
    """Sixteen hex digits that two files share when their headers are the same but for width, case and blanks.

    Where there is no header, columns must hold cells of the same kinds too: their number alone makes no two files one.
    """
    words = [" ".join(unicodedata.normalize("NFKC", name).split()).casefold()
             for name in table.known_by or table.header]
    if table.has_no_header:
        words += [_commonest_shape([row[index] for row in table.sample]) for index in range(len(table.header))]
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]


def _commonest_shape(cells: Sequence[str]) -> str:
    shapes = Counter(_shape(cell) for cell in cells if cell.strip())
    return max(sorted(shapes), key=lambda kind: shapes[kind], default="blank")


def _shape(cell: str) -> str:
    if any(char.isalpha() for char in cell):
        return "words"
    return "day" if _DAY.search(cell) else "figure"


def reading_to_json(reading: Reading) -> str:
    """JSON text that `reading_from_json` turns back into an equal reading."""
    return json.dumps(asdict(_without_proxies(reading)), ensure_ascii=False, default=dict)


def reading_from_json(text: str) -> Reading:
    """The reading kept as JSON."""
    return _reading(json.loads(text))


def _reading(kept: dict[str, Any]) -> Reading:
    columns = tuple(_column(item) for item in kept.pop("columns"))
    notes = tuple(_finding(item) for item in kept.pop("notes"))
    questions = tuple(_question(item) for item in kept.pop("questions", ()))
    return Reading(**kept, columns=columns, notes=notes, questions=questions)


def _without_proxies(reading: Reading) -> Reading:
    notes = tuple(replace(note, facts=dict(note.facts)) for note in reading.notes)  # type: ignore[arg-type]
    asked = tuple(
        replace(one, facts=dict(one.facts), readings=tuple(map(_without_proxies, one.readings)))  # type: ignore[arg-type]
        for one in reading.questions)
    return replace(reading, notes=notes, questions=asked)


def _column(item: dict[str, Any]) -> Column:
    hints = ColumnHints(**item.pop("hints"))
    samples = item.pop("samples")
    return Column(**item, hints=hints, samples=(samples[0], samples[1], samples[2]))


def _question(item: dict[str, Any]) -> Question:
    options = tuple(tuple(_column(column) for column in columns) for columns in item.pop("options"))
    facts = MappingProxyType(item["facts"])
    previews = tuple(tuple((cell, meant) for cell, meant in pairs) for pairs in item.get("previews", ()))
    lists: dict[str, Any] = {
        "choices": tuple(item["choices"]), "columns": tuple(item["columns"]), "previews": previews,
        "readings": tuple(_reading(reading) for reading in item.get("readings", ()))}
    return Question(**{**item, **lists, "facts": facts, "options": options})


def _finding(item: dict[str, Any]) -> Finding:
    return Finding(item["code"], item["count"], MappingProxyType(item["facts"]))
