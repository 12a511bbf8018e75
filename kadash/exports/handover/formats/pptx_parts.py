"""A page that is too long for one slide as several: sentences before the table, a long table row by row."""

from __future__ import annotations

from dataclasses import replace

from pptx.util import Inches

from kadash.exports.handover.content import Block, Bullets, Figures, Page, Sentence, Table
from kadash.exports.handover.formats.pptx_boxes import rows_that_fit, table_height, table_size

ABOVE_BULLETS, LEAST_SIZE = 0.65, 12
"""How much of a slide a table may take with sentences below it, and how small it may be written there."""

FIGURES_HIGH, NOTE_HIGH = Inches(1.35), Inches(0.5)
"""Room that a row of figures takes above the table, and a note below it."""


def parts_that_fit(page: Page, width: int, room: int) -> list[Page]:
    """The page, or as many as it takes, under the same title. Beside a chart a table is left as it is.

    width: of the body; room: its height below a heading.
    """
    tables = [block for block in page.blocks if isinstance(block, Table)]
    rest = tuple(block for block in page.blocks if not isinstance(block, Table))
    if len(tables) != 1 or any(not isinstance(block, Bullets | Figures | Sentence) for block in rest):
        return [page]
    table, bullets = tables[0], any(isinstance(block, Bullets) for block in rest)
    left = room - sum(FIGURES_HIGH if isinstance(one, Figures) else NOTE_HIGH for one in rest if not isinstance(
        one, Bullets))
    above = round(left * ABOVE_BULLETS)
    if bullets and (table_size(table, width, above) < LEAST_SIZE or table_height(table, width, above) > above):
        return [replace(page, blocks=rest), *_by_rows(page, (), table, width, room)]
    return _by_rows(page, rest, table, width, left)


def _by_rows(page: Page, rest: tuple[Block, ...], table: Table, width: int, room: int) -> list[Page]:
    """The table in parts of as many rows as fit; what else is on the page stands with the first."""
    if table_height(table, width, room) <= room:
        return [replace(page, blocks=(*rest, table))]
    count = rows_that_fit(table, width, room)
    parts = [replace(table, rows=table.rows[first:first + count]) for first in range(0, len(table.rows), count)]
    return [replace(page, blocks=(*rest, part) if place == 0 else (part,)) for place, part in enumerate(parts)]
