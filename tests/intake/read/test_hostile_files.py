"""Files that would end, hang or fool a server are refused quickly and for the right reason."""

import random
import time
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from kadash.errors import KadashError
from kadash.intake.read import in_child, read_file
from kadash.language import words_in

from .conftest import Read

XLSX = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}


def refusal_of(path: Path, tmp_path: Path) -> str:
    begun = time.monotonic()
    with pytest.raises(KadashError) as refusal:
        read_file(path, "given.xlsx", tmp_path / "scratch")
    assert time.monotonic() - begun < 30
    return refusal.value.code


def zipped(tmp_path: Path, entries: dict[str, str | bytes]) -> Path:
    path = tmp_path / "given.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_cell_in_the_last_corner_does_not_end_the_server(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "x", 1
    workbook.save(tmp_path / "given.xlsx")

    assert refusal_of(tmp_path / "given.xlsx", tmp_path) == "file_beyond_limits"


def test_a_workbook_that_keeps_the_processor_busy_is_ended_by_its_own_clock(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "given.xlsx"), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(150_000):
            sheet.write_row(row, 0, [row, row + 1, row + 2, row + 3, row + 4, row + 5])
    monkeypatch.setattr(in_child, "_CPU_SECONDS", 1)

    assert refusal_of(tmp_path / "given.xlsx", tmp_path) == "file_takes_too_long"


@pytest.mark.parametrize(("entries", "code"), [
    ({**XLSX, "xl/worksheets/sheet1.xml": b"0" * (64 << 20)}, "workbook_suspicious"),
    ({**XLSX, "../../etc/passwd": "x"}, "workbook_suspicious"),
    ({**XLSX, "xl/Workbook.xml": "<workbook/>"}, "workbook_suspicious"),
    ({**XLSX, "xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"}, "workbook_suspicious"),
    ({"orders.csv": "a,b\n1,2\n"}, "file_is_archive"),
    (XLSX, "workbook_damaged"),
])
def test_a_workbook_packed_dishonestly_is_refused(tmp_path: Path, entries: dict[str, str | bytes], code: str) -> None:
    assert refusal_of(zipped(tmp_path, entries), tmp_path) == code


@pytest.mark.parametrize(("content", "code"), [
    (b"", "file_empty"), (b"\n\n \n", "file_empty"), (b"\xef\xbb\xbf", "file_empty"),
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "file_is_picture"),
    (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "file_is_picture"),
    (b"%PDF-1.7 obj", "file_is_pdf"), (b"\x1f\x8b\x08\x00abc", "file_is_archive"),
    (b"<html><table><tr><td>1</td></tr></table>", "file_is_web_page"),
    (random.Random(1).randbytes(5000), "file_not_a_table"),
    (b"Customer,Order Date,Amount\n", "only_a_header"), (b"just some words", "no_table_found"),
    (b"PK\x03\x04 broken", "workbook_damaged"), (b"PAR1 broken", "parquet_damaged"),
])
def test_what_is_no_table_is_refused_for_what_it_is(read: Read, content: bytes, code: str) -> None:
    with pytest.raises(KadashError) as refusal:
        read(content, "orders.csv")

    assert refusal.value.code == code
    for language in ("en", "zh"):
        assert "orders.csv" in words_in(language).of_error(refusal.value)


def test_parquet_compressed_with_brotli_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1, 2]}), tmp_path / "given", compression="brotli")

    assert refusal_of(tmp_path / "given", tmp_path) == "parquet_brotli"


def test_a_parquet_file_becomes_text_with_row_numbers(tmp_path: Path) -> None:
    table = pa.table({"Customer": ["Acme", None], "Amount": [17850.0, 2.5],
                      "Day": pa.array([0, 86_400_000], pa.timestamp("ms"))})
    pq.write_table(table, tmp_path / "given")

    found, = read_file(tmp_path / "given", "x.parquet", tmp_path / "scratch")

    assert (found.form, found.header, found.rows) == ("parquet", ("Customer", "Amount", "Day"), 2)
    assert pq.read_table(found.path).to_pylist() == [
        {"row": 2, "c0": "Acme", "c1": "17850", "c2": "1970-01-01 00:00:00"},
        {"row": 3, "c0": None, "c1": "2.5", "c2": "1970-01-02 00:00:00"},
    ]


def test_damaged_workbooks_never_do_more_than_refuse(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["Customer", "Amount"], ["Acme", 5], ["Beta", 6]):
        workbook.active.append(row)
    workbook.save(tmp_path / "sound.xlsx")
    sound, chance = (tmp_path / "sound.xlsx").read_bytes(), random.Random(20260930)

    for _ in range(6):
        mutated = bytearray(sound)
        for _ in range(chance.choice([1, 5, 60])):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        (tmp_path / "given.xlsx").write_bytes(mutated)
        try:
            outcome = str(read_file(tmp_path / "given.xlsx", "given.xlsx", tmp_path / "scratch")[0].rows)
        except KadashError as refusal:
            outcome = refusal.code
        assert outcome in ("2", "workbook_damaged", "file_is_archive", "workbook_suspicious", "file_beyond_limits",
                           "no_table_found", "only_a_header", "workbook_password", "file_not_a_table")


def test_a_line_without_end_is_refused_or_read_in_pieces(read: Read) -> None:
    with pytest.raises(KadashError) as refusal:
        read("Customer,Amount," * 100_000)

    assert refusal.value.code == "no_table_found"
    table, = read("Customer,Remark,Amount\nAcme,x,5\nBeta," + "y" * 3_000_000 + ",6\nCeta,z,7\n")
    assert [(fault.row, fault.code) for fault in table.faults][:1] == [(3, "cell_too_long")]
    assert table.sample[-1] == ("Ceta", "z", "7")


def test_a_broken_quote_before_a_cell_that_is_too_long_costs_one_row(read: Read) -> None:
    table, = read('Customer,Remark,Amount\nAcme,x,5\n"Be"ta,' + "y" * 140_000 + ",6\nCeta,z,7\n")

    assert [(fault.row, fault.code) for fault in table.faults] == [(3, "cell_too_long")]
    assert [row[0] for row in table.sample] == ["Acme", "Ceta"]
