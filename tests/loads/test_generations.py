"""A load publishes a whole new generation or leaves the old one; the same file again changes nothing."""

from __future__ import annotations

import json
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.intake.reading import Column, Reading, fingerprint
from kadash.intake.text_table import TextTable
from kadash.loads import FileGiven, inspect, rebuild, remove_source
from kadash.loads.lock import one_load_at_a_time
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, a_file, a_line, current, lines_file, loaded


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def revenue(home: Home) -> float:
    found = current(home).one("select sum(revenue)::double from mart.account_month")
    return float(str(found[0])) if found else 0.0


def test_a_load_adds_to_what_is_there_and_the_same_file_changes_nothing(home: Home, tmp_path: Path) -> None:
    first = lines_file(tmp_path, a_line(), name="first.csv")
    loaded(home, first)

    second = loaded(home, lines_file(tmp_path, a_line(order="O2", amount="50"), name="second.csv"))
    again = loaded(home, first)

    assert [file.file for file in second.files] == ["second.csv"]
    assert (str(second.revenue), second.generation) == ("150.00", "generations/g000002.duckdb")
    assert (str(again.revenue), again.generation) == ("150.00", "generations/g000002.duckdb")
    assert [note.code for note in again.notes] == ["already_loaded"]
    assert len(home.generations()) == 2


def test_a_file_can_be_taken_out_again_unless_it_is_the_only_one(home: Home, tmp_path: Path) -> None:
    first = lines_file(tmp_path, a_line(), name="first.csv")
    second = lines_file(tmp_path, a_line(order="O2"), name="second.csv")
    loaded(home, first, second)

    remove_source(home, second.sha256, today=TODAY, who="test", policy=default_policy())

    assert revenue(home) == 100.0
    with pytest.raises(KadashError, match="last_source"):
        remove_source(home, first.sha256, today=TODAY, who="test", policy=default_policy())


def test_files_are_kept_so_that_a_policy_can_be_tried_without_the_originals(home: Home, tmp_path: Path) -> None:
    given = lines_file(tmp_path, a_line())
    loaded(home, given)
    given.path.unlink()
    policy = default_policy().model_copy(update={"lifecycle": default_policy().lifecycle.model_copy(
        update={"long_term_months": 36})})

    rebuild(home, today=TODAY, who="test", policy=policy)

    assert json.loads(current(home).settings["policy"])["lifecycle"]["long_term_months"] == 36
    assert current(home).rows("select load_id, loaded_by from meta.load") == [(1, "test"), (2, "test")]


def test_what_cannot_be_used_says_so_and_leaves_the_old_generation(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, a_line()))
    useless = {
        "empty.csv": ("", "file_empty"),
        "dateless.csv": ("Customer No.,Order No.,Amount\nA1,O1,5\nA2,O2,6\n", "table_without_dates"),
        "future.csv": ("Customer No.,Order Date,Amount\nA1,2027-01-02,5\nA2,2027-01-03,6\n", "no_usable_rows"),
    }

    for name, (text, code) in useless.items():
        with pytest.raises(KadashError) as raised:
            loaded(Home(tmp_path / f"fresh-{name}"), a_file(tmp_path, name, text))
        assert raised.value.code == code
    with pytest.raises(KadashError, match="file_not_found"):
        loaded(home, FileGiven(tmp_path / "gone.csv", "gone.csv"))

    assert revenue(home) == 100.0
    assert list(home.path.glob("building/*")) == []


def test_one_bad_file_among_good_ones_is_left_out_with_a_note(home: Home, tmp_path: Path) -> None:
    report = loaded(home, lines_file(tmp_path, a_line()), a_file(tmp_path, "empty.csv", ""))

    [note] = [note for note in report.notes if note.code == "file_refused"]
    assert (note.facts["file"], note.facts["reason"]) == ("empty.csv", "file_empty")
    assert str(report.revenue) == "100.00"


def test_a_second_load_waits_for_the_first(home: Home) -> None:
    order: list[str] = []

    def first() -> None:
        with one_load_at_a_time(home):
            order.append("first begins")
            time.sleep(0.4)
            order.append("first ends")

    thread = threading.Thread(target=first)
    thread.start()
    while not order:
        time.sleep(0.01)
    with pytest.raises(KadashError, match="busy"), one_load_at_a_time(home, wait_s=0.1):
        pass
    with one_load_at_a_time(home):
        order.append("second begins")
    thread.join()

    assert order == ["first begins", "first ends", "second begins"]


def test_as_of_is_the_last_order_unless_given_or_far_beyond_all_others(home: Home, tmp_path: Path) -> None:
    many = [a_line(order=f"O{n}", day=f"2026-0{1 + n % 3}-1{n % 10}") for n in range(2000)]
    usual = loaded(home, lines_file(tmp_path, *many, name="usual.csv"))
    far = loaded(home, lines_file(tmp_path, a_line(order="X", day="2026-08-30"), name="far.csv"))
    given = rebuild(home, today=TODAY, who="test", policy=default_policy(), as_of=date(2026, 2, 28))

    assert usual.as_of == date(2026, 3, 19)
    assert far.as_of == date(2026, 3, 31)
    assert [(note.code, note.count, note.facts["last"]) for note in far.notes if note.code == "far_dates_left_out"] == [
        ("far_dates_left_out", 1, "2026-08-30")]
    assert (given.as_of, current(home).settings["as_of"]) == (date(2026, 2, 28), "2026-02-28")


def test_the_currency_once_said_is_remembered(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, a_line()), currency="EUR")

    report = loaded(home, lines_file(tmp_path, a_line(order="O2"), name="more.csv"))

    assert report.currency == "EUR"


def test_a_corrected_reading_is_remembered_for_the_next_file_with_the_same_headers(home: Home, tmp_path: Path) -> None:
    header = "who,when,wort,Amount"
    rows = ["A1,2026-03-02,5,100", "A2,2026-03-03,6,200"]
    reading = Reading("order_line", (
        Column(0, "who", "order_line", "account_id"), Column(1, "when", "order_line", "order_date"),
        Column(2, "wort", "order_line", "amount")))
    key = fingerprint(TextTable("", None, Path(), tuple(header.split(",")), (), 1, 0))

    first = loaded(home, lines_file(tmp_path, *rows, header=header), readings={key: reading})
    second = loaded(home, lines_file(tmp_path, "A3,2026-04-02,7,300", header=header, name="april.csv"))

    assert (str(first.revenue), str(second.revenue)) == ("11.00", "18.00")


def test_a_dry_run_counts_and_lists_and_leaves_nothing(home: Home, tmp_path: Path) -> None:
    given = lines_file(tmp_path, a_line(), a_line(line="2", day="x"))

    found = inspect(home, [given], today=TODAY, policy=default_policy())

    [table] = found.tables
    assert (table.reading.table, table.counts.as_dict()) == (
        "order_line", {"read": 2, "accepted": 1, "rejected": 1, "set_aside": 0})
    [row] = found.rejected
    assert (row.row, row.column, row.value, row.code) == (3, "Order Date", "x", "not_a_date")
    assert home.generation() is None
    assert list(home.path.glob("building/*")) == []
