"""Delimiters, quotes, headers and broken records: what becomes a row, what a fault, and which row number it has."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kadash.intake.read.records import Dialect, bare_texts, records

from .conftest import Read

ROWS = [("Customer", "Order Date", "Amount"), ("Acme", "2025-01-01", "5"), ("Beta", "2025-01-02", "7.50")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(read: Read, delimiter: str) -> None:
    table, = read("\n".join(delimiter.join(row) for row in ROWS))

    assert (table.header, table.sample) == (ROWS[0], tuple(ROWS[1:]))


def test_decimal_commas_do_not_hide_the_semicolon(read: Read) -> None:
    table, = read("Kunde;Menge;Betrag\nA;1,5;2,50\nB;2,5;3,50\n")

    assert (table.header, table.sample[0]) == (("Kunde", "Menge", "Betrag"), ("A", "1,5", "2,50"))


def test_a_sep_line_is_obeyed_and_is_no_row(read: Read) -> None:
    table, = read("sep=;\nCustomer;Order Date;Amount\nAcme;2025-01-01;1,50\n")

    assert (table.header, table.header_row, table.rows) == (ROWS[0], 1, 1)


def test_ragged_rows_never_make_one_column(read: Read) -> None:
    table, = read("Report\n\nCustomer,Order Date,Amount\nAcme,2025-01-01\nBeta,2025-01-02,7,extra\nC,2025-01-03,8\n")

    assert (table.header, table.header_row) == (ROWS[0], 3)
    assert [(fault.row, fault.code) for fault in table.faults] == [(5, "too_many_cells")]


def test_titles_above_the_header_are_kept_as_titles(read: Read) -> None:
    table, = read("某某公司销售明细表,,\n单位：万元,,\n客户,日期,金额\n宏发,2025-01-01,12.5\n鑫源,2025-01-02,3\n")

    assert (table.header, table.header_row) == (("客户", "日期", "金额"), 3)
    assert table.title_lines == ("某某公司销售明细表", "单位：万元")


def test_blank_rows_are_counted_and_keep_the_row_numbers_right(read: Read) -> None:
    table, = read("Customer,Order Date,Amount\nAcme,2025-01-01,5\n\n,,\nBeta,2025-01-02,7\n")

    assert (table.rows, table.blank_rows) == (4, 2)
    assert table.path.read_text() == "2,Acme,2025-01-01,5\n5,Beta,2025-01-02,7\n"


def test_an_unclosed_quote_costs_one_row(read: Read) -> None:
    lines = [f"Acme {row},2025-01-01,{row}" for row in range(2, 300)]
    lines[8] = '"Acme 10,2025-01-01,10'

    table, = read("\n".join(["Customer,Order Date,Amount", *lines]))

    assert [(fault.row, fault.code) for fault in table.faults] == [(10, "unclosed_quote")]
    assert (table.rows, len(table.path.read_text().splitlines())) == (298, 297)


def test_a_cell_may_hold_line_breaks(read: Read) -> None:
    table, = read('Customer,Remark,Amount\nAcme,"first\nsecond",5\nBeta,none,6\n')

    assert table.sample == (("Acme", "first second", "5"), ("Beta", "none", "6"))
    assert table.path.read_text().splitlines()[1] == "3,Beta,none,6"


def test_a_row_that_lost_a_delimiter_is_not_shifted(read: Read) -> None:
    rows = "".join(f"Acme {row},2025-01-01,P{row},3,{row}.50\n" for row in range(40))

    table, = read("Customer,Order Date,Product,Quantity,Amount\n" + rows + "Beta,2025-01-02,P1,37.50\n合计,,,,9\n")

    assert [(fault.row, fault.code) for fault in table.faults] == [(42, "too_few_cells")]


def test_names_are_cleaned_unique_and_never_blank(read: Read) -> None:
    table, = read("\ufeffName , ,Name\nAcme,x,1\nBeta,y,2\n")

    assert table.header == ("Name", "(B)", "Name (2)")


def test_a_file_without_header_is_read_from_its_first_row(read: Read) -> None:
    table, = read("C001,2025-01-01,5.5\nC002,2025-01-02,6.5\n")

    assert (table.header, table.header_row, table.rows) == (("(A)", "(B)", "(C)"), 0, 2)


def test_trailing_blank_columns_are_left_out(read: Read) -> None:
    table, = read("客户id,姓名,,,\n1,Tom,,,\n2,Ann,,,\n")

    assert table.header == ("客户id", "姓名")


def test_backslashes_escape_quotes_where_quotes_are_not_doubled(read: Read) -> None:
    table, = read('Customer,Remark,Amount\nAcme,"a \\"b\\" c",5\nBeta,"x, y",6\n')

    assert table.sample == (("Acme", 'a "b" c', "5"), ("Beta", "x, y", "6"))


@settings(max_examples=150, deadline=None)
@example([['="', '=""', '="7"']])
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
                         min_size=3, max_size=3), min_size=1, max_size=12))
def test_records_agree_with_the_csv_module_on_sound_files(rows: list[list[str]]) -> None:
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)

    found = list(records(StringIO(text.getvalue(), newline=""), Dialect(","), widths={3}))

    assert [record.cells for record in found] == [bare_texts(row) for row in rows]
    assert [record.row for record in found] == list(range(1, len(rows) + 1))


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('a,"\n'), max_size=60))
def test_every_line_of_a_broken_text_ends_in_some_record(text: str) -> None:
    found = list(records(StringIO(text, newline=""), Dialect(","), widths={2}))

    assert sum(char not in '",\n' for char in text) == sum(
        char not in '",\n' for record in found for cell in record.cells for char in cell)
