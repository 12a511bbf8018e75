"""Reading a workbook of 200,000 x 12 against its parser alone: `python -m bench.workbook`, CPU seconds and their ratio.

Both in processes of their own, in turn, the best of several: what the machine does beside it only ever adds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
import tempfile
from pathlib import Path

import python_calamine as calamine
import xlsxwriter

from bench.figures import Figure
from bench.measure import Cost, command
from kadash.intake.read.in_child import RESULT

HEADER = ["Customer No.", "Customer Name", "Order No.", "Line No.", "Order Date", "Product No.", "Product", "Category",
          "Quantity", "Unit Price", "Amount", "Cost"]
TIMES = 3
CPU_SECONDS = "600"
"""What reading may take before it is ended."""


def make_workbook(target: Path, rows: int) -> None:
    """Order lines as an ERP gives them: shared strings, dates with a format, prices with cents."""
    chance = random.Random(7)
    with xlsxwriter.Workbook(str(target)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Orders")
        sheet.write_row(0, 0, HEADER)
        for row in range(1, rows + 1):
            account, product = chance.randrange(3000), chance.randrange(800)
            quantity, price = chance.randrange(1, 40), round(chance.random() * 500, 2)
            sheet.write_row(row, 0, [f"C{account:05}", f"Customer {account} Ltd", f"SO-{row // 3:07}", row % 3 + 1])
            sheet.write_datetime(row, 4, dt.datetime(2023, 1, 1) + dt.timedelta(days=chance.randrange(1300)), day)
            sheet.write_row(row, 5, [f"P{product:04}", f"Product {product}", f"Category {product % 12}", quantity,
                                     price, round(quantity * price, 2), round(quantity * price * 0.7, 2)])


def workbook_figures(rows: int, folder: Path, times: int = TIMES) -> list[Figure]:
    """Print the parser alone, ours with guard, checks and text tables, and the ratio."""
    file = folder / f"lines.{rows}.xlsx"
    if not file.exists():
        make_workbook(file, rows)
    alone, ours = [], []
    for turn in range(times):
        scratch = folder / f"workbook{turn}"
        scratch.mkdir(exist_ok=True)
        alone.append(command("bench.workbook", "--alone", str(file)))
        ours.append(command("kadash.intake.read.workbook_child", "xlsx", str(file), str(scratch), file.name,
                            CPU_SECONDS))
        _refuse_refusal(scratch / RESULT)
    plain, full = min(alone, key=_cpu), min(ours, key=_cpu)
    print(f"workbook of {rows:,} x {len(HEADER)} (aim: twice its parser alone)\n  {'calamine alone':26} {plain}\n"
          f"  {'kadash, guard and tables':26} {full}  ratio of CPU {full.cpu_s / plain.cpu_s:.2f}")
    return [Figure("XLSX", f"{rows:,} x {len(HEADER)}, guard and tables", full.cpu_s, "CPU-s", "calamine alone",
                   plain.cpu_s, "2", full.peak_mb)]


def _refuse_refusal(result: Path) -> None:
    """A file that was refused was not read."""
    said = json.loads(result.read_text("utf-8"))
    if "error" in said:
        raise ValueError(said)


def _cpu(cost: Cost) -> float:
    return cost.cpu_s


def _alone(file: Path) -> None:
    """Every row of every sheet as Python objects, and nothing done with them."""
    workbook = calamine.CalamineWorkbook.from_path(str(file))
    for name in workbook.sheet_names:
        for _ in workbook.get_sheet_by_name(name).iter_rows():
            pass


def main(arguments: list[str]) -> None:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.workbook", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--alone", type=Path)
    options = parser.parse_args(arguments)
    if options.alone:
        _alone(options.alone)
        return
    with tempfile.TemporaryDirectory(prefix="kadash-bench-") as folder:
        workbook_figures(options.rows, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
