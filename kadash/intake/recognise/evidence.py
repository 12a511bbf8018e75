"""Consecutive rows of a text table, and what columns have to do with each other in them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from kadash.intake.text_table import TextTable

_ROWS = 4000
_EXCEPTIONS = 0.02
Rows = Sequence[Sequence[str]]


def first_rows(table: TextTable, count: int = _ROWS) -> list[list[str]]:
    """The first rows as they stand, without their numbers: neighbours, unlike the sample."""
    if table.form == "parquet":
        import pyarrow.parquet as pq  # takes long to import, and the child process of every workbook would wait for it

        batch = next(pq.ParquetFile(table.path).iter_batches(count, columns=list(table.columns)))
        return [[value or "" for value in row.values()] for row in batch.to_pylist()]
    with table.path.open(encoding="utf-8-sig", newline="") as stream:
        lines = islice(stream, table.skip_lines, None)
        reader = csv.reader(lines, delimiter=table.delimiter, quotechar=table.quote or None)
        first = 1 if table.numbered else 0
        width = len(table.header)
        return [(cells[first:] + [""] * width)[:width] for cells in islice(reader, count)]


def column_values(table: TextTable, indexes: Sequence[int], most: int = 200_000) -> list[set[str]]:
    """Distinct values of each of some columns in as many rows as may be looked at; the file is read once."""
    rows = first_rows(table, most) if indexes else []
    return [{value.strip() for value in {cells[index] for cells in rows}} - {""} for index in indexes]


def determines(rows: Rows, one: int, other: int) -> bool:
    """Whether a value of `one` always comes with the same value of `other`, as far as values come twice."""
    groups: dict[str, set[str]] = defaultdict(set)
    seen: dict[str, int] = defaultdict(int)
    for cells in rows:
        if cells[one]:
            groups[cells[one]].add(cells[other])
            seen[cells[one]] += 1
    repeated = [value for value, count in seen.items() if count > 1]
    if not repeated:
        return False
    return sum(len(groups[value]) > 1 for value in repeated) <= _EXCEPTIONS * len(repeated)


def goes_along(rows: Rows, one: int, other: int) -> bool:
    """Whether neighbours that share `one` share `other`: order numbers may come again under another account."""
    pairs = same = 0
    for before, cells in zip(rows, rows[1:], strict=False):
        if cells[one] and cells[one] == before[one]:
            pairs += 1
            same += cells[other] == before[other]
    return pairs > 0 and same >= (1 - _EXCEPTIONS) * pairs


def is_product(rows: Rows, factor: int, price: int, result: int) -> bool:
    """Whether factor times price is the result in nearly all rows, and not only because the factor is 1."""
    hits = tried = more_than_one = 0
    for cells in rows[:400]:
        figures = [figure(cells[index]) for index in (factor, price, result)]
        if None in figures:
            continue
        one, two, three = (value or 0.0 for value in figures)
        tried += 1
        more_than_one += one not in (0.0, 1.0)
        hits += abs(one * two - three) <= max(0.011, 0.0006 * abs(three))
    return tried > 0 and hits >= 0.9 * tried and more_than_one >= 0.2 * tried


def figure(cell: str) -> float | None:
    """A cell read as a plain number: currency signs and thousands commas left out."""
    text = cell.strip().replace(",", "").strip("¥￥$€£元 ")
    try:
        return float(text)
    except ValueError:
        return None
