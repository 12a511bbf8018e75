"""Changes planted in the exports of the sample company: files of the same kind with the rows that are new."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

Row = dict[str, str]
CASE_OF_PIONEERRIDGE = "C0011271"


def planted(exports: Path, folder: Path) -> list[Path]:
    """Files to load on top of the sample's exports."""
    folder.mkdir()
    return [
        _changed(exports / "receivables.csv", folder, _stops_paying),
        _changed(exports / "order_lines.csv", folder, _lines),
        _changed(exports / "contracts.csv", folder, _contracts),
        _changed(exports / "service_events.csv", folder, _complaint),
    ]


def _changed(file: Path, folder: Path, change: Callable[[Row], Row | None]) -> Path:
    """The rows that a change gives, in a file of their own with the same header."""
    with file.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        rows = [changed for row in reader if (changed := change(row)) is not None]
        names = list(reader.fieldnames or [])
    made = folder / f"new_{file.name}"
    with made.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names)
        writer.writeheader()
        writer.writerows(rows)
    return made


def _stops_paying(row: Row) -> Row | None:
    """Nobleport's invoices paid from June on are unpaid after all."""
    if row["Account Number"] != "010623" or row["Paid on"] < "2026-06-01":
        return None
    return row | {"Paid on": "", "Paid Amount": ""}


def _lines(row: Row) -> Row | None:
    account, day = row["Account Number"], row["Order Date"]
    if account == "010441" and day >= "2025-10-01":  # Lotushaven: prices cut by a twentieth, costs as they were
        return row | {name: f"{float(row[name]) * 0.95:.4f}" for name in ("Unit Price", "Net Value")}
    if account == "010637" and day >= "2026-06-01":  # Orienthaven: nothing bought since May
        return row | {"Document Status": "Cancelled"}
    if (row["Order Number"], row["Line"]) == ("SO2606955", "4"):  # Jadeline: one large order more
        return row | {"Order Number": "SO2699999", "Line": "1", "Quantity": "12573", "Net Value": "299991.78",
                      "Cost": "180500.00"}
    return None


def _contracts(row: Row) -> Row | None:
    """Vistabridge's contract ended in August; Amberbridge's ends in November."""
    ends = {"012149": "2026-08-31", "012576": "2026-11-15"}.get(row["Account Number"])
    return None if ends is None else row | {"Contract End Date": ends}


def _complaint(row: Row) -> Row | None:
    """Pioneerridge complains, and nobody has an answer yet."""
    if row["Case Number"] != CASE_OF_PIONEERRIDGE:
        return None
    return row | {"Case Number": "C9999999", "Opened Date": "2026-09-21", "Case Type": "Complaint",
                  "Severity": "Severe", "Closed on": "", "Service cost": "", "Hours": "", "Satisfaction": ""}
