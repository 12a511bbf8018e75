"""The notes of a load that adds: what was noted of the files that are there, and what the new ones bring."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from kadash.intake.clean import Staged
from kadash.loads.doubtful import doubtful
from kadash.loads.intake import Refusals, left_blank, refusals_said, with_tax
from kadash.loads.ledger import Entry
from kadash.loads.tables import Tables
from kadash.store import Build, Generation, sql_text
from kadash.vocabulary import Finding

_COUNTED_ANEW = frozenset({
    "cancelled_set_aside", "returns_counted", "refunds_taken_off", "lines_joined_to_products",
    "pseudo_account_proposed", "fees_among_products",
})
"""Codes of notes that count all lines: they are asked again."""
_OF_ONE_LOAD = frozenset({"file_refused", "already_loaded", "far_dates_left_out", "reading_settled_otherwise"})
"""Codes that were said of a load, not of what is there."""


def all_notes(build: Build, base: Generation, tables: Tables, refused: Refusals, staged: Sequence[Staged],
              entries: tuple[Entry, ...], decided: frozenset[str]) -> tuple[Finding, ...]:
    """What a whole load would note; notes that count are of all lines, notes on a file name that file."""
    found = base.one("select notes from meta.load order by load_id desc limit 1")
    before = [Finding.from_dict(note) for note in json.loads(str(found[0]))] if found else []
    stay = [note for note in before if note.code not in _COUNTED_ANEW | _OF_ONE_LOAD]
    new = (*tables.notes, *(note for one in staged for note in one.findings), *with_tax(entries), *left_blank(entries))
    return (*refusals_said(refused), *stay, *(note for note in new if note not in stay), *_counted(build),
            *(note for note in doubtful(build, decided) if note.code in _COUNTED_ANEW))


def _counted(build: Build) -> Iterable[Finding]:
    for code in ("cancelled_set_aside", "returns_counted", "refunds_taken_off", "lines_joined_to_products"):
        found = build.one(sql_text("kadash.loads.sql", f"{code}.sql"))
        if found is not None and found[0]:
            facts = {} if found[1] is None else {"amount": found[1]}
            yield Finding(code, int(str(found[0])), MappingProxyType(facts))
