"""A backup taken while people write and load restores, elsewhere, to a state that was true at one moment."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.store import Home
from kadash.store.backup import back_up
from kadash.store.restore import restore
from tests.conftest import ROOT
from tests.loads.builders import TODAY, a_line, current, lines_file, loaded
from tests.together.writers import start_writer, what_is_wrong

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
_LOADS = f"""
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Home
home = Home(Path(sys.argv[1]))
for name in sys.argv[2:]:
    file = Path(name)
    home.journal().put("begins", file.name, True, author="loader", at=datetime.now(UTC))
    today = date({TODAY.year}, {TODAY.month}, {TODAY.day})
    report = load(home, [FileGiven(file, file.name)], today=today, who="loader",
                  policy=default_policy(), currency="CNY")
    home.journal().put("ends", file.name, report.generation, author="loader", at=datetime.now(UTC))
    print(report.generation, flush=True)
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """One load and one entry."""
    folder = tmp_path_factory.mktemp("backup")
    home = Home(folder / "home")
    loaded(home, lines_file(folder, a_line(), name="first.csv"), currency="CNY")
    home.journal().put("plan", "A1", {"goal": "grow"}, author="Li", at=NOW)
    return home


def test_a_backup_taken_while_four_write_and_one_loads_is_true_at_one_moment(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.journal()
    files = [str(lines_file(tmp_path / "in", a_line(order=f"O{n}"), name=f"{n}.csv").path) for n in range(2)]
    writers = [start_writer(home, who) for who in ("ana", "ben", "cai", "dou")]
    loader = subprocess.Popen([sys.executable, "-c", _LOADS, str(home.path), *files], cwd=ROOT,
                              stdout=subprocess.PIPE)
    try:
        made = []
        for number in range(2):  # one around every publishing
            loader.stdout.readline()
            made.append(back_up(home, tmp_path / f"{number}.tar", who="Ana", at=NOW).archive)
    finally:
        for process in (loader, *writers):
            process.kill()
            process.wait()
        loader.stdout.close()

    for number, archive in enumerate(made):
        found = restore(archive, tmp_path / f"back{number}", who="Ben", at=NOW)
        back = Home(tmp_path / f"back{number}")
        assert what_is_wrong(back.path) == []
        assert found.trail.whole and found.entries == len(back.journal().lines())
        states = [info.name for info in back.generations()]
        begun, ended = len(back.journal().all("begins")), [one.body for one in back.journal().all("ends")]
        assert len(ended) <= len(states) <= begun and set(ended) <= set(states)
        assert current(back).one("select count(*) from core.order_line") == (len(states),)


@pytest.mark.parametrize("name", ["whole.tar", "whole.tar.gz"])
def test_a_restored_kadash_goes_on_where_the_other_stood(company: Home, tmp_path: Path, name: str) -> None:
    done = back_up(company, tmp_path / name, who="Ana", at=NOW)

    found = restore(tmp_path / name, tmp_path / "new", who="Ben", at=NOW)

    assert (found.generation, found.entries, found.by) == (done.generation, done.entries, "Ana")
    home = Home(tmp_path / "new")
    assert home.journal().get("plan", "A1").body == {"goal": "grow"}
    assert [line.action for line in home.journal().trail_lines()][-1] == "restored"
    assert company.journal().trail_lines()[-1].action == "backed_up"
    loaded(home, lines_file(tmp_path, a_line(order="O9"), name="next.csv"))
    assert current(home).one("select count(*) from core.order_line") == (2,)
    assert home.journal().check_trail().whole
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_what_is_there_is_never_overwritten(company: Home, tmp_path: Path) -> None:
    back_up(company, tmp_path / "a.tar", who="Ana", at=NOW)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").write_text("mine", "utf-8")

    with pytest.raises(KadashError, match="backup_there"):
        back_up(company, tmp_path / "a.tar", who="Ana", at=NOW)
    with pytest.raises(KadashError, match="restore_not_empty"):
        restore(tmp_path / "a.tar", tmp_path / "used", who="Ana", at=NOW)
    with pytest.raises(KadashError, match="backup_form"):
        back_up(company, tmp_path / "a.zip", who="Ana", at=NOW)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "used"]


def altered(archive: Path, target: Path, name: str, content: bytes | None, more: str | None = None) -> Path:
    """The archive with one file's content changed, or without it; or with one more."""
    with tarfile.open(archive) as read, tarfile.open(target, "w") as out:
        for entry in read:
            body = read.extractfile(entry).read()
            if entry.name == name:
                if content is None:
                    continue
                body = content
            entry.size = len(body)
            out.addfile(entry, io.BytesIO(body))
        if more:
            out.addfile(tarfile.TarInfo(more))
    return target


@pytest.mark.parametrize(("name", "content", "more"), [
    ("generations/g000001.duckdb", b"other", None), ("journal.sqlite", None, None), ("pointer.json", b"{}", None),
    ("manifest.json", None, None), ("manifest.json", json.dumps({"format": 9}).encode(), None),
    ("", None, "../beside.txt"), ("", None, "/etc/beside.txt"), ("", None, "generations/more.duckdb"),
])
def test_an_archive_that_was_touched_is_refused_and_leaves_nothing(
        company: Home, tmp_path: Path, name: str, content: bytes | None, more: str | None) -> None:
    whole = back_up(company, tmp_path / "whole.tar", who="Ana", at=NOW).archive
    touched = altered(whole, tmp_path / "touched.tar", name, content, more)

    with pytest.raises(KadashError, match="restore_damaged"):
        restore(touched, tmp_path / "new", who="Ana", at=NOW)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["touched.tar", "whole.tar"]


def test_an_archive_that_was_cut_off_is_refused(company: Home, tmp_path: Path) -> None:
    whole = back_up(company, tmp_path / "whole.tar.gz", who="Ana", at=NOW).archive
    (tmp_path / "cut.tar.gz").write_bytes(whole.read_bytes()[:-2000])

    with pytest.raises(KadashError, match="restore_damaged"):
        restore(tmp_path / "cut.tar.gz", tmp_path / "new", who="Ana", at=NOW)
