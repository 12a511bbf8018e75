"""Columns that may name a person stay empty for accounts whose personal data were erased, in this load and all later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kadash.intake.reading import Reading, reading_from_json, reading_to_json
from kadash.store import Build, Generation, Home
from kadash.store.erased import KIND

PERSONAL = {"account": ("note",), "service_event": ("subject",), "survey_response": ("respondent",)}
"""Core table to its columns of free text that may hold the name of a person at the customer."""
TAKEN_OUT = "███"
"""What stands where a name stood."""
_TEXT = "regexp_matches(value, '[^\\s\\d.,:;/+%()-]')"
"""Of rejected rows: a value that is more than a figure or a date in digits."""
_OF_FILES = "(select source_id from meta.source where list_contains($files::varchar[], sha256))"
_PERSONAL_FIELDS = {field for fields in PERSONAL.values() for field in fields}


def erased_accounts(home: Home) -> list[str]:
    """Accounts whose personal data were erased."""
    return [entry.subject for entry in home.journal().all(KIND)]


def erased_files(home: Home) -> list[str]:
    """Hashes of kept files in which a name stood that was erased: of these no text is kept beside the core tables."""
    bodies = [entry.body for entry in home.journal().all(KIND) if isinstance(entry.body, Mapping)]
    return sorted({str(file) for body in bodies for file in body.get("files") or ()})


def blank_erased(build: Build, accounts: list[str], files: list[str]) -> None:
    """Empty these columns of these accounts in the core tables of a build; and of these files the texts of rejected
    rows and the examples beside how they were read. Figures and dates of rejected rows stay."""
    for table, fields in PERSONAL.items():
        there = f"core.{table}"
        if accounts and build.one("select 1 from information_schema.tables where table_schema = 'core' "
                                  "and table_name = $table", table=table) is not None:
            emptied = ", ".join(f"{field} = null" for field in fields)
            build.run(f"update {there} set {emptied} where list_contains($accounts::varchar[], account_id)",
                      accounts=accounts)
    if files:
        build.run(f"update meta.rejected_row set value = $gone where {_TEXT} and source_id in {_OF_FILES}",
                  gone=TAKEN_OUT, files=files)
        for source_id, reading in build.rows(f"select source_id, reading from meta.source where reading is not null "
                                             f"and source_id in {_OF_FILES}", files=files):
            bare = reading_to_json(without_any_samples(reading_from_json(str(reading))))
            build.run("update meta.source set reading = $bare where source_id = $source_id", bare=bare,
                      source_id=source_id)


def without_samples(reading: Reading) -> Reading:
    """A reading as it is kept: without examples of cells from columns that may name a person."""
    return replace(reading, columns=tuple(
        replace(column, samples=("", "", "")) if column.field in _PERSONAL_FIELDS else column
        for column in reading.columns))


def without_any_samples(reading: Reading) -> Reading:
    """A reading without examples of any cell, and without the questions that show some."""
    return replace(reading, questions=(), columns=tuple(
        replace(column, samples=("", "", "")) for column in reading.columns))


def holds_personal(generation: Generation, account_id: str, files: list[str]) -> bool:
    """Whether a generation has anything in these columns for an account, or examples of such cells; or texts of these
    files beside its core tables."""
    tables = {str(row[0]) for row in generation.rows(
        "select table_name from information_schema.tables where table_schema = 'core'")}
    for table, fields in PERSONAL.items():
        said = " or ".join(f"{field} is not null" for field in fields)
        if table in tables and generation.one(
                f"select 1 from core.{table} where account_id = $account and ({said}) limit 1",
                account=account_id) is not None:
            return True
    readings = generation.rows("select reading, sha256 from meta.source where reading is not null")
    if any(_has_samples(str(text)) or (sha256 in files and _has_any_samples(str(text))) for text, sha256 in readings):
        return True
    return generation.one(f"select 1 from meta.rejected_row where {_TEXT} and value <> $gone "
                          f"and source_id in {_OF_FILES} limit 1", gone=TAKEN_OUT, files=files) is not None


def _has_samples(text: str) -> bool:
    return any(column.field in _PERSONAL_FIELDS and any(column.samples) for column in reading_from_json(text).columns)


def _has_any_samples(text: str) -> bool:
    reading = reading_from_json(text)
    return bool(reading.questions) or any(any(column.samples) for column in reading.columns)
