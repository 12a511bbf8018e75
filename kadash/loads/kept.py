"""What the current generation was made of: its files, how each was read, and the loads that led to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from kadash.errors import KadashError
from kadash.intake.reading import reading_from_json
from kadash.loads.given import Source, kept_path
from kadash.loads.report import Counts, FileReport, LoadReport
from kadash.store import Generation, Home, sql_text
from kadash.vocabulary import Finding


def kept_sources(home: Home) -> list[Source]:
    """The files of the current generation, oldest first; KadashError `source_missing` where a kept copy is gone."""
    generation = home.generation()
    if generation is None:
        return []
    rows = generation.rows(sql_text("kadash.loads.sql", "kept_sources.sql"))
    found: dict[str, Source] = {}
    for sha256, label, sheet, loaded_at, loaded_by, reading in rows:
        key = str(sha256)
        if key not in found:
            at = loaded_at if isinstance(loaded_at, datetime) else datetime.min
            found[key] = Source(key, str(label), kept_path(home, key, str(label)), at.replace(tzinfo=UTC),
                                str(loaded_by), {})
        found[key].readings[str(sheet or "")] = reading_from_json(str(reading))
    for source in found.values():
        if not source.path.is_file():
            raise KadashError("source_missing", file=source.label)
    return list(found.values())


def kept_loads(home: Home) -> list[dict[str, object]]:
    """The rows of meta.load of the current generation, oldest first."""
    generation = home.generation()
    if generation is None:
        return []
    names = ("load_id", "loaded_at", "loaded_by", "as_of", "currency", "seconds", "notes")
    rows = generation.rows(sql_text("kadash.loads.sql", "kept_loads.sql"))
    return [dict(zip(names, row, strict=True)) for row in rows]


def kept_report(home: Home, hashes: set[str]) -> LoadReport:
    """The report of a load that had nothing new: the current generation, and the counts of the files named again."""
    generation = home.generation()
    if generation is None:
        raise KadashError("nothing_given")
    found = generation.one(sql_text("kadash.loads.sql", "revenue.sql"), as_of=generation.settings["as_of"])
    files = tuple(file for sha256, file in _files(generation) if sha256 in hashes)
    current = next(info.name for info in home.generations() if info.current)
    return LoadReport(current, date.fromisoformat(generation.settings["as_of"]), 0.0,
                      Decimal(str(found[0])) if found else Decimal(0), generation.settings["currency"], files,
                      (Finding("already_loaded", len({file.file for file in files})),))


def _files(generation: Generation) -> list[tuple[str, FileReport]]:
    rows = generation.rows(sql_text("kadash.loads.sql", "kept_counts.sql"))
    return [(str(sha), FileReport(str(file), _text(sheet), _text(table), _text(encoding), int(str(header_row)),
                                  Counts(*(int(str(count)) for count in counts))))
            for sha, file, sheet, table, encoding, header_row, *counts in rows]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
