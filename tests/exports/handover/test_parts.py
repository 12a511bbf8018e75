"""Pages too long for one slide: sentences first, then the table, in parts that fit; nothing lies over anything else."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation

from kadash.exports.handover.content import (
    BarChart,
    Bullets,
    Cell,
    Document,
    Page,
    Section,
    Sentence,
    Series,
    Table,
    Unit,
)
from kadash.exports.handover.formats.pptx import BODY_BOTTOM, FOOT_TOP, pptx_file

LINES = Bullets("Goal, problem, need", ("Price back to 77.8 % of list.", "Fewer failures at every site."))


def actions(rows: int, text: str = "Close the open complaints and tell them in person") -> Table:
    return Table("Actions", ("What", "By"), tuple((Cell(f"{row} {text}"), Cell("23 Dec 2026")) for row in range(rows)),
                 (3.0, 1.0))


def slides(*blocks: object):
    page = Page("Planned", "Who does what by when", blocks)  # type: ignore[arg-type]
    made = pptx_file(Document("en", "T", "U", ("foot",), (Section("A", "A", (page,)),)))
    return Presentation(io.BytesIO(made)).slides


def rows_of(slide) -> list[str]:
    return [row.cells[0].text for shape in slide.shapes if shape.has_table for row in list(shape.table.rows)[1:]]


def bottoms(slide) -> list[int]:
    """Where tables end; and the tops of texts that do not belong to head or foot."""
    return [shape.top + sum(row.height for row in shape.table.rows) for shape in slide.shapes if shape.has_table]


def test_few_actions_and_the_thoughts_behind_them_share_a_slide():
    found = slides(actions(4), LINES)

    assert len(found) == 1
    below = [shape.top for shape in found[0].shapes if shape.has_text_frame and "Goal" in shape.text_frame.text]
    assert below and min(below) > max(bottoms(found[0]))


def test_ten_actions_have_a_slide_of_their_own_behind_the_thoughts():
    found = slides(actions(10), LINES)

    assert [len(rows_of(slide)) for slide in found] == [0, 10]
    assert [slide.shapes.title.text_frame.text for slide in found] == ["Who does what by when"] * 2


@pytest.mark.parametrize("count", [12, 30, 61])
@pytest.mark.parametrize("text", ["short", "一" * 90])
def test_a_long_table_goes_on_over_slides_with_every_row_once_and_in_its_order(count, text):
    found = slides(actions(count, text), Sentence("A note below"))

    assert [row for slide in found for row in rows_of(slide)] == [f"{row} {text}" for row in range(count)]
    assert all(bottom <= BODY_BOTTOM for slide in found for bottom in bottoms(slide))
    assert FOOT_TOP > BODY_BOTTOM


def test_beside_a_chart_a_table_stays_where_it_is():
    chart = BarChart("Who won", ("A", "B"), (Series("n", (3.0, 1.0), "lost"),), Unit(), "bars")

    assert len(slides(actions(6), chart)) == 1
