"""The company's exports: CSV files as an ERP writes them, in English or in Chinese."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.worlds.world import World

HEADERS = {
    "account_id": ("Customer No.", "客户编号"), "account_name": ("Customer Name", "客户名称"),
    "order_id": ("Order No.", "订单号"), "day": ("Order Date", "订单日期"), "product_id": ("Item Code", "产品编码"),
    "category": ("Product Group", "产品类别"), "list_price": ("List Price", "标价"), "quantity": ("Qty", "数量"),
    "unit_price": ("Unit Price", "单价"), "amount": ("Net Amount", "金额"), "cost": ("Cost", "成本"),
    "freight": ("Freight", "运费"), "invoice_day": ("Invoice Date", "开票日期"), "due": ("Due Date", "到期日"),
    "paid": ("Payment Date", "收款日期"), "invoice_id": ("Invoice No.", "发票号"),
    "invoice_amount": ("Invoice Amount", "发票金额"), "event_day": ("Date Opened", "受理日期"),
    "event_id": ("Ticket No.", "工单编号"), "kind": ("Ticket Type", "服务类型"), "hours": ("Hours", "工时"),
    "event_cost": ("Service Cost", "服务成本"),
}
KINDS = {"Support": "技术支持", "Training": "培训", "Complaint": "投诉"}


def write_exports(world: World, folder: Path) -> list[Path]:
    """The files of a company: orders, accounts, and invoices and tickets where it keeps them."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = world.plan
    lines = ["order_id", "day", "account_id", "product_id", "category", "quantity", "unit_price", "amount"]
    lines += ["cost"] * plan.costs + ["list_price"] * plan.list_prices + ["freight"] * plan.freight
    files = [
        _write(world, world.accounts, ["account_id", "account_name"], folder / "customers.csv"),
        _write(world, world.lines.sort_values("day"), lines, folder / "sales.csv"),
    ]
    if plan.receivables:
        bills = world.invoices.rename(columns={"day": "invoice_day", "amount": "invoice_amount"})
        bills = bills.sort_values("invoice_day").assign(invoice_id=[f"INV{n:06d}" for n in range(len(bills))])
        shown = ["invoice_id", "account_id", "invoice_day", "due", "invoice_amount", "paid"]
        files.append(_write(world, bills, shown, folder / "invoices.csv"))
    if plan.service != "none":
        files.append(_write(world, _tickets(world), _ticket_columns(world), folder / "tickets.csv"))
    return files


def _tickets(world: World) -> pd.DataFrame:
    tickets = world.events.rename(columns={"day": "event_day"}).sort_values("event_day")
    return tickets.assign(
        event_id=[f"T{n:06d}" for n in range(len(tickets))], event_cost=(tickets["hours"] * 200.0).round(2),
        kind=tickets["kind"].map(KINDS) if world.plan.dialect == "zh" else tickets["kind"],
    )


def _ticket_columns(world: World) -> list[str]:
    told = {"cost": ["event_cost"], "hours": ["hours"], "kind": []}[world.plan.service]
    return ["event_id", "account_id", "event_day", "kind", *told]


def _write(world: World, rows: pd.DataFrame, columns: list[str], path: Path) -> Path:
    language = 1 if world.plan.dialect == "zh" else 0
    shown = rows[columns].rename(columns={name: HEADERS[name][language] for name in columns})
    shown.to_csv(path, index=False, encoding="utf-8-sig" if language else "utf-8", date_format="%Y-%m-%d")
    return path
