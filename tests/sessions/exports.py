"""Exports of a made-up company: one file a table, an account a story, so that every page has something to show."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AS_OF = dt.date(2026, 9, 30)
MONTHS = 36
STORIES = ("grows", "large", "loses", "melts", "gone", "silent", "late", "over_limit", "burden", "giant", "less",
           "ending", "unhappy", "complains", "quotes", "prospect")
GOODS = (("P1", "Valve", "Valves"), ("P2", "Pump", "Pumps"), ("P3", "Filter", "Filters"))
Row = Sequence[Any]


@dataclass(frozen=True)
class Made:
    """An account to write: `factor` times the money of its story.

    said: what stands wherever people write freely: notes, subjects of visits, who answered, who else offered.
    goods: (number, name, category) of what it buys.
    """

    number: str
    name: str
    owner: str
    region: str
    story: str
    factor: int = 1
    industry: str = "Steel"
    said: str = "said"
    goods: tuple[tuple[str, str, str], ...] = GOODS


def write_exports(folder: Path, stem: str, some: list[Made]) -> Iterator[Path]:
    """One CSV file a table, `stem` in its name."""
    tables = {
        "accounts": ("account_id,account_name,industry,region,owner,created_date,credit_limit,payment_terms_days,note",
                     [row for one in some for row in _account(one)]),
        "orders": ("order_id,line_no,account_id,order_date,product_id,product_name,category,quantity,list_price,"
                   "unit_price,amount,cost,promised_date,delivered_date", [row for one in some for row in _lines(one)]),
        "invoices": ("account_id,invoice_id,invoice_date,due_date,amount,paid_date,paid_amount",
                     [row for one in some for row in _invoices(one)]),
        "events": ("account_id,event_id,event_date,kind,severity,subject,closed_date,cost,hours",
                   [row for one in some for row in _events(one)]),
        "quotes": ("account_id,quote_id,quote_date,amount,outcome,competitor,category",
                   [row for one in some for row in _quotes(one)]),
        "contracts": ("account_id,contract_id,kind,start_date,end_date,value",
                      [row for one in some for row in _contracts(one)]),
        "surveys": ("account_id,response_date,driver,score,expectation,importance,respondent,scale_max",
                    [row for one in some for row in _answers(one)]),
    }
    for name, (head, rows) in tables.items():
        file = folder / f"{stem}_{name}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([head.split(","), *rows])
        yield file


def _account(one: Made) -> Iterator[Row]:
    limit = 500 if one.story == "over_limit" else 100_000
    yield (one.number, one.name, one.industry, one.region, one.owner, "2023-01-05", limit * one.factor, 30, one.said)


def _lines(one: Made) -> Iterator[Row]:
    if one.story in ("crowd", "prospect"):
        yield from [_line(one, MONTHS - 3, 1, 61.0, 0.7)] if one.story == "crowd" else []
        return
    for month in range(MONTHS):
        if (one.story == "gone" and month > 20) or (one.story == "silent" and month > 29):
            continue
        amount = {"large": 900.0, "grows": 100.0 * 1.04 ** month}.get(one.story, 200.0)
        amount = 9000.0 if one.story == "giant" and month == 30 else amount
        cost = {"loses": 1.15, "melts": 0.55 if month < 24 else 0.78}.get(one.story, 0.62)
        for at in (1, 2) if one.story != "less" or month < 24 else (1,):
            yield _line(one, month, at, amount * at, cost)


def _line(one: Made, month: int, at: int, amount: float, cost: float) -> Row:
    day = _day(month, 3 + int(one.number[-2:]) % 20)
    net = round(amount * one.factor + 0.37, 2)
    number, name, category = one.goods[at - 1]
    return (f"O-{one.number}-{month}", at, one.number, day, number, name, category, 10, round(net / 9, 4), net / 10,
            net, round(net * cost, 2), day + dt.timedelta(days=9), day + dt.timedelta(days=8 + month % 4))


def _invoices(one: Made) -> Iterator[Row]:
    for line in _lines(one):
        if line[1] != 1:
            continue
        late = 70 if one.story == "late" else 5
        due = line[3] + dt.timedelta(days=30)
        paid = due + dt.timedelta(days=late)
        is_paid = paid <= AS_OF and not (one.story in ("late", "over_limit") and line[3] > dt.date(2026, 5, 1))
        yield (one.number, f"I-{line[0]}", line[3], due, line[10], *((paid, line[10]) if is_paid else ("", "")))


def _events(one: Made) -> Iterator[Row]:
    many = {"burden": 12, "complains": 3, "unhappy": 2, "crowd": 0}.get(one.story, 1)
    for i in range(many):
        kind, closed = ("complaint", "") if one.story == "complains" else ("service", _day(MONTHS - 1 - i, 20))
        yield (one.number, f"E-{one.number}-{i}", _day(MONTHS - 1 - i, 12), kind, "high", one.said, closed,
               70 * one.factor, 3)


def _quotes(one: Made) -> Iterator[Row]:
    for i in range(2 if one.story in ("quotes", "large", "prospect") else 0):
        yield (one.number, f"Q-{one.number}-{i}", _day(MONTHS - 1 - i, 10), 400 * one.factor, ("open", "lost")[i],
               one.said, one.goods[2][2])


def _contracts(one: Made) -> Iterator[Row]:
    if one.story in ("ending", "large"):
        yield (one.number, f"K-{one.number}", "frame", "2025-01-01",
               "2026-11-15" if one.story == "ending" else "2028-01-01", 5000 * one.factor)


def _answers(one: Made) -> Iterator[Row]:
    for driver in ("reliability", "quality", "value", "recommend") if one.story in ("unhappy", "large") else ():
        yield (one.number, "2026-06-10", driver, 2 if one.story == "unhappy" else 9, 8, 7, one.said, 10)


def _day(month: int, day: int) -> dt.date:
    """A day of the month that is so many months after October 2023."""
    years, months = divmod(9 + month, 12)
    return dt.date(2023 + years, months + 1, day)
