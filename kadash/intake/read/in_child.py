"""Workbooks and Parquet are parsed in a child process with limits: whatever it dies of becomes a refusal."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import kadash
from kadash.errors import KadashError
from kadash.intake.read.file_kind import FileKind
from kadash.intake.read.wide import Place
from kadash.intake.text_table import TextTable, table_from_json
from kadash.logs import last_words

_CPU_SECONDS = 25
_TIMES_AS_LONG = 4
"""The clock on the wall runs this much longer than that of the processor: a busy machine must not lose a good file."""
_FREE_BYTES = 8 << 20
_SECONDS_A_MEGABYTE = 3
_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
RESULT = "result.json"
_LOG = logging.getLogger(__name__)


def read_in_child(path: Path, kind: FileKind, place: Place, scratch: Path) -> list[TextTable]:
    """The tables that the child wrote below `scratch`; KadashError where it refused, died or took too long."""
    label, today = place.label, place.today.isoformat() if place.today else ""
    allowed = _cpu_seconds_allowed(path)
    command = [sys.executable, "-m", "kadash.intake.read.workbook_child",
               kind.value, str(path), str(scratch), label, str(allowed), today]
    wall_seconds = allowed if sys.platform == "win32" else _TIMES_AS_LONG * allowed
    try:
        child = subprocess.run(
            command, timeout=wall_seconds, env=_environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
        )
    except subprocess.TimeoutExpired as reason:
        raise KadashError("file_takes_too_long", file=label) from reason
    result = scratch / RESULT
    if child.returncode == 0 and result.exists():
        return _tables(json.loads(result.read_text(encoding="utf-8")))
    if child.returncode == -_OUT_OF_TIME:
        raise KadashError("file_takes_too_long", file=label)
    _LOG.warning("the reading of a file ended with %s: %s", child.returncode,
                 last_words(child.stderr.decode(errors="replace")))
    raise KadashError("workbook_damaged" if child.returncode == 1 else "file_beyond_limits", file=label)


def _tables(said: dict[str, object]) -> list[TextTable]:
    if "error" in said:
        facts = said["facts"]
        raise KadashError(str(said["error"]), **(facts if isinstance(facts, dict) else {}))
    tables = said["tables"]
    return [table_from_json(text) for text in tables] if isinstance(tables, list) else []


def _cpu_seconds_allowed(path: Path) -> int:
    """A small file is refused within half a minute; a large honest one gets time by its size."""
    return _CPU_SECONDS + max(0, path.stat().st_size - _FREE_BYTES) // (1 << 20) * _SECONDS_A_MEGABYTE


def _environment() -> dict[str, str]:
    """Only what Python needs to start and to find kadash: no secret of the server reaches a parser."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG", "TMPDIR")}
    return {**kept, "PYTHONPATH": str(Path(kadash.__file__).parents[1]), "PYTHONUTF8": "1",
            "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}
