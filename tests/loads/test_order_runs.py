"""Orders whose lines stand together are told apart by the line before, others by groups: the same is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.loads.core import order_runs
from tests.loads.builders import a_line, lines_file, taken_in

REPEATED = [("O1", "1"), ("O1", "2"), ("O2", "1"), ("O2", "1"), ("O3", "9"), ("O3", "10")]


@pytest.mark.parametrize("turned", [False, True])
def test_a_line_that_is_there_twice_is_set_aside_in_any_order_of_the_lines(turned: bool, tmp_path: Path) -> None:
    rows = [a_line(order=order, line=line) for order, line in (reversed(REPEATED) if turned else REPEATED)]

    with taken_in(tmp_path, lines_file(tmp_path, *rows)) as (build, core):
        assert order_runs(build, "together", "again") is not turned
        assert core.entries[0].counts.as_dict() == {"read": 6, "accepted": 5, "rejected": 0, "set_aside": 1}


@pytest.mark.parametrize("turned", [False, True])
def test_an_order_number_of_two_accounts_is_named_in_any_order_of_the_lines(turned: bool, tmp_path: Path) -> None:
    rows = [a_line(account=account, order=order) for account, order in (("A", "O1"), ("B", "O1"), ("B", "O2"))]

    with taken_in(tmp_path, lines_file(tmp_path, *(reversed(rows) if turned else rows))) as (build, core):
        assert order_runs(build, "together", "shared") is not turned
        assert [note.count for note in core.notes if note.code == "order_under_several_accounts"] == [1]


def test_lines_of_sound_orders_in_turn_need_no_other_look(tmp_path: Path) -> None:
    rows = [a_line(order=order, line=line) for order, line in (("O1", "9"), ("O1", "10"), ("O2", "1"))]

    with taken_in(tmp_path, lines_file(tmp_path, *rows)) as (build, _):
        assert order_runs(build, "together", "not shared", "not again")


def test_lines_without_an_order_number_are_never_taken_as_orders_that_stand_together(tmp_path: Path) -> None:
    rows = [a_line(order="O1"), a_line(order=""), a_line(order="O2")]

    with taken_in(tmp_path, lines_file(tmp_path, *rows)) as (build, _):
        assert not order_runs(build, "together")


@pytest.mark.parametrize(("lines", "found"), [
    ([a_line(order="O1"), a_line(order="O2", amount="(5)"), a_line(order="O2", line="2"), a_line(order="O3")], ()),
    ([a_line(order="O1"), a_line(order="O2", amount="(5)"), a_line(order="O2", amount="(5)"), a_line(order="O3")],
     ("again",)),
    ([a_line(order="O1"), a_line(order="O2", amount="(5)"), a_line("B1", order="O2", line="2"), a_line(order="O3")],
     ("shared",)),
], ids=["sound", "a line twice", "two accounts"])
def test_lines_that_were_read_again_do_not_hide_that_orders_stand_together(
        lines: list[str], found: tuple[str, ...], tmp_path: Path) -> None:
    with taken_in(tmp_path, lines_file(tmp_path, *lines)) as (build, _):
        assert build.rows("from stage.read_again") != []
        assert [one for one in ("together", "shared", "again") if order_runs(build, one)] == ["together", *found]


def test_rows_that_are_rejected_after_a_second_look_leave_the_rest_sorted_by_place(tmp_path: Path) -> None:
    rows = [a_line(order="O1"), a_line(order="O2", amount="待定"), a_line(order="O3", day="2026-13-41"),
            a_line(order="O4")]

    with taken_in(tmp_path, lines_file(tmp_path, *rows)) as (build, core):
        assert core.entries[0].counts.as_dict() == {"read": 4, "accepted": 2, "rejected": 2, "set_aside": 0}
        assert build.rows("from stage.read_again") == []
        assert order_runs(build, "together", "sorted")
        assert build.rows('select "row", code, value from meta.rejected_row order by "row"') == [
            (3, "not_a_number", "待定"), (4, "not_a_date", "2026-13-41")]


@pytest.mark.parametrize(("orders", "by_place"), [
    ([("B", "O1", "05-01"), ("A", "O2", "05-01"), ("A", "O2", "05-01"), ("B", "O3", "05-02"),
      ("A", "O3", "05-03")], True),
    ([("B", "O1", "05-02"), ("A", "O2", "05-02"), ("A", "O3", "05-01"), ("B", "O4", "05-01")], False),
    ([("A", "O2", "05-02"), ("B", "O2", "05-02"), ("A", "O1", "05-03"), ("B", "O1", "05-03")], False),
    ([("A", "O1", "05-01"), ("A", "", "05-01"), ("A", "O1", "05-02"), ("B", "O2", "05-02")], False),
], ids=["by day and number", "days fall", "numbers fall from day to day", "a number is missing"])
def test_core_is_sorted_by_account_day_and_order_whichever_way_it_is_sorted(
        orders: list[tuple[str, str, str]], by_place: bool, tmp_path: Path) -> None:
    rows = [a_line(account, order, str(line), f"2026-{day}") for line, (account, order, day) in enumerate(orders, 1)]
    half = len(rows) // 2

    with taken_in(tmp_path, lines_file(tmp_path, *rows[:half], name="a.csv"),
                  lines_file(tmp_path, *rows[half:], name="b.csv")) as (build, _):
        assert order_runs(build, "together", "sorted") is by_place
        found = build.rows("select account_id, order_date::varchar, order_id from core.order_line order by rowid")
    assert found == sorted(found, key=lambda row: (row[0], row[1], str(row[2] or "~")))
    assert len(found) == len(orders)
