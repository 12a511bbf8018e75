"""A settled reading holds for the next file with the same headers, says since when and who said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kadash.intake.reading import Column, Reading, fingerprint, reading_to_json
from kadash.intake.text_table import TextTable
from kadash.loads import inspect
from kadash.loads.currency import keep_currency
from kadash.loads.remembered import forget_reading, remember, remembered
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, lines_file, loaded

HEADER = "who,when,wort,Amount"
NOW = datetime(2026, 10, 1, tzinfo=UTC)
READING = Reading("order_line", (Column(0, "who", "order_line", "account_id"),
                                 Column(1, "when", "order_line", "order_date"),
                                 Column(2, "wort", "order_line", "amount")))
KEY = fingerprint(TextTable("", None, Path(), tuple(HEADER.split(",")), (), 1, 0))


def test_a_settled_reading_is_known_for_the_next_file_until_it_is_forgotten(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, "A1,2026-03-02,5,100", header=HEADER), readings={KEY: READING})
    april = lines_file(tmp_path, "A2,2026-04-02,7,200", header=HEADER, name="april.csv")

    [one] = remembered(home)
    assert (one.fingerprint, one.file, one.author, one.headers) == (
        KEY, "lines.csv", "test", ("who", "when", "wort", "Amount"))
    [seen] = inspect(home, [april], today=TODAY, policy=default_policy()).tables
    assert (seen.reading.known, seen.reading.column("amount").header) == (True, "wort")

    forget_reading(home, KEY, who="Li", at=NOW)

    assert remembered(home) == []
    [seen] = inspect(home, [april], today=TODAY, policy=default_policy()).tables
    assert seen.reading.known is False


def test_what_is_said_again_is_no_new_entry(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    other = replace(READING, columns=READING.columns[:2])

    for currency in ("EUR", "EUR", None, "CNY"):
        keep_currency(home, currency, who="Li", at=NOW)
    for reading in (READING, READING, other):
        remember(home, KEY, reading, None, who="Li", at=NOW)

    assert [entry.body for entry in home.journal().history("setting", "currency")] == ["EUR", "CNY"]
    assert len(home.journal().history("reading", KEY)) == 2


def test_a_reading_kept_as_plain_text_still_holds(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.journal().put("reading", KEY, reading_to_json(READING), author="Li", at=NOW)

    [one] = remembered(home)

    assert (one.headers, one.file, one.reading.table) == (("who", "when", "wort"), None, "order_line")


def test_what_somebody_settled_while_a_load_ran_stays_and_the_report_says_so(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    theirs = reading_to_json(READING)

    def meanwhile(stage: str, _share: float) -> None:
        if stage == "core" and home.journal().get("reading", KEY) is None:
            home.journal().put("reading", KEY, theirs, author="Wang", at=NOW)

    report = loaded(home, lines_file(tmp_path, "A1,2026-03-02,5,100", header=HEADER), readings={KEY: READING},
                    progress=meanwhile)

    assert [(note.code, note.facts["author"]) for note in report.notes if note.code.startswith("reading_")] == [
        ("reading_settled_otherwise", "Wang")]
    assert [one.author for one in remembered(home)] == ["Wang"]
