"""What an ODS parser does not tell: cells with errors, formulas without a stored value, and merged ranges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from kadash.errors import KadashError
from kadash.intake.read.header_row import column_letters
from kadash.intake.read.odd_cells import OddCells

_CELLS = ("table-cell", "covered-table-cell")
_MOST_RANGES, _MOST_ROWS, _MOST_COLUMNS = 100_000, 1 << 20, 1 << 14
_ERROR = "calcext:1.0|value-type"


def ods_cells(pieces: Iterable[bytes], label: str) -> dict[str, OddCells]:
    """Sheet name to its odd cells and merged ranges, from content.xml in pieces; KadashError where it is no XML."""
    seen = _Content(label)
    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.StartDoctypeDeclHandler = seen.refuse_doctype
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as reason:
        raise KadashError("workbook_damaged", file=label) from reason
    return seen.sheets


@dataclass
class _Content:
    """Where the reading of content.xml stands; rows and columns from 0, repeated ones counted without being written."""

    label: str
    sheets: dict[str, OddCells] = field(default_factory=dict)
    _here: OddCells = field(default_factory=OddCells)
    _row: int = 0
    _rows: int = 1
    _column: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = _local(name)
        if local == "table":
            self._here, self._row = OddCells(), 0
            self.sheets[_of(attributes, "name")] = self._here
        elif local == "table-row":
            self._rows, self._column = _number(attributes, "number-rows-repeated", _MOST_ROWS), 0
        elif local in _CELLS:
            self._cell(attributes)
            self._column += _number(attributes, "number-columns-repeated", _MOST_COLUMNS)

    def end(self, name: str) -> None:
        """An element ends."""
        if _local(name) == "table-row":
            self._row += self._rows

    def refuse_doctype(self, *_: object) -> None:
        """No honest workbook declares entities."""
        raise KadashError("workbook_suspicious", file=self.label, reason="doctype")

    def _cell(self, attributes: Mapping[str, str]) -> None:
        if not attributes:
            return
        down = _number(attributes, "number-rows-spanned", _MOST_ROWS)
        across = _number(attributes, "number-columns-spanned", _MOST_COLUMNS)
        if (down > 1 or across > 1) and len(self._here.merged) < _MOST_RANGES:
            self._here.merged.append(
                ((self._row, self._column), (self._row + down - 1, self._column + across - 1)))
        formula = _of(attributes, "formula")
        if any(key.endswith(_ERROR) and value == "error" for key, value in attributes.items()):
            self._note("error_cells", "#ERROR!")
        elif formula and not _of(attributes, "value-type"):
            self._note("formulas_without_value", f"={formula.partition('=')[2]}")

    def _note(self, code: str, text: str) -> None:
        address = f'r="{column_letters(self._column)}{self._row + 1}"'
        self._here.note(code, b" " + address.encode(), text)


def _local(name: str) -> str:
    return name.rsplit("|", 1)[-1]


def _of(attributes: Mapping[str, str], local: str) -> str:
    return next((value for key, value in attributes.items() if _local(key) == local), "")


def _number(attributes: Mapping[str, str], local: str, most: int) -> int:
    """A count of an attribute, 1 where it is not given; bounded, since anybody may write anything there."""
    text = _of(attributes, local)
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 10 else 1
