"""Which delimiter and quote a text file uses: tried one by one, the most regular table of sensible cells wins."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from io import StringIO
from string import ascii_letters

from kadash.intake.read.cell_shape import shape
from kadash.intake.read.records import Dialect, records

_DELIMITERS = (",", "\t", ";", "|", "，", "\x1f", "^")
_SEP_LINE = "sep="
_ROWS = 400
_FEW_LINES = 3


@dataclass(frozen=True)
class Settled:
    """The dialect, and how many leading lines belong to it rather than to the table (a `sep=;` line)."""

    dialect: Dialect
    lines_before: int = 0


def settle_dialect(head: str) -> Settled:
    """The dialect of a file that begins with `head` (whole lines)."""
    first = head.split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith(_SEP_LINE) and len(first) <= len(_SEP_LINE) + 1:
        delimiter = first[len(_SEP_LINE):] or "\t"
        return Settled(_with_quote(head, delimiter), lines_before=1)
    return Settled(_best(head))


def _best(head: str) -> Dialect:
    candidates = [_with_quote(head, delimiter) for delimiter in _DELIMITERS if delimiter in head]
    scores = {candidate: _regularity(head, candidate) for candidate in candidates}
    best = max(scores, key=lambda candidate: scores[candidate], default=Dialect(","))
    if scores.get(best, 0) >= 0.5:
        return best
    blanks = Dialect(" ", space_after=True)  # columns set apart by blanks: only where no real delimiter does it
    by_blanks = _regularity(head, blanks) if head.count("\n") > _FEW_LINES else 0.0
    return blanks if by_blanks > max(scores.get(best, 0), 0.9) else best


def _with_quote(head: str, delimiter: str) -> Dialect:
    """The dialect with this delimiter: its quote, its escape, and whether blanks follow the delimiter."""
    quote = '"'
    single = head.count(f"{delimiter}'") + head.count("\n'")
    if f'{delimiter}"' not in head and '\n"' not in head and not head.startswith('"') and _single_quoted(head, single):
        quote = "'"
    backslash = _backslash_escapes(head, quote)
    return Dialect(delimiter, quote, "\\" if backslash else quote, space_after=f"{delimiter} {quote}" in head)


def _single_quoted(head: str, opened: int) -> bool:
    closed = head.count("',") + head.count("';") + head.count("'\t") + head.count("'\n") + head.count("'\r")
    return opened >= 2 and closed >= 0.8 * opened


def _backslash_escapes(head: str, quote: str) -> bool:
    """A backslash before a quote inside a cell, rather than a path that ends in one; and no doubled quotes."""
    inside = any(f"\\{quote}{char}" in head for char in " " + ascii_letters)
    return inside and not any(f"{quote}{quote}{char}" in head for char in ascii_letters)


def _regularity(head: str, dialect: Dialect) -> float:
    """0 to 2: share of records with the commonest width above one, plus share of cells that make sense."""
    widths: Counter[int] = Counter()
    sensible, cells_seen = 0.0, 0
    for number, record in enumerate(records(StringIO(head, newline=""), dialect)):
        if number >= _ROWS:
            break
        cells = record.cells
        if not any(cell.strip() for cell in cells):
            continue
        widths[0 if record.fault else len(cells)] += 1
        cells_seen += len(cells)
        sensible += sum(_sensible(cell) for cell in cells)
    rows = sum(widths.values())
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    commonest = max(wide.values()) / rows
    parted = sum(wide.values()) / rows
    return commonest * 0.6 + parted * 0.6 + 0.6 * sensible / cells_seen + 0.02 * min(max(wide), 10)


def _sensible(cell: str) -> float:
    """1 for a blank, number or date, most for words, little for what still holds delimiters."""
    kind = shape(cell)
    if kind != "words":
        return 1.0
    return 0.2 if any(mark in cell for mark in "\t;|") and len(cell) < 200 else 0.8
