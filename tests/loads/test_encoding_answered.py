"""Where an encoding is in doubt, a person's answer has the file read in the other one, now and ever after."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.intake.read import read_file
from kadash.intake.recognise import answered
from kadash.loads import FileGiven, InspectedTable, inspect
from kadash.loads.load import rebuild
from kadash.loads.remembered import forget_reading
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import TODAY, current, loaded

PLAIN = "Customer No.,Customer Name,Order No.,Order Date,Amount\n"
RARE = PLAIN + "C1,囍,O1,2026-03-01,100\nC2,囧,O2,2026-03-02,200\n"
"""Too few and too rare characters to be told from cp1252 (‡Ö, ‡å)."""
GERMAN = "Kunde,Stückpreis,Auftragsdatum,Betrag\nÄÖ GmbH,5,2026-03-01,20\nÜÄ AG,10,2026-03-02,20\n"
"""Its header changes with the encoding: as GB18030 it has St點kpreis."""


def a_given(folder: Path, text: str, codec: str) -> FileGiven:
    path = folder / "orders.csv"
    path.write_bytes(text.encode(codec))
    return FileGiven(path, "orders.csv")


def seen(home: Home, file: FileGiven, **readings: object) -> InspectedTable:
    table, = inspect(home, [file], today=TODAY, policy=default_policy(), readings=readings).tables
    return table


def names(home: Home) -> list[object]:
    return [name for name, in current(home).rows("select account_name from core.account order by account_id")]


def test_the_encoding_of_a_file_can_be_given(tmp_path: Path) -> None:
    file = a_given(tmp_path, RARE, "gb18030")

    assert [read_file(file.path, "x", tmp_path / "s", encoding=name)[0].sample[0][1] for name in (
        None, "gb18030", "cp1252")] == ["‡Ö", "囍", "‡Ö"]


def test_a_file_loads_in_the_other_encoding_after_the_answer(tmp_path: Path) -> None:
    home, file = Home(tmp_path / "home"), a_given(tmp_path, RARE, "gb18030")
    before = seen(home, file)

    report = loaded(home, file, readings={
        before.fingerprint: answered(before.reading, "encoding", None, "gb18030")})

    assert before.text.encoding == "cp1252"
    assert (report.files[0].encoding, report.files[0].counts.accepted) == ("gb18030", 2)
    assert "assumed_encoding" not in [note.code for note in report.notes]
    assert names(home) == ["囍", "囧"]


def test_the_answer_holds_when_everything_is_built_anew_also_after_it_is_forgotten(tmp_path: Path) -> None:
    home, file = Home(tmp_path / "home"), a_given(tmp_path, RARE, "gb18030")
    before = seen(home, file)
    loaded(home, file, readings={before.fingerprint: answered(before.reading, "encoding", None, "gb18030")})

    rebuild(home, today=TODAY, who="test", policy=default_policy())
    assert names(home) == ["囍", "囧"]
    forget_reading(home, before.fingerprint, who="test", at=datetime(2026, 10, 1, tzinfo=UTC))
    rebuild(home, today=TODAY, who="test", policy=default_policy())
    assert names(home) == ["囍", "囧"]


def test_a_header_that_changes_with_the_encoding_is_recognised_anew_and_the_answer_can_be_taken_back(
        tmp_path: Path) -> None:
    home, file = Home(tmp_path / "home"), a_given(tmp_path, GERMAN, "cp1252")
    first = seen(home, file)

    other = seen(home, file, **{first.fingerprint: answered(first.reading, "encoding", None, "gb18030")})
    back = seen(home, file, **{other.fingerprint: answered(other.reading, "encoding", None, "cp1252")})

    assert [one.text.header[1] for one in (first, other, back)] == ["Stückpreis", "St點kpreis", "Stückpreis"]
    assert [one.text.encoding for one in (first, other, back)] == ["cp1252", "gb18030", "cp1252"]
    assert first.fingerprint == other.fingerprint == back.fingerprint
    assert [column.header for column in back.reading.columns] == [column.header for column in first.reading.columns]
    assert [(one.chosen, one.answered) for one in back.reading.questions if one.code == "encoding"] == [
        ("cp1252", True)]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_the_next_file_that_is_beyond_doubt_is_read_as_what_it_is(tmp_path: Path, codec: str) -> None:
    home, file = Home(tmp_path / "home"), a_given(tmp_path, RARE, "gb18030")
    before = seen(home, file)
    loaded(home, file, readings={before.fingerprint: answered(before.reading, "encoding", None, "cp1252")})
    path = tmp_path / "next.csv"
    path.write_bytes((PLAIN + "C3,上海宏发电气有限公司,O3,2026-03-03,300\n").encode(codec))

    loaded(home, FileGiven(path, "next.csv"))

    assert names(home) == ["‡Ö", "‡å", "上海宏发电气有限公司"]
