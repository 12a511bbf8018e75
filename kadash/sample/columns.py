"""The exports' columns: for each table what it shows, under which header in each dialect, and in which form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kadash.sample.company import SampleCompany
from kadash.sample.products import CATEGORIES
from kadash.sample.survey import SCALE_MAX
from kadash.sample.words import (
    ACCOUNT_STATUS,
    CLASSES,
    COMPETITORS,
    CONTRACT_KINDS,
    DRIVERS,
    EVENT_KINDS,
    INDUSTRIES,
    LINE_STATUS,
    OUTCOMES,
    OWNERS,
    REGIONS,
    RESPONDENTS,
    SEVERITIES,
    SUBJECTS,
    YES_NO,
)

Form = Literal["text", "date", "cents", "yuan", "yuan_in_wan", "number"]
"""yuan: whole yuan; yuan_in_wan: the same, but the Chinese dialect writes 万元, and header or title says so."""
CATEGORY_WORDS = {category.en: category.zh for category in CATEGORIES}


@dataclass(frozen=True)
class Shown:
    """A column of an export: the truth's column, its header in each dialect, its form; `words` translate its values."""

    column: str
    en: str
    zh: str
    form: Form = "text"
    words: Mapping[str, str] | None = None


Table = Literal["accounts", "order_lines", "receivables", "service_events", "quotes", "contracts", "survey"]
_ACCOUNT = (Shown("account_id", "Account Number", "客户编号"), Shown("account_name", "Account Name", "客户名称"))

SHOWN: Mapping[Table, tuple[Shown, ...]] = {
    "accounts": (
        *_ACCOUNT,
        Shown("parent_id", "Parent Account", "上级客户"),
        Shown("industry", "Industry", "行业", words=INDUSTRIES),
        Shown("region", "Region", "区域", words=REGIONS),
        Shown("owner", "Account Owner", "客户经理", words=OWNERS),
        Shown("created_date", "Customer since", "建档日期", "date"),
        Shown("declared_class", "ABC class", "客户等级", words=CLASSES),
        Shown("annual_wallet", "Annual wallet", "年采购额(万元)", "yuan_in_wan"),
        Shown("payment_terms_days", "Payment terms", "账期(天)", "number"),
        Shown("credit_limit", "Credit limit", "信用额度(万元)", "yuan_in_wan"),
        Shown("status", "Account Status", "客户状态", words=ACCOUNT_STATUS),
    ),
    "order_lines": (
        Shown("order_id", "Order Number", "单据编号"),
        Shown("line_no", "Line", "行号", "number"),
        Shown("order_date", "Order Date", "订单日期", "date"),
        *_ACCOUNT,
        Shown("product_id", "Product Code", "物料编码"),
        Shown("product_name", "Product Name", "物料名称"),
        Shown("category", "Product Category", "物料分类", words=CATEGORY_WORDS),
        Shown("quantity", "Quantity", "数量", "number"),
        Shown("list_price_cents", "List Price", "目录价", "cents"),
        Shown("unit_price_cents", "Unit Price", "无税单价", "cents"),
        Shown("amount_cents", "Net Value", "无税金额", "cents"),
        Shown("cost_cents", "Cost", "成本金额", "cents"),
        Shown("freight_cents", "Freight", "运费", "cents"),
        Shown("commission_cents", "Commission", "佣金", "cents"),
        Shown("rebate_cents", "Rebate", "返利", "cents"),
        Shown("custom", "Made to order", "定制", words=YES_NO),
        Shown("owner", "Sales Rep", "业务员", words=OWNERS),
        Shown("status", "Document Status", "单据状态", words=LINE_STATUS),
        Shown("promised_date", "Promised date", "交货日期", "date"),
        Shown("delivered_date", "Actual delivery date", "出库日期", "date"),
    ),
    "receivables": (
        Shown("invoice_id", "Invoice Number", "发票号码"),
        *_ACCOUNT,
        Shown("order_id", "Order Number", "订单编号"),
        Shown("invoice_date", "Invoice Date", "开票日期", "date"),
        Shown("due_date", "Due Date", "到期日", "date"),
        Shown("amount_cents", "Invoice Amount", "应收金额", "cents"),
        Shown("paid_date", "Paid on", "收款日期", "date"),
        Shown("paid_cents", "Paid Amount", "已收金额", "cents"),
    ),
    "service_events": (
        Shown("event_id", "Case Number", "工单编号"),
        *_ACCOUNT,
        Shown("event_date", "Opened Date", "受理日期", "date"),
        Shown("kind", "Case Type", "服务类型", words=EVENT_KINDS),
        Shown("severity", "Severity", "严重程度", words=SEVERITIES),
        Shown("subject", "Subject", "主题", words=SUBJECTS),
        Shown("closed_date", "Closed on", "关闭日期", "date"),
        Shown("cost_cents", "Service cost", "服务成本", "cents"),
        Shown("hours", "Hours", "工时", "number"),
        Shown("satisfaction", "Satisfaction", "满意度", "number"),
    ),
    "quotes": (
        Shown("quote_id", "Quote Number", "报价单号"),
        *_ACCOUNT,
        Shown("quote_date", "Quote Date", "报价日期", "date"),
        Shown("category", "Product Category", "产品类别", words=CATEGORY_WORDS),
        Shown("list_amount", "List amount", "目录金额", "yuan"),
        Shown("amount", "Quote total", "报价金额", "yuan"),
        Shown("outcome", "Stage", "阶段", words=OUTCOMES),
        Shown("competitor", "Competitor", "竞争对手", words=COMPETITORS),
    ),
    "contracts": (
        Shown("contract_id", "Contract Number", "合同编号"),
        *_ACCOUNT,
        Shown("kind", "Contract type", "合同类型", words=CONTRACT_KINDS),
        Shown("start_date", "Contract Start Date", "生效日期", "date"),
        Shown("end_date", "Contract End Date", "到期日", "date"),
        Shown("value", "Contract value", "合同金额", "yuan_in_wan"),
        Shown("penalty", "Penalty", "违约金", "yuan_in_wan"),
        Shown("auto_renew", "Auto-renew", "自动续约", words=YES_NO),
    ),
    "survey": (
        *_ACCOUNT,
        Shown("response_date", "Response date", "调查日期", "date"),
        Shown("respondent", "Respondent", "受访人", words=RESPONDENTS),
        Shown("driver", "Driver", "驱动因素", words=DRIVERS),
        Shown("score", "Score", "得分", "number"),
        Shown("expectation", "Expected", "期望值", "number"),
        Shown("scale_max", "Scale", "满分", "number"),
    ),
}


def exported(company: SampleCompany, table: Table, dialect: Literal["en", "zh"]) -> pd.DataFrame:
    """The rows of a table that the ERP shows, names and words in the dialect, values still typed."""
    frame: pd.DataFrame = getattr(company, table)
    if table == "accounts":
        frame = frame[frame["in_master"]].sort_values("account_id", ignore_index=True)
    if table == "order_lines":
        names = company.products[f"name_{dialect}"].to_numpy()
        frame = frame.assign(product_name=names[frame["product"].to_numpy()])
    if table == "survey":
        frame = frame.assign(scale_max=SCALE_MAX)
    frame = frame.assign(account_name=frame[f"name_{dialect}"])
    shown = frame[[shown.column for shown in SHOWN[table]]].copy()
    for column in SHOWN[table]:
        if column.words and dialect == "zh":
            shown[column.column] = shown[column.column].map(column.words)
    return shown
