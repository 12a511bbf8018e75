"""The company as a whole: its size, its calendar, its money, and the noise of real life."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from kadash.sample import SampleCompany, company, write_sample
from tests.sample.measures import contribution_last_year, counted, last_year

TABLES = ("accounts", "order_lines", "receivables", "service_events", "quotes", "contracts", "survey")


def _digests(directory: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in directory.iterdir()}


def test_the_same_seed_writes_the_same_bytes_in_english(english: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "new" / "folder", "en")

    assert _digests(tmp_path / "new" / "folder") == _digests(english)


def test_the_same_seed_writes_the_same_bytes_in_chinese(chinese: Path, tmp_path: Path) -> None:
    written = write_sample(tmp_path, "zh")

    assert _digests(tmp_path) == _digests(chinese)
    assert sorted(path.name for path in written) == [
        "合同与调查.xlsx", "客户档案.xlsx", "应收账款.csv", "报价单.xlsx", "服务工单.xlsx", "销售订单明细.csv",
    ]


def test_another_seed_is_another_company_of_the_same_shape() -> None:
    other = company(seed=1)

    assert len(other.accounts) == 400
    assert counted(other)["amount_cents"].sum() != counted(company(seed=2))["amount_cents"].sum()


def test_it_has_400_accounts_36_months_and_about_60_000_lines(truth: SampleCompany) -> None:
    months = truth.order_lines["order_date"].dt.to_period("M")

    assert len(truth.accounts) == 400
    assert 58_000 <= len(truth.order_lines) <= 62_000
    assert (str(months.min()), str(months.max()), months.nunique()) == ("2023-10", "2026-09", 36)
    assert truth.order_lines["order_date"].max() == pd.Timestamp("2026-09-30")


def test_nothing_that_happened_lies_after_the_last_day(truth: SampleCompany) -> None:
    happened = [
        truth.order_lines["order_date"], truth.order_lines["delivered_date"], truth.receivables["invoice_date"],
        truth.receivables["paid_date"], truth.service_events["event_date"], truth.service_events["closed_date"],
        truth.quotes["quote_date"], truth.survey["response_date"], truth.accounts["created_date"],
        truth.contracts["start_date"],
    ]

    assert all(dates.max() <= pd.Timestamp("2026-09-30") for dates in happened)


def test_order_lines_have_keys_and_add_up(truth: SampleCompany) -> None:
    lines = truth.order_lines

    assert not lines.duplicated(["account_id", "order_id", "line_no"]).any()
    assert (lines["amount_cents"] == lines["quantity"] * lines["unit_price_cents"]).all()
    assert lines.groupby(["account_id", "order_id"])["order_date"].nunique().max() == 1
    assert (lines.groupby("order_id")["account_id"].nunique() > 1).any(), "numbers repeat across accounts"


def test_an_invoice_is_its_order_without_cancelled_lines(truth: SampleCompany) -> None:
    orders = counted(truth).groupby(["account_id", "order_id"])["amount_cents"].sum()
    billed = truth.receivables.set_index(["account_id", "order_id"])["amount_cents"]

    assert (orders.loc[billed.index] == billed).all()


def test_a_few_accounts_make_most_and_the_company_earns_money(truth: SampleCompany) -> None:
    ranked = contribution_last_year(truth).sort_values(ascending=False)
    shares = ranked.cumsum() / ranked.sum()
    lines = last_year(counted(truth))
    costs = lines[["cost_cents", "freight_cents", "commission_cents", "rebate_cents"]].sum().sum()

    assert 0.06 <= shares.iloc[round(len(ranked) * 0.01) - 1] <= 0.12
    assert 0.70 <= shares.iloc[round(len(ranked) * 0.20) - 1] <= 0.86
    assert shares.max() > 1.01, "the curve rises over the whole and falls back: some accounts cost money"
    assert 0.20 <= 1 - costs / lines["amount_cents"].sum() <= 0.30


def test_prices_rise_every_january(truth: SampleCompany) -> None:
    lines = truth.order_lines[truth.order_lines["custom"].eq("No") & truth.order_lines["status"].ne("Returned")]
    breaker = lines[lines["product_id"].eq("10003")]

    by_year = breaker.groupby(breaker["order_date"].dt.year)["list_price_cents"].agg(["nunique", "first"])

    assert by_year["nunique"].to_list() == [1, 1, 1, 1]
    assert by_year["first"].is_monotonic_increasing


def test_real_life_is_not_tidy(truth: SampleCompany) -> None:
    accounts, lines = truth.accounts, truth.order_lines
    returned, cancelled = lines["status"].eq("Returned"), lines["status"].eq("Cancelled")

    assert 0.005 < returned.mean() < 0.03 and (lines.loc[returned, "quantity"] < 0).all()
    assert 0.003 < cancelled.mean() < 0.02
    assert lines["list_price_cents"].isna().any() and lines["delivered_date"].isna().any()
    assert accounts["owner"].isna().sum() == 7
    assert accounts["credit_limit"].isna().any() and accounts["annual_wallet"].isna().any()
    assert (~accounts["in_master"]).sum() == 2
    assert accounts["name_en"].duplicated().sum() == 1, "two codes under one name"
    assert truth.receivables["paid_date"].isna().any()


@pytest.mark.parametrize("table", TABLES)
def test_every_row_belongs_to_a_known_account(table: str, truth: SampleCompany) -> None:
    frame: pd.DataFrame = getattr(truth, table)

    assert len(frame) > 0
    assert frame["account_id"].isin(truth.accounts["account_id"]).all()
