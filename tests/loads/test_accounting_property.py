"""Whatever is in the cells: each row read is accepted, rejected or set aside, in every file, sheet and table."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kadash.loads import FileGiven
from kadash.loads.report import Counts
from tests.loads.builders import taken_in

HEADERS = {"en": ["Customer No.", "Order No.", "Line No.", "Order Date", "Product No.", "Amount", "Status", "Currency"],
           "zh": ["客户编码", "订单号", "行号", "订单日期", "产品编码", "金额", "状态", "币种"]}
ENCODING = {"en": "utf-8", "zh": "gb18030"}
SOUND = ["A1", "O1", "1", "2026-03-02", "P1", "100", "", ""]
DIRT = {
    0: ["A1", "B2", "", "NULL", "　"], 1: ["O1", "O2", "", "C3"], 2: ["1", "2", ""],
    3: ["2026-03-02", "2026/3/5", "2026年3月2日", "46083", "soon", "", "2031-01-01", "1970-01-01", "2026-13-01"],
    4: ["P1", "P2", ""], 5: ["100", "1,234.50", "(5)", "7-", "1.2万", "¥7", "$7", "1,5", "x", "", "#DIV/0!", "1e400"],
    6: ["", "Shipped", "Cancelled", "已取消"], 7: ["", "CNY", "USD", "EUR", "??"],
}
ODD = {"en": [["Total", "", "", "", "", "9"], ["Grand Total:"]], "zh": [["合计", "", "", "", "", "9"], ["小计："]]}


def record(dialect: str) -> st.SearchStrategy[list[str]]:
    """A row: sound cells of which some are dirtied, a total, a blank one, the header again, a torn one."""
    cells = st.tuples(*(st.one_of(st.just(sound), st.sampled_from(DIRT[n])) for n, sound in enumerate(SOUND))).map(list)
    odd = st.sampled_from([*ODD[dialect], [""] * len(SOUND), HEADERS[dialect], ["A1", "O1"], [*SOUND, "one", "two"]])
    return st.one_of(cells, cells, cells, odd)


def records(dialect: str) -> st.SearchStrategy[list[list[str]]]:
    """Rows of a file, four sound ones first, so that the file is recognised."""
    sound = [[*SOUND[:1], f"S{n}", *SOUND[2:]] for n in range(4)]
    return st.lists(record(dialect), max_size=25).map(lambda rows: [*sound, *rows])


def as_bytes(dialect: str, rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADERS[dialect], *rows])
    return text.getvalue().encode(ENCODING[dialect])


def a_csv(folder: Path, name: str, dialect: str, rows: list[list[str]]) -> FileGiven:
    path = folder / name
    path.write_bytes(as_bytes(dialect, rows))
    return FileGiven(path, name)


def a_book(folder: Path, sheets: dict[str, tuple[str, list[list[str]]]]) -> FileGiven:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, (dialect, rows) in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in [HEADERS[dialect], *rows]:
            sheet.append([cell if not cell.startswith("#") else f"'{cell}" for cell in row])
    path = folder / "book.xlsx"
    workbook.save(path)
    return FileGiven(path, "book.xlsx")


def assert_all_accounted_for(folder: Path, *files: FileGiven) -> dict[tuple[str, str | None], int]:
    """Rows read of each file and sheet, after holding counts against the lists of rows and against core."""
    with taken_in(folder, *files) as (build, core):
        whole = Counts()
        for entry in core.entries:
            counts, source = entry.counts, {"source": entry.table.source_id}
            named = [build.one(f"select count(*) from {rows} where source_id = $source", **source)
                     for rows in ("meta.rejected_row", "meta.set_aside_row")]
            kept = build.one("select (select count(*) from core.order_line where source_id = $source) + "
                             "(select count(*) from stage.superseded where source_id = $source)", **source)
            assert counts.read == counts.accepted + counts.rejected + counts.set_aside
            assert named == [(counts.rejected,), (counts.set_aside - entry.table.text.blank_rows,)]
            assert kept == (counts.accepted,)
            whole += counts
        sums = build.one("select sum(read)::bigint, sum(accepted)::bigint, sum(rejected)::bigint, "
                         "sum(set_aside)::bigint from meta.source where table_name = 'order_line'")
        assert sums == (whole.read, whole.accepted, whole.rejected, whole.set_aside)
        return {(entry.table.text.file, entry.table.text.sheet): entry.counts.read for entry in core.entries}


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(english=records("en"), chinese=records("zh"))
def test_rows_of_dirtied_files_in_both_dialects_are_all_accounted_for(
        english: list[list[str]], chinese: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        read = assert_all_accounted_for(folder, a_csv(folder, "en.csv", "en", english),
                                        a_csv(folder, "zh.csv", "zh", chinese))

    assert read == {("en.csv", None): len(english), ("zh.csv", None): len(chinese)}


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(english=records("en"), chinese=records("zh"))
def test_rows_of_dirtied_sheets_are_all_accounted_for(english: list[list[str]], chinese: list[list[str]]) -> None:
    english, chinese = [*english, SOUND], [*chinese, SOUND]  # blank rows at the end of a sheet are no rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        read = assert_all_accounted_for(folder, a_book(folder, {"Orders": ("en", english), "订单": ("zh", chinese)}))

    assert read == {("book.xlsx", "Orders"): len(english), ("book.xlsx", "订单"): len(chinese)}
