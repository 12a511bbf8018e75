"""Writes order lines by the million, seeded, with totals that are known: what `make bench` loads.

    python bench/generate.py --lines 10000000 --form en --out /tmp/lines.csv

The English form is a plain UTF-8 CSV. The Chinese form is GB18030 with ¥1,234.50, 3.2万, 2025年3月1日 and one bad row
in a thousand. Both have the same rows for the same seed (bad cells aside). JSON on standard output says what a correct
load must find: every row counted, the sum of the good ones to the cent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Form = Literal["en", "zh"]
Ints = NDArray[np.int64]

LAST_DAY = date(2026, 9, 30)
DAYS = 5 * 365
LINES_AN_ACCOUNT = 50
CHUNK_LINES = 250_000
BAD_SHARE = 0.001
PRODUCTS = 800
OWNERS, REGIONS = 48, 8
CATEGORIES = {
    "Breakers": "断路器", "Contactors": "接触器", "Relays": "继电器", "Terminals": "接线端子", "Cables": "控制电缆",
    "Sensors": "传感器", "Drives": "变频器", "Enclosures": "配电箱", "Switches": "开关", "Lighting": "照明",
}
HEADERS = {
    "en": "Order Number,Line,Order Date,Account Number,Product Code,Product Category,Quantity,List Price,Unit Price,"
          "Net Value,Cost,Freight",
    "zh": "单据编号,行号,订单日期,客户编号,物料编码,物料分类,数量,目录价,无税单价,无税金额,成本金额,运费",
}
WAN_CENTS = 1_000_000


@dataclass
class Totals:
    """What a correct load finds. Money in whole cents while counting."""

    lines: int = 0
    bad_rows: int = 0
    bad_amount: int = 0
    bad_date: int = 0
    bad_account: int = 0
    amount_cents: int = 0
    cost_cents: int = 0
    quantity: int = 0
    orders: int = 0

    def as_json(self) -> str:
        """One JSON object: counts, and money of the good rows as decimal text."""
        facts = asdict(self) | {
            "good_rows": self.lines - self.bad_rows,
            "revenue": f"{self.amount_cents // 100}.{self.amount_cents % 100:02d}",
            "cost": f"{self.cost_cents // 100}.{self.cost_cents % 100:02d}",
        }
        return json.dumps(facts)


@dataclass(frozen=True)
class Chunk:
    """Some order lines as arrays, one element a line; `bad` is 0 for a good row, else 1 amount, 2 date, 3 account."""

    order: Ints
    line_no: Ints
    day: Ints
    account: Ints
    product: Ints
    quantity: Ints
    list_cents: Ints
    price_cents: Ints
    cost_cents: Ints
    freight_cents: Ints
    bad: Ints


def generate(lines: int, form: Form, out: Path, seed: int = 7, accounts: int | None = None,
             days: int | None = None) -> Totals:
    """Writes the file in chunks, memory bounded whatever `lines`, and gives the totals of its good rows.

    days: so many up to LAST_DAY, DAYS unless told otherwise.
    """
    accounts = accounts or accounts_of(lines)
    totals = Totals()
    with out.open("wb") as file:
        file.write((HEADERS[form] + "\n").encode("gb18030" if form == "zh" else "utf-8"))
        for chunk in _chunks(lines, accounts, seed, days or DAYS):
            _write(chunk, form, file)
            _count(chunk, form, totals)
    return totals


def accounts_of(lines: int) -> int:
    """How many accounts have so many lines, unless told otherwise."""
    return max(100, lines // LINES_AN_ACCOUNT)


def generate_accounts(accounts: int, out: Path) -> None:
    """Writes an English file of the accounts of such lines: a name, one of OWNERS owners, and the owner's region."""
    with out.open("w", encoding="utf-8") as file:
        file.write("Account Number,Account Name,Account Owner,Region\n")
        for number in range(accounts):
            owner = number * 7919 % OWNERS
            file.write(f"A{number:07d},Company {number},Owner {owner:02d},Region {owner % REGIONS}\n")


def _chunks(lines: int, accounts: int, seed: int, days: int) -> Iterator[Chunk]:
    """The file from its first day to its last: each chunk covers its share of the calendar."""
    rng = np.random.default_rng(seed)
    price_list = np.round(np.exp(rng.normal(4.2, 1.1, PRODUCTS)) * 100).astype(np.int64) + 50
    first_order, first_day = 1, DAYS - days
    for start in range(0, lines, CHUNK_LINES):
        count = min(CHUNK_LINES, lines - start)
        of_days = first_day + start * days // lines, first_day + (start + count) * days // lines
        chunk = _chunk(rng, count, of_days, accounts, price_list, first_order)
        first_order = int(chunk.order[-1]) + 1
        yield chunk


def _chunk(rng: np.random.Generator, count: int, of_days: tuple[int, int], accounts: int, price_list: Ints,
           first_order: int) -> Chunk:
    starts = rng.uniform(size=count) < 0.8
    starts[0] = True
    order_of = np.cumsum(starts) - 1
    orders = int(order_of[-1]) + 1
    line_no = np.arange(count) - np.flatnonzero(starts)[order_of] + 1
    day = np.sort(rng.integers(of_days[0], max(of_days[0] + 1, of_days[1]), orders))
    account = (rng.beta(0.9, 1.1, orders) * accounts).astype(np.int64)
    product = rng.integers(0, PRODUCTS, count)
    quantity = np.ceil(rng.exponential(14, count)).astype(np.int64)
    list_cents = price_list[product]
    price_cents = list_cents * (1000 - rng.integers(0, 300, count)) // 1000
    cost_cents = quantity * (list_cents * 58 // 100)
    wan = rng.uniform(size=count) < 0.02  # whole hundreds of yuan, so that 3.2万 is exact
    quantity = np.where(wan, 100, quantity)
    price_cents = np.where(wan, np.maximum(10_000, price_cents // 100 * 100), price_cents)
    list_cents = np.maximum(list_cents, price_cents)
    cost_cents = np.where(wan, 100 * (price_cents * 66 // 100), cost_cents)
    freight_cents = 600 + rng.integers(0, 2500, count)
    bad = np.where(rng.uniform(size=count) < BAD_SHARE, rng.integers(1, 4, count), 0)
    return Chunk(order_of + first_order, line_no, day[order_of], account[order_of], product, quantity, list_cents,
                 price_cents, cost_cents, freight_cents, bad)


def _count(chunk: Chunk, form: Form, totals: Totals) -> None:
    bad = chunk.bad if form == "zh" else np.zeros_like(chunk.bad)
    good = bad == 0
    totals.lines += len(bad)
    totals.bad_rows += int((~good).sum())
    totals.bad_amount += int((bad == 1).sum())
    totals.bad_date += int((bad == 2).sum())
    totals.bad_account += int((bad == 3).sum())
    totals.amount_cents += int((chunk.quantity * chunk.price_cents)[good].sum())
    totals.cost_cents += int(chunk.cost_cents[good].sum())
    totals.quantity += int(chunk.quantity[good].sum())
    totals.orders = int(chunk.order[-1])


def _write(chunk: Chunk, form: Form, file: BinaryIO) -> None:
    """The chunk as text, columns joined by pyarrow: no Python object a row."""
    columns = [
        _coded("SO", chunk.order, 8), _digits(chunk.line_no), _dates(chunk, form), _accounts(chunk, form),
        _coded("P", chunk.product, 4), _categories(chunk, form), _digits(chunk.quantity),
        *(_money(cents, form) for cents in (chunk.list_cents, chunk.price_cents)),
        _amounts(chunk, form), _money(chunk.cost_cents, form), _money(chunk.freight_cents, form),
    ]
    rows = pc.binary_join_element_wise(*columns, ",")
    text = pc.binary_join(pa.ListArray.from_arrays([0, len(rows)], rows), "\n")[0].as_py() + "\n"
    file.write(text.encode("gb18030" if form == "zh" else "utf-8"))


def _digits(numbers: Ints) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def _coded(letters: str, numbers: Ints, width: int) -> pa.Array:
    return pc.binary_join_element_wise(letters, pc.utf8_lpad(_digits(numbers), width, "0"), "")


def _dates(chunk: Chunk, form: Form) -> pa.Array:
    """2026-09-30, or 2026年9月30日; a bad one has a thirteenth month."""
    first = LAST_DAY - timedelta(days=DAYS - 1)
    days = [first + timedelta(days=number) for number in range(DAYS)]
    if form == "en":
        return pa.array([str(day) for day in days]).take(pa.array(chunk.day))
    texts = pa.array([f"{day.year}年{day.month}月{day.day}日" for day in days]).take(pa.array(chunk.day))
    return pc.if_else(pa.array(chunk.bad == 2), "2025年13月41日", texts)


def _accounts(chunk: Chunk, form: Form) -> pa.Array:
    accounts = _coded("A", chunk.account, 7)
    return pc.if_else(pa.array(chunk.bad == 3), "", accounts) if form == "zh" else accounts


def _categories(chunk: Chunk, form: Form) -> pa.Array:
    words = CATEGORIES.values() if form == "zh" else CATEGORIES.keys()
    return pa.array(list(words)).take(pa.array(chunk.product % len(CATEGORIES)))


def _amounts(chunk: Chunk, form: Form) -> pa.Array:
    """Net value; in Chinese whole hundreds from 10,000 yuan on are written 3.25万, and bad ones are no number."""
    cents = chunk.quantity * chunk.price_cents
    if form == "en":
        return _money(cents, form)
    whole = (cents >= WAN_CENTS) & (cents % 10_000 == 0)
    wan = pc.binary_join_element_wise(
        _digits(cents // WAN_CENTS), ".", pc.utf8_lpad(_digits(cents % WAN_CENTS // 10_000), 2, "0"), "万", "")
    return pc.if_else(pa.array(chunk.bad == 1), "待定", pc.if_else(pa.array(whole), wan, _money(cents, form)))


def _money(cents: Ints, form: Form) -> pa.Array:
    """1234.50, or "¥1,234.50" with its thousands and quotes."""
    small = pc.utf8_lpad(_digits(cents % 100), 2, "0")
    yuan = cents // 100
    if form == "en":
        return pc.binary_join_element_wise(_digits(yuan), small, ".")
    plain = pc.binary_join_element_wise("¥", _digits(yuan), ".", small, "")
    if not (yuan >= 1000).any():
        return plain
    ones = pc.utf8_lpad(_digits(yuan % 1000), 3, "0")
    thousands = pc.binary_join_element_wise('"¥', _digits(yuan // 1000), ",", ones, ".", small, '"', "")
    thousands_of = pc.utf8_lpad(_digits(yuan // 1000 % 1000), 3, "0")
    millions = pc.binary_join_element_wise(
        '"¥', _digits(yuan // 1_000_000), ",", thousands_of, ",", ones, ".", small, '"', "")
    return pc.case_when(
        pa.StructArray.from_arrays([pa.array(yuan < 1000), pa.array(yuan < 1_000_000)], ["small", "medium"]),
        plain, thousands, millions)


def main(arguments: list[str]) -> int:
    """The command line; prints the totals as JSON."""
    parser = argparse.ArgumentParser(description="Order lines by the million, seeded, with known totals.")
    parser.add_argument("--lines", type=int, required=True)
    parser.add_argument("--form", choices=("en", "zh"), default="en")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--accounts", type=int, default=None, help="default: one for every 50 lines")
    parser.add_argument("--accounts-file", type=Path, help="a file of the accounts beside, with owners and regions")
    given = parser.parse_args(arguments)
    if given.accounts_file is not None:
        generate_accounts(given.accounts or accounts_of(given.lines), given.accounts_file)
    print(generate(given.lines, given.form, given.out, given.seed, given.accounts).as_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
