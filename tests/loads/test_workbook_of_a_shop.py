"""A shop's workbook: sales under titles, returns, salespeople and customers in sheets of their own."""

from pathlib import Path

from kadash.loads import FileGiven
from tests.intake.read.workbooks import Sheets, saved
from tests.loads.builders import taken_in

SHEETS: Sheets = {
    "销售明细": [
        ["某某家居 2025年度销售流水"], ["制表人：王会计", None, "导出时间：2026-01-05"],
        ["单据日期", "销售单号", "客户编码", "客户名称", "商品编码", "数量", "单价(元)", "金额(元)", "业务员编号"],
        ["2025年3月1日", "XS1", "K1", "宏发", "P1", 2, 50.25, 100.5, "Y01"],
        ["2025/03/02", "XS2", "K2", "立信", "P2", 1, 70.25, 70.25, "Y02"],
        ["合计", None, None, None, None, 3, None, 170.75, None]],
    "退货明细": [["退货日期", "退货单号", "原销售单号", "客户编码", "商品编码", "退货数量", "退货金额(元)"],
             ["2025/03/09", "TH1", "XS1", "K1", "P1", 1, 50.25]],
    "业务员": [["业务员编号", "姓名", "部门"], ["Y01", "赵磊", "一部"], ["Y02", "钱芳", "二部"]],
    "客户资料": [["客户编码", "客户名称", "区域"], ["K1", "宏发", "华东"], ["K2", "立信", "华南"]],
}


def a_workbook(folder: Path) -> FileGiven:
    path = saved(folder, SHEETS, name="零售台账.xlsx")
    return FileGiven(path, path.name)


def test_returns_are_taken_off_salespeople_are_named_and_no_customers(tmp_path: Path) -> None:
    with taken_in(tmp_path, a_workbook(tmp_path)) as (build, core):
        lines = build.rows("select order_id, account_id, quantity::double, amount::double, owner from core.order_line "
                           "order by order_date")
        accounts = build.rows("select account_id, account_name, owner from core.account order by 1")

    assert lines == [("XS1", "K1", 2, 100.5, "赵磊"), ("XS2", "K2", 1, 70.25, "钱芳"), ("TH1", "K1", -1, -50.25, None)]
    assert accounts == [("K1", "宏发", "赵磊"), ("K2", "立信", "钱芳")]
    assert ("owners_named", 2) in [(note.code, note.count) for note in core.notes]
    assert "tables_not_used" not in [note.code for note in core.notes]
    assert [(entry.counts.read, entry.counts.accepted, entry.counts.set_aside) for entry in core.entries] == [
        (3, 2, 1), (1, 1, 0), (2, 0, 2), (2, 2, 0)]
