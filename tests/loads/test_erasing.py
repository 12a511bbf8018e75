"""Personal data of an account, erased on request, are nowhere in what kadash writes, and no later load brings them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.loads import FileGiven
from kadash.loads.erasing import Erased, erase, names_of, places_of
from kadash.loads.erasing.names import without
from kadash.loads.journal_file import add_journal, journal_text
from kadash.policy import default_policy
from kadash.store import Generation, Home
from tests.loads.builders import TODAY, a_file, a_line, current, lines_file, loaded

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
PERSON, CHINESE, OF_ANOTHER = "Marta Kanarienvogel", "卡纳丽", "Otto Unbeteiligt"


def exports(folder: Path) -> list[FileGiven]:
    """Lines of two accounts, and files that name persons of both."""
    return [
        lines_file(folder, a_line("A1"), a_line("A2", "O2")),
        a_file(folder, "customers.csv", "Customer No.,Customer Name,Note,Whom to greet\n"
               f"A1,First Works,ask for {PERSON},{PERSON}\nA2,Second Works,ask for {OF_ANOTHER},\n"),
        a_file(folder, "cases.csv", "Customer No.,Case No.,Case Date,Type,Subject\n"
               f"A1,E1,2026-03-05,complaint,{PERSON} called\nA2,E2,2026-03-06,complaint,{OF_ANOTHER} called\n"
               f"A1,E3,{PERSON},complaint,a name for a date\nA2,E4,2026-33-06,complaint,a day that is none\n"
               + "".join(f"A2,E{n},2026-04-{n},service,a visit\n" for n in range(10, 20))),
        a_file(folder, "survey.csv", "Customer No.,Response Date,Driver,Score,Respondent\n"
               f"A1,2026-04-02,reliability,5,{PERSON}\nA2,2026-04-02,reliability,4,{OF_ANOTHER}\n"),
    ]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, str, Erased]:
    """Loaded twice, with entries that name persons, then erased for A1; the journal as a file from before."""
    folder = tmp_path_factory.mktemp("erased")
    home = Home(folder / "home")
    files = exports(folder)
    loaded(home, files[0], currency="CNY")
    loaded(home, *files[1:])
    journal = home.journal()
    people = {"people": [{"side": "theirs", "name": PERSON, "role": "decides"}, {"side": "theirs", "name": CHINESE}]}
    journal.put("people", "A1", people, author="Li", at=NOW)
    journal.put("people", "A1", {"people": people["people"][:1]}, author="Li", at=NOW)
    journal.put("plan", "A1", {"goal": f"convince MARTA  KANARIENVOGEL and {CHINESE}总", "budget": 5}, author="Li",
                at=NOW)
    journal.put("service_task", "p1|A1|training", {"reason": f"{PERSON} is away"}, author="Li", at=NOW)
    journal.put("people", "A2", {"people": [{"side": "theirs", "name": OF_ANOTHER}]}, author="Li", at=NOW)
    before = journal_text(journal)
    done = erase(home, "A1", names_of(journal, "A1"), who="Ana", at=NOW, today=TODAY, policy=default_policy())
    return home, before, done


def everything_of(generation: Generation) -> Iterator[str]:
    """Every text of every table."""
    for schema, table in generation.rows("select table_schema, table_name from information_schema.tables "
                                         "where table_schema in ('core', 'mart', 'meta')"):
        for row in generation.rows(f'select * from "{schema}"."{table}"'):
            yield from (str(value) for value in row)


def test_the_journal_knows_whom_it_would_erase_and_where() -> None:
    body = f'{{"note": "{PERSON} and Kanarienvogelfutter"}}'

    assert without("plan", "A1", body, "A1", ["Kanarienvogel"]) == '{"note": "Marta ███ and Kanarienvogelfutter"}'
    assert without("plan", "A2", body, "A1", [PERSON]) == body


def test_no_byte_of_the_journal_holds_a_name(company: tuple[Home, str, Erased]) -> None:
    home, before, done = company

    files = [file.read_bytes() for file in home.path.glob("journal*") if file.is_file()]

    assert PERSON in before and done.entries == 4
    for name in (PERSON, "Kanarienvogel", CHINESE, CHINESE.encode("unicode_escape").decode()):
        assert [name.encode() in file for file in files] == [False] * len(files)
    assert OF_ANOTHER.encode() in b"".join(files)


def test_what_is_no_name_stays_and_the_chain_is_whole(company: tuple[Home, str, Erased]) -> None:
    journal = company[0].journal()

    assert journal.get("people", "A1") is None and journal.get("people", "A2") is not None
    assert journal.get("plan", "A1").body == {"goal": "convince ███ and ███总", "budget": 5}
    assert journal.check_trail().whole
    line = [one for one in journal.trail_lines() if one.action == "erased"][0]
    assert (line.who, line.subject, line.detail["entries"]) == ("Ana", "A1", 4)


def test_no_kept_generation_holds_a_name_and_only_those_that_did_are_gone(company: tuple[Home, str, Erased]) -> None:
    home, _, done = company

    kept = [info.name for info in home.generations()]

    assert (done.generation, done.dropped) == ("generations/g000003.duckdb", ("generations/g000002.duckdb",))
    assert kept == ["generations/g000003.duckdb", "generations/g000001.duckdb"]
    for name in kept:
        assert [text for text in everything_of(home.named(name)) if "Kanarienvogel" in text] == []
    assert current(home).rows("select account_id, note from core.account order by 1") == [
        ("A1", None), ("A2", f"ask for {OF_ANOTHER}")]


def test_rejected_rows_of_files_with_a_name_keep_their_reason_and_figures_and_no_text(
        company: tuple[Home, str, Erased]) -> None:
    home = company[0]

    assert home.named("generations/g000003.duckdb").rows(
        'select "row", code, value from meta.rejected_row order by 1') == [
        (4, "not_a_date", "███"), (5, "not_a_date", "2026-33-06")]


def test_kept_files_that_hold_a_name_are_named(company: tuple[Home, str, Erased]) -> None:
    assert company[2].files == ("customers.csv", "cases.csv", "survey.csv")


def test_a_later_load_and_the_journal_from_before_do_not_bring_it_back(company: tuple[Home, str, Erased],
                                                                        tmp_path: Path) -> None:
    home, before, _ = company
    loaded(home, a_file(tmp_path, "more.csv", "Customer No.,Case No.,Case Date,Type,Subject\n"
                        f"A1,E3,2026-05-05,complaint,{PERSON} again\n"))

    found = add_journal(home.journal(), before)

    assert ("people", "A1") in found.kept and ("plan", "A1") in found.kept
    assert [text for text in everything_of(current(home)) if "Kanarienvogel" in text] == []
    assert places_of(home.journal(), "A1", [PERSON]) == {}
