"""Small exports as CSV files, and their load."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kadash.intake.reading import Reading
from kadash.loads import FileGiven, LoadReport, load
from kadash.loads.intake import Core, take_in
from kadash.loads.load import building, new_sources
from kadash.loads.options import Options
from kadash.loads.progress import silent
from kadash.policy import default_policy
from kadash.store import Build, Generation, Home, open_build

TODAY = date(2026, 10, 1)
LINES = "Customer No.,Order No.,Line No.,Order Date,Product No.,Quantity,Unit Price,Amount,Cost"


def a_file(folder: Path, name: str, text: str) -> FileGiven:
    """A UTF-8 file with this text."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return FileGiven(path, name)


def lines_file(folder: Path, *rows: str, name: str = "lines.csv", header: str = LINES) -> FileGiven:
    """An export of order lines."""
    return a_file(folder, name, "\n".join([header, *rows]) + "\n")


def a_line(account: str = "A1", order: str = "O1", line: str = "1", day: str = "2026-03-02", product: str = "P1",
           amount: str = "100", cost: str = "60") -> str:
    """A row under LINES: ten pieces."""
    price = str(float(amount) / 10) if amount.replace(".", "").replace("-", "").isdigit() else "10"
    return f"{account},{order},{line},{day},{product},10,{price},{amount},{cost}"


def loaded(home: Home, *files: FileGiven, **options: object) -> LoadReport:
    """The files loaded on 1 October 2026."""
    return load(home, list(files), today=TODAY, who="test", policy=default_policy(), **options)  # type: ignore[arg-type]


def current(home: Home) -> Generation:
    """The published generation."""
    found = home.generation()
    assert found is not None
    return found


@contextmanager
def taken_in(folder: Path, *files: FileGiven, currency: str = "CNY",
             readings: dict[str, Reading] | None = None) -> Iterator[tuple[Build, Core]]:
    """Core tables of the files, without marts: each file newer than the one before it."""
    options = Options(TODAY, "test", default_policy(), currency, readings=readings or {})
    home = Home(folder / "home")
    sources, refused = new_sources(list(files), [], options)
    with building(home) as (path, scratch), open_build(path) as build:
        yield build, take_in(home, build, sources, refused, options, scratch, silent)
