"""Amounts as large as money gets, and numbers that no sum can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.store import Home
from tests.loads.builders import a_line, current, lines_file, loaded


def test_a_line_of_twelve_billion_loads_and_is_judged_to_the_cent(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line(), a_line(order="BIG", day="2026-02-02", amount="12345678901.55",
                                                     cost="9876543210.05")))

    held = current(home).rows("select revenue_12m, contribution_12m from mart.account")
    assert [(float(revenue), float(contribution)) for revenue, contribution in held] == [(12345678901.55, 2469135691.5)]


def test_barcodes_read_as_amounts_are_a_sentence_and_leave_what_was_there(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line(), name="first.csv"))

    with pytest.raises(KadashError) as refused:
        loaded(home, lines_file(tmp_path, *(a_line(order=f"B{one}", amount="6901234567892") for one in range(20)),
                                name="barcodes.csv"))

    assert (refused.value.code, refused.value.facts) == (
        "sum_of_amounts", {"total": 138024691357940.0, "largest": 6901234567892.0})
    assert current(home).rows("select count(*) from core.order_line") == [(1,)]
