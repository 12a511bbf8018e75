"""What every byte of a large file shows: its lines, and whether any cell has a blank at its ends."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.intake.read import encoding
from kadash.intake.read.bytes_seen import BytesSeen, bytes_seen


def _seen(path: Path, data: str, delimiter: str = ",") -> BytesSeen:
    path.write_bytes(f"Order Number,Net Value\n{data}".encode())
    return bytes_seen(path, delimiter, '"', 1)


@pytest.mark.parametrize("data", [
    "A1,big box\nA2,small box\n",
    'A1,"1,052.75"x\nA2,"x y"z\n',
    "A1,¥1\nA2,元件\n",
    "A1,\nA2,1",
])
def test_blanks_inside_cells_and_in_the_header_pad_nothing(tmp_path, data):
    assert _seen(tmp_path / "lines.csv", data) == BytesSeen(3, unpadded=True)


@pytest.mark.parametrize("data", [
    "A1 ,1\nA2,2\n", "A1, 1\nA2,2\n", "A1,1 \nA2,2\n", "A1,1 \r\nA2,2\r\n", " A1,1\nA2,2\n", "A1,1\nA2,2 ",
    'A1," 1"\nA2,2\n',
    'A1,"1 "\nA2,2\n', "A1,\t1\nA2,2\n", "A1,　1\nA2,2\n", "A1,1\u00a0\nA2,2\n", "A1,\ufeff1\nA2,2\n",
])
def test_a_blank_at_the_end_of_a_cell_is_seen(tmp_path, data):
    assert not _seen(tmp_path / "lines.csv", data).unpadded


@pytest.mark.parametrize("bytes_a_piece", [1, 2, 3, 5])
@pytest.mark.parametrize("data", ["A1,1 \n", "A1, 1\n", "A1,　1\n", 'A1,"\n1"\n', "A1,1 "])
def test_a_blank_is_seen_wherever_the_file_is_cut_into_pieces(tmp_path, monkeypatch, data, bytes_a_piece):
    monkeypatch.setattr(encoding, "CHUNK_BYTES", bytes_a_piece)

    assert not _seen(tmp_path / "lines.csv", data).unpadded


def test_tabs_between_cells_are_not_told_from_blanks(tmp_path):
    assert not _seen(tmp_path / "lines.csv", "A1\t1\n", delimiter="\t").unpadded


_CELLS = st.text(alphabet='a1 \t"\n　¥元', max_size=4)
_BLANKS = " \t\n\r　\u00a0\ufeff"


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=4), bytes_a_piece=st.integers(1, 9))
def test_no_file_with_a_padded_cell_is_taken_for_one_without(tmp_path_factory, rows, bytes_a_piece):
    written = StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    path = tmp_path_factory.mktemp("bytes") / "lines.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "CHUNK_BYTES", bytes_a_piece)

        seen = _seen(path, written.getvalue())

    assert not seen.unpadded or all(cell == cell.strip(_BLANKS) or cell.endswith("\n") for row in rows for cell in row)
