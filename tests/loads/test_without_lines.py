"""Files without order lines are refused with what was found in them; tables that nothing is taken from are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.language import words_in
from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Home
from tests.conftest import LOADING_DAY

INVOICES = "Customer,Invoice No,Invoice Date,Due Date,Amount\n" + "".join(
    f"C{n % 3},INV{n},2026-0{n % 9 + 1}-05,2026-0{n % 9 + 1}-25,{100 + n}.00\n" for n in range(30))
TICKETS = "Ticket ID,Organization,Created at,Solved at,Priority,Subject\n" + "".join(
    f"{n},C{n % 3},2026-0{n % 9 + 1}-05 10:00,2026-0{n % 9 + 1}-06 10:00,High,Leak\n" for n in range(30))
LINES = "Customer,Order No,Order Date,Amount\n" + "".join(
    f"C{n % 3},O{n},2026-0{n % 9 + 1}-05,{100 + n}.00\n" for n in range(30))


def given(folder: Path, **texts: str) -> list[FileGiven]:
    """Files of these texts."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return [FileGiven(folder / f"{name}.csv", f"{name}.csv") for name in texts]


@pytest.mark.parametrize(("name", "text", "english", "chinese"), [
    ("invoices", INVOICES, "There are no order lines among what was found (invoices.csv: receivables).",
     "找到的表中没有订单明细（invoices.csv: 应收）。"),
    ("tickets", TICKETS, "There are no order lines among what was found (tickets.csv: service events).",
     "找到的表中没有订单明细（tickets.csv: 服务事件）。"),
])
def test_receivables_alone_and_tickets_alone_are_refused_as_what_they_are(
        name: str, text: str, english: str, chinese: str, tmp_path: Path) -> None:
    with pytest.raises(KadashError) as refused:
        load(Home(tmp_path / "home"), given(tmp_path, **{name: text}), today=LOADING_DAY, who="test",
             policy=default_policy())

    assert words_in("en").of_error(refused.value).startswith(english)
    assert words_in("zh").of_error(refused.value).startswith(chinese)


def test_a_table_that_nothing_is_taken_from_is_named(tmp_path: Path) -> None:
    report = load(Home(tmp_path / "home"), given(tmp_path, lines=LINES, managers="Area,Boss\nNorth,Li\nSouth,Wu\n"),
                  today=LOADING_DAY, who="test", policy=default_policy(), currency="CNY")

    note, = (note for note in report.notes if note.code == "tables_not_used")
    assert words_in("en").of_finding(note) == "Nothing was taken from one table: managers.csv."
