"""The text tables of all sources, each with the reading that holds for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kadash.errors import KadashError
from kadash.intake.read import read_file
from kadash.intake.reading import Reading, fingerprint
from kadash.intake.recognise import recognise
from kadash.intake.text_table import TextTable
from kadash.loads.given import Source
from kadash.loads.progress import Progress, begin, within
from kadash.vocabulary import Finding


@dataclass(frozen=True)
class SourceTable:
    """A text table of a source and how it is read; `source_id` is its place among all tables, older files first."""

    source_id: int
    source: Source
    text: TextTable
    reading: Reading

    @property
    def name(self) -> str:
        """Name of its stage table."""
        return f"t{self.source_id}"


@dataclass(frozen=True)
class Tables:
    """Everything that could be read, and the files that could not (with the error that says why)."""

    read: tuple[SourceTable, ...]
    refused: tuple[tuple[Source, KadashError], ...]

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What reading and recognising found, file by file."""
        found = [_placed(note, table.text) for table in self.read
                 for note in (*table.text.findings, *table.reading.notes)]
        refused = [_refusal(source, error) for source, error in self.refused]
        return (*refused, *found)


def read_tables(sources: list[Source], chosen: dict[str, Reading], today: date, scratch: Path,
                progress: Progress) -> Tables:
    """Read and recognise every source.

    A person's choice (`chosen`: fingerprint of the headers to reading) goes first, then how a kept file was read
    before, then the recogniser, which looks at all tables together.
    """
    begin(progress, "reading")
    texts: list[tuple[Source, TextTable]] = []
    refused: list[tuple[Source, KadashError]] = []
    for number, source in enumerate(sources):
        within(progress, "reading", number / len(sources))
        try:
            texts += [(source, text) for text in read_file(source.path, source.label, scratch, today)]
        except KadashError as error:
            refused.append((source, error))
    begin(progress, "recognising")
    fresh = recognise([text for _, text in texts], today)
    read = [SourceTable(number, source, text, _reading(source, text, reading, chosen))
            for number, ((source, text), reading) in enumerate(zip(texts, fresh, strict=True), 1)]
    return Tables(tuple(read), tuple(refused))


def _reading(source: Source, text: TextTable, fresh: Reading, chosen: dict[str, Reading]) -> Reading:
    if (choice := chosen.get(fingerprint(text))) is not None:
        return choice
    before = source.readings.get(text.sheet or "")
    return before if before is not None and before.table is not None else fresh


def _placed(note: Finding, text: TextTable) -> Finding:
    """The finding with the file and sheet it was made in."""
    where = {"file": text.file} | ({"sheet": text.sheet} if text.sheet is not None else {})
    return Finding(note.code, note.count, MappingProxyType({**where, **note.facts}))


def _refusal(source: Source, error: KadashError) -> Finding:
    facts = {key: str(value) for key, value in error.facts.items() if key != "file"}
    return Finding("file_refused", 1, MappingProxyType({"file": source.label, "reason": error.code, **facts}))
