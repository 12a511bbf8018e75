"""Columns that may name a person stay empty for accounts whose personal data were erased, in this load and all later.
"""

from __future__ import annotations

from dataclasses import replace

from kadash.intake.reading import Reading, reading_from_json
from kadash.store import Build, Generation, Home
from kadash.store.erased import KIND

PERSONAL = {"account": ("note",), "service_event": ("subject",), "survey_response": ("respondent",)}
"""Core table to its columns of free text that may hold the name of a person at the customer."""
_PERSONAL_FIELDS = {field for fields in PERSONAL.values() for field in fields}


def erased_accounts(home: Home) -> list[str]:
    """Accounts whose personal data were erased."""
    return [entry.subject for entry in home.journal().all(KIND)]


def blank_erased(build: Build, accounts: list[str]) -> None:
    """Empty these columns of these accounts in the core tables of a build."""
    for table, fields in PERSONAL.items():
        there = f"core.{table}"
        if accounts and build.one("select 1 from information_schema.tables where table_schema = 'core' "
                                  "and table_name = $table", table=table) is not None:
            emptied = ", ".join(f"{field} = null" for field in fields)
            build.run(f"update {there} set {emptied} where list_contains($accounts::varchar[], account_id)",
                      accounts=accounts)


def without_samples(reading: Reading) -> Reading:
    """A reading as it is kept: without examples of cells from columns that may name a person."""
    return replace(reading, columns=tuple(
        replace(column, samples=("", "", "")) if column.field in _PERSONAL_FIELDS else column
        for column in reading.columns))


def holds_personal(generation: Generation, account_id: str) -> bool:
    """Whether a generation has anything in these columns for an account, or examples of such cells."""
    tables = {str(row[0]) for row in generation.rows(
        "select table_name from information_schema.tables where table_schema = 'core'")}
    for table, fields in PERSONAL.items():
        said = " or ".join(f"{field} is not null" for field in fields)
        if table in tables and generation.one(
                f"select 1 from core.{table} where account_id = $account and ({said}) limit 1",
                account=account_id) is not None:
            return True
    readings = generation.rows("select reading from meta.source where reading is not null")
    return any(_has_samples(str(text)) for (text,) in readings)


def _has_samples(text: str) -> bool:
    return any(column.field in _PERSONAL_FIELDS and any(column.samples) for column in reading_from_json(text).columns)
