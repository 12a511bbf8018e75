"""The two dialects describe one company: same rows, same figures, words that map one to one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from kadash.sample import SampleCompany
from kadash.sample.columns import SHOWN, Table
from tests.sample.reading import IN_WAN, cents, day, read_chinese, read_english

TABLES: tuple[Table, ...] = (
    "accounts", "order_lines", "receivables", "service_events", "quotes", "contracts", "survey",
)


def _figures(rows: pd.DataFrame, table: Table, dialect: str) -> pd.DataFrame:
    """The rows with codes and numbers under the truth's column names: money in cents, dates in ISO, words left out."""
    read = {}
    for shown in SHOWN[table]:
        header = shown.zh if dialect == "zh" else shown.en
        texts = rows[header].to_list()
        if shown.form == "date":
            read[shown.column] = [day(text) for text in texts]
        elif shown.form in ("cents", "yuan", "yuan_in_wan"):
            read[shown.column] = [cents(text, wan=header in IN_WAN) for text in texts]
        elif shown.form == "number":
            read[shown.column] = [float(text) if text else None for text in texts]
        elif shown.column.endswith("_id"):
            read[shown.column] = texts
    return pd.DataFrame(read)


@pytest.mark.parametrize("table", TABLES)
def test_both_dialects_have_the_same_rows_codes_dates_and_amounts(table: Table, english: Path, chinese: Path) -> None:
    in_english = _figures(read_english(english, table), table, "en")
    in_chinese = _figures(read_chinese(chinese, table)[0].reset_index(drop=True), table, "zh")

    pd.testing.assert_frame_equal(in_english, in_chinese)


@pytest.mark.parametrize("dialect", ["en", "zh"])
def test_sums_by_account_and_month_are_the_truth_to_the_cent(
    dialect: str, english: Path, chinese: Path, truth: SampleCompany
) -> None:
    rows = read_english(english, "order_lines") if dialect == "en" else read_chinese(chinese, "order_lines")[0]
    read = _figures(rows, "order_lines", dialect)
    money = ["amount_cents", "cost_cents", "freight_cents", "commission_cents", "rebate_cents"]

    by_month = read.groupby(["account_id", read["order_date"].str[:7]])[money].sum()

    lines = truth.order_lines
    expected = lines.groupby(["account_id", lines["order_date"].dt.strftime("%Y-%m")])[money].sum()
    assert by_month.to_numpy().tolist() == expected.to_numpy().tolist()
    assert by_month.index.to_list() == expected.index.to_list()


@pytest.mark.parametrize("table", TABLES)
def test_every_word_has_one_word_in_the_other_dialect(table: Table, english: Path, chinese: Path) -> None:
    in_english, in_chinese = read_english(english, table), read_chinese(chinese, table)[0]

    for shown in SHOWN[table]:
        if shown.words or shown.column == "product_name":
            pairs = set(zip(in_english[shown.en], in_chinese[shown.zh], strict=True))
            assert len(pairs) == len({en for en, _ in pairs}) == len({zh for _, zh in pairs}), shown.en


@pytest.mark.parametrize("table", [table for table in TABLES if table != "survey"])
def test_a_chinese_totals_row_holds_the_sum_of_each_money_column(table: Table, chinese: Path) -> None:
    rows, totals = read_chinese(chinese, table)

    assert totals is not None
    summed = [shown.zh for shown in SHOWN[table] if totals[shown.zh] not in ("", "合计")]
    assert summed
    for header in summed:
        column = [cents(text, wan=header in IN_WAN) or 0 for text in rows[header]]
        assert cents(totals[header], wan=header in IN_WAN) == sum(column), header


def test_chinese_files_are_as_a_chinese_erp_writes_them(chinese: Path) -> None:
    orders = (chinese / "销售订单明细.csv").read_bytes()
    invoices = (chinese / "应收账款.csv").read_bytes().decode("gb18030").splitlines()
    quotes = read_chinese(chinese, "quotes")[0]["报价金额"]

    with pytest.raises(UnicodeDecodeError):
        orders.decode("utf-8")
    second = orders.decode("gb18030").splitlines()[1]
    assert "年" in second and "¥" in second
    assert invoices[:2] == ["明合电气有限公司 应收账款明细表", "单位：元"]
    assert quotes.str.endswith("万").any() and quotes.str.startswith("¥").any()


def test_account_numbers_keep_their_leading_zeros(english: Path, chinese: Path) -> None:
    for rows, header in ((read_english(english, "accounts"), "Account Number"),
                         (read_chinese(chinese, "accounts")[0], "客户编号")):
        assert rows[header].str.fullmatch(r"01\d{4}").all()
