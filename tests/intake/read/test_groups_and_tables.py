"""Sheets laid out for people: groups with blanks, several tables in one sheet."""

import random

from tests.intake.read.conftest import Read

GROUPS = ("Customer,Order,Product,Amount\nAcme,A-1,Pump,10\n,,Valve,5\n,A-2,Pump,20\nBeta,A-3,Seal,1\n,,Pump,30\n"
          ",,Valve,6\nGamma,A-4,Pump,7\n")


def test_cells_left_blank_within_a_group_are_filled_from_above(read: Read) -> None:
    table, = read(GROUPS)

    assert [row[:2] for row in table.sample] == [
        ("Acme", "A-1"), ("Acme", "A-1"), ("Acme", "A-2"), ("Beta", "A-3"), ("Beta", "A-3"), ("Beta", "A-3"),
        ("Gamma", "A-4")]
    assert [(found.code, found.count, found.facts["column"]) for found in table.findings] == [
        ("filled_down", 4, "Customer"), ("filled_down", 3, "Order")]


def test_totals_of_groups_are_not_filled_and_not_counted(read: Read) -> None:
    table, = read(GROUPS.replace("Beta,A-3", "Acme Total,,,35\nBeta,A-3") + "Total,,,79\n")

    assert [(fault.row, fault.code) for fault in table.left_out] == [(5, "total_row")]
    assert table.sample[-1] == ("Total", "", "", "79")
    assert table.sample[3][0] == "Beta"


def test_customers_that_are_simply_missing_stay_missing(read: Read) -> None:
    chance = random.Random(1)
    names = ["Acme", "Beta", "Gamma", ""]
    table, = read("Customer,Date,Product,Amount\n" + "".join(
        f"{chance.choice(names)},2024-01-{day % 28 + 1:02d},Pump,{day}\n" for day in range(200)))

    assert table.findings == ()
    assert any(row[0] == "" for row in table.sample)


def test_an_optional_first_column_is_not_filled(read: Read) -> None:
    table, = read("Note,Customer,Date,Amount\n,Acme,2024-01-01,1\nlate,Beta,2024-01-02,2\n,Acme,2024-01-03,3\n"
                  ",Beta,2024-01-04,4\nnew,Acme,2024-01-05,5\n")

    assert [row[0] for row in table.sample] == ["", "late", "", "", "new"]


TWO = ("Sales\n\nCustomer,Date,Amount\nAcme,2024-01-05,10\nBeta,2024-01-06,20\n\nCredit limits\n"
       "Customer,Credit limit\nAcme,500\nBeta,600\nGamma,700\n")


def test_two_tables_below_each_other_are_two_tables(read: Read) -> None:
    sales, limits = read(TWO)

    assert (sales.header, sales.header_row, sales.rows, sales.blank_rows) == (("Customer", "Date", "Amount"), 3, 3, 1)
    assert (limits.header, limits.header_row, limits.rows) == (("Customer", "Credit limit"), 8, 3)
    assert limits.path.read_text() == "9,Acme,500\n10,Beta,600\n11,Gamma,700\n"
    assert (sales.sheet, limits.sheet, limits.part) == (None, "(2)", 2)
    assert [(found.code, found.facts["rows"]) for found in sales.findings] == [("several_tables", "3, 8")]


def test_the_longer_table_below_does_not_hide_the_first(read: Read) -> None:
    lines = "".join(f"C{row},2024-01-05,P{row},{row}\n" for row in range(50))
    first, second = read("Customer,Region\nAcme,North\nBeta,South\n\nCustomer,Order date,Product,Amount\n" + lines)

    assert (first.rows - first.blank_rows, second.rows, second.header_row) == (2, 50, 5)


def test_the_same_header_once_more_goes_on_with_the_table(read: Read) -> None:
    table, = read("Customer,Date,Amount\nAcme,2024-01-05,10\n\nCustomer,Date,Amount\nBeta,2024-01-06,20\n")

    assert (table.rows, table.blank_rows) == (4, 1)


def test_remarks_and_totals_below_a_table_are_no_table(read: Read) -> None:
    table, = read("Customer,Date,Amount\nAcme,2024-01-05,10\nBeta,2024-01-06,20\n\nTotal,,30\n\nPrepared by,Wang\n"
                  "Checked by,Li\n")

    assert (table.rows, table.blank_rows) == (7, 2)


def test_two_tables_side_by_side_are_two_tables(read: Read) -> None:
    left, right = read("Customer,Date,Amount,,Product,List price\nAcme,2024-01-05,10,,Pump,5\n"
                       "Beta,2024-01-06,20,,Valve,6\nGamma,2024-01-07,30,,,\n")

    assert (left.header, left.rows, left.blank_rows) == (("Customer", "Date", "Amount"), 3, 0)
    assert (right.header, right.rows, right.blank_rows) == (("Product", "List price"), 3, 1)


def test_an_empty_column_inside_a_table_parts_nothing(read: Read) -> None:
    table, = read("Customer,Date,,Amount,Note\nAcme,2024-01-05,,10,x\nBeta,2024-01-06,,20,y\n")

    assert (len(table.header), table.rows) == (5, 2)


def test_a_file_of_hundreds_of_tables_gives_forty(read: Read) -> None:
    tables = read("\n".join(f"Customer,Order date,Amount {n}\nAcme,2024-01-05,10\n" for n in range(300)))

    assert len(tables) == 40
    assert sum(table.rows for table in tables) == 300 * 2 - 1 + 260
