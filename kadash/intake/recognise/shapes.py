"""What makes a table one of the canonical ones: what it must have and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

ACCOUNT = ("account_id", "account_name")


@dataclass(frozen=True)
class Shape:
    """`needs`: of each group one alternative, where `a+b` wants both; `tells`: fields that hardly any other table has.

    `key`: fields of which one should be different in every row. `label`: words of file and sheet names.
    """

    needs: tuple[tuple[str, ...], ...]
    tells: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    label: tuple[str, ...] = ()


SHAPES: MappingProxyType[str, tuple[Shape, ...]] = MappingProxyType({
    "order_line": (
        Shape(
            (ACCOUNT, ("order_date",), ("amount", "quantity+unit_price", "amount_with_tax")),
            ("product_id", "product_name", "quantity", "unit_price", "line_no", "discount_rate", "cost", "margin",
             "order_id", "amount_with_tax"),
            label=("order", "sales", "line", "transaction", "销售", "订单", "明细", "出库", "发货"),
        ),
        Shape(  # lines whose account and date stand in the order's head
            (("order_id",), ("product_id", "product_name"), ("quantity+unit_price", "amount", "amount_with_tax")),
            ("quantity", "unit_price", "line_no", "discount_rate", "cost"),
            label=("order", "detail", "line", "item", "明细", "分录"),
        ),
    ),
    "order_header": (Shape(
        (("order_id",), ACCOUNT, ("order_date",)), ("status", "promised_date", "delivered_date"), ("order_id",),
        ("order", "header", "订单", "表头"),
    ),),
    "receivable": (Shape(
        (ACCOUNT, ("amount",), ("due_date", "invoice_date")), ("due_date", "paid_date", "paid_amount", "invoice_id"),
        ("invoice_id",), ("receivable", "invoice", "ageing", "aging", "debtor", "应收", "账款", "发票", "账龄"),
    ),),
    "payment": (Shape(
        (ACCOUNT, ("payment_date",), ("amount",)), ("payment_date", "method"), (),
        ("payment", "receipt", "collection", "收款", "回款", "到账", "付款"),
    ),),
    "service_event": (Shape(
        (ACCOUNT, ("event_date",), ("event_id", "severity", "closed_date", "satisfaction", "kind", "subject", "hours")),
        ("event_id", "severity", "closed_date", "satisfaction", "subject", "hours", "kind"), ("event_id",),
        ("ticket", "case", "service", "support", "complaint", "visit", "issue", "工单", "服务", "投诉", "售后", "报修"),
    ),),
    "quote": (Shape(
        (ACCOUNT, ("quote_date",), ("quote_id", "outcome", "competitor")), ("quote_id", "outcome", "competitor"),
        ("quote_id",), ("quote", "opportunit", "pipeline", "offer", "deal", "报价", "商机", "投标"),
    ),),
    "contract": (Shape(
        (ACCOUNT, ("start_date",), ("end_date", "contract_id", "auto_renew")),
        ("contract_id", "end_date", "penalty", "auto_renew", "value"), ("contract_id",),
        ("contract", "agreement", "subscription", "合同", "协议", "订阅"),
    ),),
    "survey_response": (Shape(
        (ACCOUNT, ("response_date",), ("score",)), ("driver", "expectation", "respondent", "scale_max"), (),
        ("survey", "feedback", "questionnaire", "servqual", "调查", "问卷", "满意度"),
    ),),
    "service_delivery": (Shape(
        (ACCOUNT, ("service_id",), ("start_date",)), ("service_id", "result"), (),
        ("delivery", "value-added", "增值", "交付服务"),
    ),),
    "account": (Shape(
        (ACCOUNT,), ("industry", "region", "owner", "credit_limit", "payment_terms_days", "declared_class",
                     "parent_id", "annual_wallet", "created_date"), ACCOUNT,
        ("account", "customer", "client", "reseller", "crm", "客户", "顾客", "会员", "档案", "往来"),
    ),),
    "product": (Shape(
        (("product_id",), ("product_name", "category", "list_price", "unit_cost")),
        ("list_price", "unit_cost", "category"), ("product_id",),
        ("product", "item", "material", "price", "产品", "商品", "物料", "存货", "价目"),
    ),),
    "exchange_rate": (Shape(
        (("currency",), ("date",), ("rate",)), ("rate",), (), ("rate", "fx", "currency", "汇率"),
    ),),
})
