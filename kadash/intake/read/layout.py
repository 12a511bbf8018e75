"""How a table is laid out, judged on its first rows: its header (of one or two rows), what below it is no data, how
groups leave cells blank, and whether its columns are periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kadash.intake.read.cell_shape import is_blank
from kadash.intake.read.group_layout import FillDown, group_layout
from kadash.intake.read.header_pair import header_rows
from kadash.intake.read.header_parted import names_parted
from kadash.intake.read.header_row import LOOK_AT_ROWS, HeaderRow, clean_names, find_header
from kadash.intake.read.records import Record
from kadash.intake.read.table_start import LOOK_AHEAD, columns_of_figures, table_start
from kadash.intake.read.template_rows import LOOK_BELOW_HEADER, template_rows
from kadash.intake.read.wide import Place, Wide, wide_layout
from kadash.intake.recognise.words import is_header_word

LAYOUT_ROWS = 2000
_TITLE_CHARS = 300


@dataclass(frozen=True)
class Layout:
    """`header.index` is the last row of the header among the records looked at (-1: no header)."""

    header: HeaderRow
    written: tuple[str, ...]
    """Cells of the header row as they are; of two header rows the joined names."""
    titles: tuple[str, ...]
    no_data: dict[int, str]
    """Row number to code of rows below the header that are instructions or examples."""
    fill: FillDown | None
    wide: Wide | None
    figures: frozenset[int]
    two_rows: bool = False
    parted: bool = False
    """Two of its names were run together in the file."""

    @property
    def is_plain(self) -> bool:
        """Whether every record below the header is a row as it stands."""
        return not (self.two_rows or self.parted or self.no_data or self.fill or self.wide)


def layout_of(head: Sequence[Record], place: Place) -> Layout | None:
    """The layout of the first table of these records, or None where they hold none."""
    rows = [record.cells for record in head[:LOOK_AT_ROWS]]
    found = _first_header(rows)
    if found is None:
        return None
    header, first_row = found, found.index
    written: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    if found.index >= 0:
        several = header_rows(rows, found.index)
        written, first_row = _without_surplus(several.names, rows[several.last + 1:]), several.first
        parted = names_parted(written, rows[several.last + 1:])
        written = parted or written
        if several.first < several.last or len(written) != len(several.names):
            widest = max(map(len, rows[several.last + 1:]), default=0)
            width = max(min(len(found.names), widest), _filled_width(written))
            header = HeaderRow(several.last, clean_names(written, width))
    titles = _title_lines(rows[:max(first_row, 0)])
    below = head[header.index + 1:]
    no_data = template_rows(below[:LOOK_BELOW_HEADER + 25], written) if header.index >= 0 else {}
    data = _data(below, no_data)
    width = len(header.names)
    wide = wide_layout(written, data[:200], titles, place, header.names) if written else None
    fill = group_layout(data, width)
    if wide and fill and not set(range(fill.columns)) <= set(wide.ids):
        fill = None
    figures = columns_of_figures(_block(below, no_data)[:100], width)
    return Layout(header, written, titles, no_data, fill, wide, figures, two_rows=first_row < header.index,
                  parted=bool(parted))


def _without_surplus(names: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names without blank ones, where the records have exactly as many cells as there are names."""
    lengths = Counter(len(cells) for cells in below if not is_blank(list(cells)))
    filled = tuple(name for name in names if name.strip())
    return filled if lengths and lengths.most_common(1)[0][0] == len(filled) < len(names) else tuple(names)


def _first_header(rows: Sequence[list[str]]) -> HeaderRow | None:
    """The likeliest header of all; where a table of its own stands above it, the header of that."""
    found = find_header(rows)
    if found is not None and found.index > 0 and _names_too(rows[found.index - 1], rows[found.index]):
        return HeaderRow(found.index - 1, clean_names(rows[found.index - 1], len(found.names)))
    if found is None or found.index < 3:
        return found
    for start in range(found.index - 2):
        begins = not is_blank(rows[start]) and (start == 0 or is_blank(rows[start - 1]))
        if begins and _is_whole_table(rows[start:found.index]):
            above = find_header(rows[start:found.index])
            if above is not None and above.index >= 0:
                return HeaderRow(above.index + start, above.names)
    return found


def _names_too(above: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the row above the likeliest header names the same columns in other words, all of them known."""
    both = [(one.strip(), other.strip()) for one, other in zip(above, names, strict=False)]
    pairs = [pair for pair in both if any(pair)]
    return len(pairs) > 1 and all(one and other and is_header_word(one) for one, other in pairs) and (
        len({one for one, _ in pairs}) == len(pairs) and all(one != other for one, other in pairs))


def _is_whole_table(rows: Sequence[list[str]]) -> bool:
    """Names with two records or more below them (one, if all names are known), and then a blank row."""
    if not table_start(rows[:LOOK_AHEAD]):
        return False
    end = next((index for index, row in enumerate(rows) if is_blank(row) and index > 1), None)
    filled = [row for row in rows[:end] if sum(map(bool, map(str.strip, row))) > 1]
    all_known = bool(filled) and all(is_header_word(cell) for cell in filled[0] if cell.strip())
    return end is not None and len(filled) > (1 if all_known else 2)


def _block(below: Sequence[Record], no_data: dict[int, str]) -> list[list[str]]:
    """The records up to the first blank row among them."""
    first = next((at for at, record in enumerate(below) if not is_blank(record.cells)), 0)
    end = next((at for at in range(first, len(below)) if is_blank(below[at].cells)), len(below))
    return _data(below[first:end], no_data)


def _data(below: Sequence[Record], no_data: dict[int, str]) -> list[list[str]]:
    return [[cell.strip() for cell in record.cells] for record in below
            if not record.fault and record.row not in no_data and not is_blank(record.cells)]


def _filled_width(cells: Sequence[str]) -> int:
    return max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=0)


def _title_lines(above: Sequence[list[str]]) -> tuple[str, ...]:
    """Each line once a text, so that merged cells do not repeat it."""
    filled = [dict.fromkeys(cells) for cells in above if not is_blank(cells)]
    return tuple(" ".join(" ".join(cells).split())[:_TITLE_CHARS] for cells in filled)
