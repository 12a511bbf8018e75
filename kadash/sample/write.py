"""The sample's exports in a folder, in either dialect."""

from __future__ import annotations

from pathlib import Path

from kadash.sample.company import SEED, company
from kadash.sample.words import Dialect
from kadash.sample.write_en import write_en
from kadash.sample.write_zh import write_zh


def write_sample(directory: Path, dialect: Dialect, seed: int = SEED) -> list[Path]:
    """Paths of the files written to `directory` (made if missing): English CSV, or Chinese CSV and workbooks.

    Both dialects describe the same company: same account numbers, dates and amounts. The same seed writes the
    same bytes.
    """
    directory.mkdir(parents=True, exist_ok=True)
    write = write_zh if dialect == "zh" else write_en
    return write(company(seed), directory)
