"""The text tables of all sources, each with the reading that holds for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kadash.errors import KadashError
from kadash.intake.read import read_file
from kadash.intake.reading import Reading, fingerprint
from kadash.intake.recognise import recognise
from kadash.intake.text_table import TextTable
from kadash.loads.encodings import (
    answer,
    chosen_encoding,
    names_these_columns,
    open_doubts,
    read_again,
    with_encoding_of,
)
from kadash.loads.given import Source
from kadash.loads.progress import Progress, begin, within
from kadash.loads.rejected_marks import Mending, mending, without_marks
from kadash.vocabulary import Finding


@dataclass(frozen=True)
class SourceTable:
    """A text table of a source and how it is read; `source_id` is its place among all tables, older files first.

    `mending`: its rows were rejected before and mended; they are those of the table `origin_id`, where that is loaded.
    """

    source_id: int
    source: Source
    text: TextTable
    reading: Reading
    mending: Mending | None = None
    origin_id: int | None = None

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
                 for note in (*open_doubts(table.text, table.reading), *table.reading.notes)]
        refused = [_refusal(source, error) for source, error in self.refused]
        return (*refused, *found)


def read_tables(sources: list[Source], chosen: dict[str, Reading], today: date, scratch: Path,
                progress: Progress, first_id: int = 1) -> Tables:
    """Read and recognise every source; their tables are numbered from `first_id` on.

    A person's choice (`chosen`: fingerprint of the headers to reading) goes first, then how a kept file was read
    before, then (rows that were mended) how the table was read that they are from, then the recogniser, which looks at
    all tables together.
    """
    begin(progress, "reading")
    texts: list[tuple[Source, TextTable]] = []
    refused: list[tuple[Source, KadashError]] = []
    for number, source in enumerate(sources):
        within(progress, "reading", number / len(sources))
        try:
            texts += [(source, text) for text in _texts(source, chosen, today, scratch)]
        except KadashError as error:
            refused.append((source, error))
    begin(progress, "recognising")
    seen = [(source, without_marks(text), mending(text)) for source, text in texts]
    fresh = recognise([text for _, text, _ in seen], today)
    read: list[SourceTable] = []
    for number, ((source, text, mended), reading) in enumerate(zip(seen, fresh, strict=True), first_id):
        origin = _origin(read, mended, text)
        read.append(SourceTable(number, source, text, _reading(source, text, reading, chosen, origin), mended,
                                origin.source_id if origin else None))
    return Tables(tuple(read), tuple(refused))


def _texts(source: Source, chosen: dict[str, Reading], today: date, scratch: Path) -> list[TextTable]:
    """The text tables of a file; where its encoding is in doubt and a person has settled it, read in that one."""
    texts = read_file(source.path, source.label, scratch, today)
    encoding = chosen_encoding(texts[0], _settled(source, texts[0], chosen))
    return read_again(texts, encoding, lambda: read_file(source.path, source.label, scratch, today, encoding))


def _settled(source: Source, text: TextTable, chosen: dict[str, Reading]) -> Reading | None:
    """How a person, or an earlier load of the same file, has this table read."""
    return chosen.get(fingerprint(text)) or source.readings.get(text.sheet or "")


def _reading(source: Source, text: TextTable, fresh: Reading, chosen: dict[str, Reading],
             origin: SourceTable | None) -> Reading:
    choice = chosen.get(fingerprint(text))
    before = source.readings.get(text.sheet or "")
    for settled in (choice, before):
        if settled is not None and (settled is choice or settled.table is not None or answer(settled) is not None):
            return settled if names_these_columns(settled, text) else with_encoding_of(settled, fresh)
    return replace(origin.reading, known=True, notes=()) if origin is not None else fresh


def _origin(older: list[SourceTable], mended: Mending | None, text: TextTable) -> SourceTable | None:
    """The table that mended rows are from, if it is loaded and its columns still stand where they stood."""
    if mended is None:
        return None
    of_file = [table for table in older if table.source.sha256.startswith(mended.sha256)]
    origin = of_file[mended.place - 1] if 0 < mended.place <= len(of_file) else None
    names = tuple(name for index, name in enumerate(text.header) if index not in mended.own_columns)
    return origin if origin is not None and names == origin.text.header else None


def _placed(note: Finding, text: TextTable) -> Finding:
    """The finding with the file and sheet it was made in."""
    where = {"file": text.file} | ({"sheet": text.sheet} if text.sheet is not None else {})
    return Finding(note.code, note.count, MappingProxyType({**where, **note.facts}))


def _refusal(source: Source, error: KadashError) -> Finding:
    facts = {key: str(value) for key, value in error.facts.items() if key != "file"}
    return Finding("file_refused", 1, MappingProxyType({"file": source.label, "reason": error.code, **facts}))
