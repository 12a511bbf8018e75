"""What a load did: the counts, the figures and the notes, as the contract writes them in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kadash.vocabulary import Finding


@dataclass(frozen=True)
class Counts:
    """Rows of a file, sheet or table. Always: read = accepted + rejected + set_aside."""

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    set_aside: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.read + other.read, self.accepted + other.accepted, self.rejected + other.rejected,
                      self.set_aside + other.set_aside)

    def as_dict(self) -> dict[str, int]:
        """The four counts by name."""
        return {"read": self.read, "accepted": self.accepted, "rejected": self.rejected, "set_aside": self.set_aside}


@dataclass(frozen=True)
class FileReport:
    """A table found in a file. `table` None: not used. `refused`: the file could not be read, code of the reason."""

    file: str
    sheet: str | None
    table: str | None
    encoding: str | None
    header_row: int
    counts: Counts
    refused: str | None = None

    def as_dict(self) -> dict[str, object]:
        """As in the contract's JSON."""
        return {"file": self.file, "sheet": self.sheet, "table": self.table, "encoding": self.encoding,
                "header_row": self.header_row, **self.counts.as_dict()}


@dataclass(frozen=True)
class LoadReport:
    """What a load published. `revenue` is exact, in the reporting currency, up to `as_of`."""

    generation: str
    as_of: date
    seconds: float
    revenue: Decimal
    currency: str
    files: tuple[FileReport, ...]
    notes: tuple[Finding, ...]

    @property
    def tables(self) -> dict[str, Counts]:
        """Counts by canonical table, over the files of this load."""
        found: dict[str, Counts] = {}
        for file in self.files:
            if file.table is not None:
                found[file.table] = found.get(file.table, Counts()) + file.counts
        return found

    def as_dict(self) -> dict[str, object]:
        """As in the contract's JSON."""
        return {
            "generation": self.generation, "as_of": self.as_of.isoformat(), "seconds": round(self.seconds, 1),
            "revenue": str(self.revenue), "tables": {name: counts.as_dict() for name, counts in self.tables.items()},
            "files": [file.as_dict() for file in self.files], "notes": notes_as_dicts(self.notes),
        }

    def to_json(self) -> str:
        """The contract's JSON text."""
        return json.dumps(self.as_dict(), ensure_ascii=False, default=str)


def notes_as_dicts(notes: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as {"code": ..., "count": ..., facts}."""
    return [note.as_dict() for note in notes]
