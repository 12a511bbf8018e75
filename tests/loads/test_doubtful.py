"""What looks doubtful is named with its rows and its money, and counts until a person says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kadash.loads import rebuild
from kadash.loads.excluded import exclude_account
from kadash.policy import default_policy
from kadash.store import Home
from kadash.vocabulary import Finding
from tests.loads.builders import TODAY, a_file, current, lines_file, loaded, taken_in

NOW = datetime(2026, 10, 1, tzinfo=UTC)
HEADER = "Customer No.,Customer Name,Order No.,Order Date,Product No.,Product Name,Amount"


def noted(notes: tuple[Finding, ...], code: str) -> list[tuple[int, dict[str, object]]]:
    """(count, facts) of the notes with this code."""
    return [(note.count, dict(note.facts)) for note in notes if note.code == code]


NO_CUSTOMERS = ("Redacted", "Miscellaneous", "散客", "散客（上海）", "现金客户", "Cash customer", "CASH SALES", "内部",
                "内部领用", "test", "Test 2", "test account", "样品", "Walk-in customer")
CUSTOMERS = ("Test Equipment Ltd", "Cashmere House", "上海测试技术有限公司", "内部控制咨询公司", "Sampleton",
             "Retail Group plc", "Contest GmbH")


def test_accounts_that_are_no_customers_are_proposed_and_firms_that_sound_alike_are_not(tmp_path: Path) -> None:
    rows = [f"C{n},{name},O{n},2026-03-02,P1,Relay,5" for n, name in enumerate((*NO_CUSTOMERS, *CUSTOMERS))]

    with taken_in(tmp_path, lines_file(tmp_path, *rows, header=HEADER)) as (_, core):
        proposed = noted(core.notes, "pseudo_account_proposed")

    assert {facts["name"] for _, facts in proposed} == set(NO_CUSTOMERS)


def test_a_proposed_account_counts_until_a_person_takes_it_out(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "C1,散客,O1,2026-03-02,P1,Relay,5", "C1,散客,O2,2026-03-02,P1,Relay,6",
                       "C2,Acme,O3,2026-03-02,P1,Relay,7", header=HEADER)

    with taken_in(tmp_path, lines) as (build, core):
        revenue = build.one("select sum(amount) from core.order_line")

    assert noted(core.notes, "pseudo_account_proposed") == [(2, {"account_id": "C1", "name": "散客", "amount": 11})]
    assert revenue == (18,)


def test_an_account_taken_out_is_set_aside_everywhere_and_comes_back(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    accounts = a_file(tmp_path, "accounts.csv", "Customer No.,Customer Name,Industry\nC1,散客,Retail\nC2,Acme,Steel\n")
    lines = lines_file(tmp_path, "C1,散客,O1,2026-03-02,P1,Relay,5", ",散客,O2,2026-03-02,P1,Relay,6",
                       "C2,Acme,O3,2026-03-02,P1,Relay,7", header=HEADER)
    payments = a_file(tmp_path, "payments.csv", "Customer No.,Payment Date,Amount\nC1,2026-03-20,5\nC2,2026-03-20,7\n")
    before = loaded(home, accounts, lines, payments)

    exclude_account(home, "C1", who="test", at=NOW)
    out = rebuild(home, today=TODAY, who="test", policy=default_policy())
    aside = current(home).rows('select file, "row", code, amount from meta.set_aside_row order by 1, 2')
    left = current(home).rows("select account_id from core.account")
    paid = current(home).rows("select account_id from core.payment")
    exclude_account(home, "C1", who="test", at=NOW, excluded=False)
    back = rebuild(home, today=TODAY, who="test", policy=default_policy())

    assert [str(report.revenue) for report in (before, out, back)] == ["18.00", "7.00", "18.00"]
    assert aside == [("accounts.csv", 2, "excluded_account", None), ("lines.csv", 2, "excluded_account", 5),
                     ("lines.csv", 3, "excluded_account", 6), ("payments.csv", 2, "excluded_account", 5)]
    assert out.tables["order_line"].as_dict() == {"read": 3, "accepted": 1, "rejected": 0, "set_aside": 2}
    assert (left, paid) == ([("C2",)], [("C2",)])
    assert [bool(noted(report.notes, "pseudo_account_proposed")) for report in (before, out, back)] == [
        True, False, False]


def test_lines_without_an_account_go_with_the_head_of_an_account_taken_out(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    heads = a_file(tmp_path, "orders.csv", "Order No.,Customer No.,Order Date\nO1,C1,2026-03-02\nO2,C2,2026-03-02\n")
    lines = lines_file(tmp_path, "O1,P1,2,10", "O2,P1,3,10", header="Order No.,Product No.,Quantity,Unit Price")
    exclude_account(home, "C1", who="test", at=NOW)

    report = loaded(home, heads, lines)

    assert current(home).rows("select account_id, amount from core.order_line") == [("C2", 30)]
    assert report.tables["order_line"].as_dict() == {"read": 2, "accepted": 1, "rejected": 0, "set_aside": 1}
    assert report.tables["order_header"].as_dict() == {"read": 2, "accepted": 1, "rejected": 0, "set_aside": 1}


def test_fees_among_the_products_are_named_and_count(tmp_path: Path) -> None:
    products = [("POST", "POSTAGE", 18), ("D", "Discount", -5), ("M", "Manual", 3),
                ("BANK CHARGES", "Bank Charges", 15), ("F1", "运费", 12), ("F2", "银行手续费", 2), ("F3", "折扣", -1),
                ("AMAZONFEE", "AMAZON FEE", 4), ("P1", "Postage stamp album", 100), ("P2", "折扣柜", 100),
                ("P3", "Coffee", 100)]
    lines = lines_file(tmp_path, *(f"C1,Acme,O1,2026-03-02,{code},{name},{amount}" for code, name, amount in products),
                       header=HEADER)

    with taken_in(tmp_path, lines) as (build, core):
        revenue = build.one("select sum(amount) from core.order_line")

    assert noted(core.notes, "fees_among_products") == [
        (8, {"products": "AMAZONFEE (AMAZON FEE); BANK CHARGES; D (Discount); F1 (运费); F2 (银行手续费); F3 (折扣); "
                         "M (Manual); POST (POSTAGE)", "amount": 48})]
    assert revenue == (348,)


def test_a_name_of_several_ids_is_named_with_them_and_never_merged(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, "C1,Twin,O1,2026-03-02,P1,Relay,5", "C2,TWIN,O2,2026-03-02,P1,Relay,6",
                       "C3,Acme,O3,2026-03-02,P1,Relay,7", header=HEADER)

    with taken_in(tmp_path, lines) as (build, core):
        accounts = build.rows("select account_id from core.account order by 1")

    assert accounts == [("C1",), ("C2",), ("C3",)]
    assert noted(core.notes, "name_with_several_ids") == [(1, {"names": "TWIN (C1, C2)"})]


def test_an_order_number_under_several_accounts_is_named_and_is_an_order_of_each(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    lines = lines_file(tmp_path, "C1,Acme,O1,2026-03-02,P1,Relay,5", "C2,Bolt,O1,2026-03-02,P1,Relay,6",
                       "C2,Bolt,O2,2026-03-02,P1,Relay,7", header=HEADER)

    report = loaded(home, lines)

    assert noted(report.notes, "order_under_several_accounts") == [(1, {"orders": "O1 (C1, C2)"})]
    assert current(home).rows("select account_id, orders from mart.account order by 1") == [("C1", 1), ("C2", 2)]


def test_of_many_order_numbers_under_several_accounts_the_first_are_named_and_all_are_counted(tmp_path: Path) -> None:
    lines = lines_file(tmp_path, *(f"C{account},Acme {account},O{order},2026-03-02,P1,Relay,5"
                                   for order in range(1, 8) for account in range(1, 8)), header=HEADER)

    with taken_in(tmp_path, lines) as (_, core):
        found = noted(core.notes, "order_under_several_accounts")

    accounts = "C1, C2, C3, C4, C5, …"
    assert found == [(7, {"orders": "; ".join(f"O{order} ({accounts})" for order in range(1, 6)) + "; …"})]
