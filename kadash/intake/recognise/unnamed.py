"""Files that their headers do not explain, in the light of the files of the batch that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kadash.intake.recognise.assign import Assignment, Use
from kadash.intake.recognise.batch_keys import BatchKeys
from kadash.intake.recognise.choose import Choice
from kadash.intake.recognise.columns import Columns
from kadash.intake.recognise.completed import completed
from kadash.intake.recognise.content import STRENGTH, Others, by_content, says_nothing
from kadash.intake.recognise.content_tables import Unknown, found_by_cells
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.shapes import ACCOUNT, SHAPES
from kadash.intake.text_table import TextTable

_MAY_BE_MORE = ("unused_unknown", "unused_no_account", "unused_no_date", "unused_no_amount")
_CONFIDENCE = 0.4


@dataclass(frozen=True)
class File:
    """A text table, what its columns look like, and what it is taken for so far."""

    table: TextTable
    profiles: tuple[Profile, ...]
    choice: Choice

    @property
    def is_open(self) -> bool:
        """Whether nothing is known of it yet, though it may be a table that is used."""
        return self.choice.best is None and self.choice.why in _MAY_BE_MORE


def explained(batch: Sequence[File], latest: date) -> list[File]:
    """The batch with what cells and shared keys explain: sales first, then what shares their accounts and products."""
    with_sales = [_as_sales(file, batch, latest) for file in batch]
    once = _with_keys(with_sales, latest)
    found_more = any(before.is_open and not after.is_open for before, after in zip(with_sales, once, strict=True))
    return _with_keys(once, latest) if found_more else once  # again: payments share the invoices just found


def _with_keys(batch: Sequence[File], latest: date) -> list[File]:
    """The batch with what shares its keys with the known files, which are read only where a file is open."""
    if not any(file.is_open and file.table.sample for file in batch):
        return list(batch)
    keys = BatchKeys.of([(file.table, file.choice.best) for file in batch if file.choice.best is not None])
    return [_as_other(file, keys, latest) for file in batch]


def _as_sales(file: File, batch: Sequence[File], latest: date) -> File:
    if not file.is_open and not _lacks_a_day(file, batch):
        return file
    others = Others([(other.table, other.choice) for other in batch if other is not file], latest)
    found = by_content(file.table, file.profiles, others)
    return file if found is None else replace(file, choice=found)


def _lacks_a_day(file: File, batch: Sequence[File]) -> bool:
    """Whether these are lines that name their account but no day, and there are no heads that would give it."""
    best = file.choice.best
    if best is None or best.table != "order_line" or "order_date" in best.uses:
        return False
    heads = any(other.choice.best is not None and other.choice.best.table == "order_header" for other in batch)
    return not heads and bool(best.uses.keys() & {*ACCOUNT})


def _as_other(file: File, keys: BatchKeys, latest: date) -> File:
    if not file.is_open or not file.table.sample:
        return file
    if not says_nothing(file.table):
        found = completed(file.table, file.profiles, keys, latest)
        return replace(file, choice=found) if found else file
    by_cells = found_by_cells(Unknown(file.table, _all_columns(file, latest), keys))
    if by_cells is None:
        return file
    name, columns = by_cells
    uses = {field: Use(index, STRENGTH) for field, index in columns.items()}
    return replace(file, choice=Choice(Assignment(name, uses, SHAPES[name][0], 0.0), (), _CONFIDENCE))


def _all_columns(file: File, latest: date) -> Columns:
    return Columns.of(file.table, file.profiles, latest, frozenset(range(len(file.table.header))))
