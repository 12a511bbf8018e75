"""Rows of a table that are made some after others: they wait in files, and are sorted and written part by part."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from kadash.marts.judged import PAIR_COLUMNS, PROPOSAL_COLUMNS, SEGMENT_COLUMNS, listed_with_types, needs
from kadash.store import Build

ACCOUNTS_AT_ONCE = 50_000
"""Accounts whose rows are sorted together: the reasons of a million are gigabytes, of these some hundred megabytes."""


@dataclass
class Waiting:
    """Rows of one table in files, part by part; a part is some accounts, and parts are written in their order."""

    build: Build
    table: str
    needed: tuple[str, ...]
    order: str
    folder: Path
    parts: defaultdict[int, list[Path]] = field(default_factory=lambda: defaultdict(list))
    _select: str = ""

    def add(self, rows: pd.DataFrame, part: int) -> None:
        """Rows of the accounts of a part, beside those that it has already."""
        needs(self.table, rows, self.needed)
        file = self.folder / f"{self.table}-{part}-{len(self.parts[part])}.parquet"
        rows.to_parquet(file, index=False, compression=None, use_dictionary=False, write_statistics=False)
        self.parts[part].append(file)
        self._select = self._select or listed_with_types(rows)

    def write(self) -> None:
        """Make the table of all rows that were added, in its order; the files go."""
        with self.build.transaction():
            for number, part in enumerate(sorted(self.parts)):
                into = f"insert into {self.table}" if number else f"create or replace table {self.table} as"
                files = ", ".join("'" + str(file).replace("'", "''") + "'" for file in self.parts[part])
                self.build.run(f"{into} select {self._select} from read_parquet([{files}]) order by {self.order}")
                for file in self.parts[part]:
                    file.unlink()


@dataclass(frozen=True)
class JudgedRows:
    """The rows of mart.segment, mart.proposal and mart.proposal_pair while the judge makes them."""

    segments: Waiting
    proposals: Waiting
    pairs: Waiting

    def add_scheme(self, rows: pd.DataFrame) -> None:
        """Every account in one scheme, in the order of accounts."""
        for part, first in enumerate(range(0, max(len(rows), 1), ACCOUNTS_AT_ONCE)):
            self.segments.add(rows.iloc[first:first + ACCOUNTS_AT_ONCE], part)

    def add_proposals(self, rows: pd.DataFrame) -> None:
        """The proposals of the next accounts."""
        self.proposals.add(rows, len(self.proposals.parts))

    def add_pairs(self, rows: pd.DataFrame) -> None:
        """What pairs of them bring to the next accounts."""
        self.pairs.add(rows, len(self.pairs.parts))

    def write(self) -> None:
        """Make the tables."""
        self.segments.write()
        self.proposals.write()
        self.pairs.write()


@contextmanager
def judged_rows(build: Build) -> Iterator[JudgedRows]:
    """Where the rows of segments and proposals wait; the files are gone when the block ends."""
    with tempfile.TemporaryDirectory(dir=build.temp) as folder:
        yield JudgedRows(
            Waiting(build, "mart.segment", SEGMENT_COLUMNS, "account_id, scheme", Path(folder)),
            Waiting(build, "mart.proposal", PROPOSAL_COLUMNS, "account_id, rank", Path(folder)),
            Waiting(build, "mart.proposal_pair", PAIR_COLUMNS, "account_id, pair", Path(folder)))
