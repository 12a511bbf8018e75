"""Headers of two rows and more, below titles, above instructions: one name a column, every row accounted for."""

import pytest

from tests.intake.read.conftest import Read

ROWS = "C1,Acme,A-1,2024-01-05,10\nC2,Beta,A-2,2024-01-06,20\nC3,Gamma,A-3,2024-01-07,30\n"


def test_a_group_row_above_the_names_is_joined_with_them(read: Read) -> None:
    table, = read("Customer,,Order,,\nID,Name,No,Date,Amount\n" + ROWS)

    assert table.header == ("Customer ID", "Customer Name", "Order No", "Order Date", "Order Amount")
    assert (table.header_row, table.rows, table.path.read_text().split(",")[0]) == (2, 3, "3")


def test_years_above_months_are_joined_with_them(read: Read) -> None:
    table, = read("客户,2023,,2024,\n编码,11月,12月,1月,2月\nC1,10,20,30,40\nC2,11,21,31,41\n")

    assert [row[1:] for row in table.sample[:4]] == [
        ("2023-11-30", "10"), ("2023-12-31", "20"), ("2024-01-31", "30"), ("2024-02-29", "40")]


def test_a_name_that_says_enough_alone_stays_alone(read: Read) -> None:
    table, = read("基本信息,,订单信息,,\n客户编码,客户名称,订单编号,订单日期,金额\n" + ROWS)

    assert table.header == ("客户编码", "客户名称", "订单编号", "订单日期", "金额")


def test_names_that_stand_twice_are_told_apart_by_their_group(read: Read) -> None:
    table, = read("Sold-to,,Ship-to,,\nID,Name,ID,Name,Amount\nC1,Acme,S1,Dock,10\nC2,Beta,S2,Quay,20\n")

    assert table.header == ("Sold-to ID", "Sold-to Name", "Ship-to ID", "Ship-to Name", "Amount")


def test_names_partly_in_the_upper_row_and_partly_below_a_group(read: Read) -> None:
    table, = read("客户名称,订单,,,金额\n,编号,日期,产品,\n宏发,A-1,2024-01-05,泵,10\n鑫源,A-2,2024-01-06,阀,20\n")

    assert table.header == ("客户名称", "订单编号", "订单日期", "产品", "金额")
    assert (table.header_row, table.rows) == (2, 2)


def test_a_title_above_the_header_is_no_group_row(read: Read) -> None:
    table, = read("销售明细,,制表人：王,,\nCustomer ID,Customer,Order No,Date,Amount\n" + ROWS)

    assert table.header == ("Customer ID", "Customer", "Order No", "Date", "Amount")
    assert table.title_lines == ("销售明细 制表人：王",)


def test_a_sparse_first_record_is_no_second_header(read: Read) -> None:
    table, = read("Customer,Contact,Region,Note\nAcme,Ann,,\nBeta,Bob,North,late payer\n")

    assert (table.header_row, table.rows) == (1, 2)


def test_a_header_written_twice_is_one_header(read: Read) -> None:
    table, = read("Customer,Date,Amount\nCustomer,Date,Amount\nAcme,2024-01-05,10\n")

    assert (table.header_row, table.rows, table.blank_rows) == (2, 1, 0)


@pytest.mark.parametrize(("row", "code"), [
    ("必填,必填,选填", "instruction_row"), ("Required,Required,Optional", "instruction_row"),
    ("文本,YYYY-MM-DD,数字", "instruction_row"), ("示例,2024-01-01,100", "example_row"),
    ("例：宏发电气,2024-01-01,100", "example_row"), ("KUNNR,ERDAT,NETWR", "second_header"),
])
def test_rows_of_a_template_are_set_aside_with_their_number(read: Read, row: str, code: str) -> None:
    table, = read(f"客户,订单日期,金额\n{row}\n宏发,2024-01-05,10\n鑫源,2024-01-06,20\n")

    assert [(fault.row, fault.code) for fault in table.left_out] == [(2, code)]
    assert (table.rows, len(table.path.read_text().splitlines())) == (3, 2)
    assert [(found.code, found.facts["rows"]) for found in table.findings] == [("template_rows", "2")]


def test_several_rows_of_a_template_follow_each_other(read: Read) -> None:
    table, = read("Customer,Date,Amount\nRequired,Required,Required\ntext,yyyy-mm-dd,number\nExample,2024-01-01,5\n"
                  "Acme,2024-01-05,10\n")

    assert [(fault.row, fault.code) for fault in table.left_out] == [
        (2, "instruction_row"), (3, "instruction_row"), (4, "example_row")]
    assert table.sample == (("Acme", "2024-01-05", "10"),)


@pytest.mark.parametrize("first", ["Example Industries Ltd,2024-01-01,5", "Sampler,2024-01-01,5", "Text AG,,5"])
def test_a_customer_with_such_a_name_is_a_customer(read: Read, first: str) -> None:
    table, = read(f"Customer,Date,Amount\n{first}\nAcme,2024-01-05,10\n")

    assert (table.left_out, len(table.sample)) == ((), 2)


def test_two_names_run_together_are_parted_and_it_is_said(read: Read) -> None:
    table, = read("Customer,Order DateQuantity,Amount,Remark\nAcme,2024-01-05,3,10,\nBeta,2024-01-06,4,20,x\n")

    assert table.header == ("Customer", "Order Date", "Quantity", "Amount", "Remark")
    assert [(found.code, found.facts["names"]) for found in table.findings] == [
        ("header_parted", "Customer, Order Date, Quantity, Amount, Remark")]


@pytest.mark.parametrize("header", ["Customer,Order Date,Amount", "Customer,Foo Bar,Amount", "Name,InvoiceDate,Amount"])
def test_a_delimiter_too_many_behind_each_record_parts_no_name(read: Read, header: str) -> None:
    table, = read(f"{header}\nAcme,2024-01-05,10,\nBeta,2024-01-06,20,\n")

    assert (table.header, table.findings) == (tuple(header.split(",")), ())


def test_numbers_above_words_name_the_columns(read: Read) -> None:
    table, = read("id,100022,100025\nid1,TRUE,FALSE\nid2,TRUE,TRUE\n")

    assert (table.header, table.rows) == (("id", "100022", "100025"), 2)


def test_a_first_record_with_a_number_where_others_have_none_is_no_header(read: Read) -> None:
    table, = read("Customer,Phone,Fax\nAcme,555,556\nBeta,unknown,none given\nCeta,unknown,none given\n")

    assert (table.header, table.rows) == (("Customer", "Phone", "Fax"), 3)
