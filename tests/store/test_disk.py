"""A full disk and a closed folder are said in words; anything else goes on as it came."""

import errno
import sqlite3
from pathlib import Path

import duckdb
import pytest

from kadash.errors import KadashError
from kadash.language import words_in
from kadash.store import open_build
from kadash.store.disk import disk_faults_in_words


@pytest.mark.parametrize(("fault", "code"), [
    (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
    (duckdb.FatalException('FATAL Error: Could not write file "b.duckdb": No space left on device'), "disk_full"),
    (duckdb.OutOfMemoryException("Out of Memory Error: failed to offload data block of size 256.0 KiB"), "disk_full"),
    (sqlite3.OperationalError("database or disk is full"), "disk_full"),
    (PermissionError(errno.EACCES, "Permission denied"), "folder_not_writable"),
    (OSError(errno.EROFS, "Read-only file system"), "folder_not_writable"),
    (sqlite3.OperationalError("attempt to write a readonly database"), "folder_not_writable"),
])
def test_what_the_disk_refuses_is_said_and_what_to_do(fault: Exception, code: str) -> None:
    with pytest.raises(KadashError) as said, disk_faults_in_words():
        raise fault

    assert said.value.code == code
    assert words_in("en").of_error(said.value).endswith("then try again.")


@pytest.mark.parametrize("fault", [FileNotFoundError(errno.ENOENT, "gone"), duckdb.ParserException("syntax error")])
def test_any_other_failure_is_left_as_it_is(fault: Exception) -> None:
    with pytest.raises(type(fault)), disk_faults_in_words():
        raise fault


def test_sqlite_without_room_beside_the_journal_says_no_more_than_its_name() -> None:
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"

    with pytest.raises(KadashError, match="disk_full"), disk_faults_in_words():
        raise fault


def test_a_statement_that_finds_no_room_to_spill_is_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(KadashError, match="disk_full"), disk_faults_in_words(), open_build(
            tmp_path / "build.duckdb", memory_limit="60MB") as build:
        build.run("set max_temp_directory_size = '1MB'")
        build.run("create table line as select hash(range)::varchar as text from range(2000000) order by text")
