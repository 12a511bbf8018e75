"""The child process that parses one workbook or Parquet file under limits.

`python -m kadash.intake.read.workbook_child KIND PATH SCRATCH LABEL CPU_SECONDS TODAY`

It writes its tables and a result.json into SCRATCH: {"tables": [...]} or {"error": code, "facts": {...}}.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from kadash.errors import KadashError
from kadash.intake.read.in_child import RESULT
from kadash.intake.read.limits import limit_this_process


def main(kind: str, path: Path, scratch: Path, label: str, cpu_seconds: int, today: str = "") -> None:
    """Reads the file and leaves the result; a refusal is a result too."""
    limit_this_process(cpu_seconds)
    try:
        said = _read(kind, path, scratch, label, date.fromisoformat(today) if today else None)
    except KadashError as refusal:
        said = {"error": refusal.code, "facts": refusal.facts}
    except MemoryError:
        said = {"error": "file_beyond_limits", "facts": {"file": label}}
    (scratch / RESULT).write_text(json.dumps(said, ensure_ascii=False, default=str), encoding="utf-8")


def _read(kind: str, path: Path, scratch: Path, label: str, today: date | None) -> dict[str, object]:
    """Imports late, so that the limits hold while the parsers load."""
    from kadash.intake.text_table import table_to_json

    if kind == "parquet":
        from kadash.intake.read.parquet import read_parquet

        tables = [read_parquet(path, scratch, label)]
    else:
        from kadash.intake.read.wide import Place
        from kadash.intake.read.workbook import read_workbook

        tables = read_workbook(path, kind, scratch, Place(label, today=today))
    return {"tables": [table_to_json(table) for table in tables]}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]), *sys.argv[6:7])
