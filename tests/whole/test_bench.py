"""Parts of the benchmark in a small form: that they run and print their ratios; never how long they took."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.answers import answer_lines
from bench.workbook import workbook_lines
from kadash.store import Home


def test_answers_are_measured_beside_the_same_questions_on_raw_lines(sample_home: Home) -> None:
    lines = answer_lines(sample_home.path)

    sys.stdout.write("\n".join(lines))
    assert sum("overview" in line for line in lines) == 1
    assert lines[0].endswith("ratio of CPU)")


def test_a_workbook_is_measured_beside_its_parser_alone(tmp_path: Path) -> None:
    lines = workbook_lines(200, tmp_path)

    sys.stdout.write("\n".join(lines))
    assert lines[0].startswith("workbook of 200 x 12")
    assert "ratio of CPU" in lines[2]
