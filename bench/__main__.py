"""Everything that is measured, in one run, each beside its floor: `make bench`.

python -m bench --lines 1000000        all of it at a size; PART PART ... after it: these alone
python -m bench --small                a small form of all of it within half a minute, for every change

Every part runs in a process of its own, so that its peak memory is its own. Details come as they are found, one table
of all figures at the end; 1 where a part failed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.answers import answer_figures
from bench.company import sample_company
from bench.explore import explore_figures
from bench.figures import Figure, table
from bench.fits import fit_figures
from bench.generate import Form, generate
from bench.in_browser import chromium
from bench.loading import load_figures
from bench.measure import Beside, PartFailedError, apart
from bench.people import few_people_figures
from bench.plan import plan_figures
from bench.rolled import NO_SPARK, rollup_figures, spark_is_here
from bench.served import several_can_run
from bench.sessions import NO_NGINX, session_figures
from bench.slider import NO_BROWSER, slider_figures
from bench.views import view_figures
from bench.what_if import what_if_figures
from bench.workbook import workbook_figures

Part = Callable[[], list[Figure]]
MANY, MUCH = 0.3, ": figures in ms on the clock are not kadash's alone, CPU is told too high"
"""Cores that other work may take before a run says so."""
FORMS: tuple[Form, ...] = ("en", "zh")


@dataclass(frozen=True)
class Folder:
    """Where a run keeps what it makes; files of another number of lines are other files."""

    path: Path
    lines: int

    def file(self, form: Form) -> Path:
        """Order lines in English or Chinese."""
        return self.path / f"lines.{self.lines}.{form}.csv"

    def home(self, form: Form) -> Path:
        """The data directory that they are loaded into."""
        return self.path / f"home.{self.lines}.{form}"

    @property
    def files(self) -> dict[Form, Path]:
        """By form, English first."""
        return {form: self.file(form) for form in FORMS}

    @property
    def homes(self) -> dict[Form, Path]:
        """By form."""
        return {form: self.home(form) for form in FORMS}


def parts(folder: Folder) -> dict[str, Part]:
    """What `make bench` measures, in order."""
    home, sample = folder.home("en"), folder.path / "sample"
    loaded = f"{folder.lines:,} lines"
    return {
        "load": lambda: load_figures(folder.files, folder.homes),
        "answers": lambda: answer_figures(home),
        "explore": lambda: explore_figures(home),
        "views": lambda: view_figures(home),
        "what-if": lambda: what_if_figures(200_000),
        "slider": lambda: slider_figures({"sample company": sample_company(sample), loaded: home}),
        "sessions": lambda: session_figures({"sample company": (sample_company(sample), (1, 2)), loaded: (home, (2,))}),
        "roll-up": lambda: rollup_figures(folder.file("en"), folder.path / "rollup", by_spark_too=True),
        "XLSX": lambda: workbook_figures(200_000, folder.path),
        "plan": plan_figures,
        "fits": lambda: fit_figures((2_400, 100_000)),
    }


SMALL_LINES, SMALL_DAYS = 20_000, 250
SAYS_NOTHING = "the small form: that every part measures; of speed it says nothing, starting costs more than the work"


def small_parts(folder: Folder) -> dict[str, Part]:
    """The same parts on so little that they say nothing of speed: that each of them still measures."""
    home = folder.home("en")
    return {
        "load": lambda: load_figures(folder.files, folder.homes, reads=1),
        "answers": lambda: answer_figures(home, times=1),
        "explore": lambda: explore_figures(home, times=1),
        "views": lambda: view_figures(home, pages=("overview", "accounts", "review")),
        "what-if": lambda: what_if_figures(10_000),
        "slider and sessions": lambda: few_people_figures(home, moves=2, people=3, seconds=6.0),
        "roll-up": lambda: rollup_figures(folder.file("en"), folder.path / "rollup", by_spark_too=False),
        "XLSX": lambda: workbook_figures(2_000, folder.path, times=1),
        "plan": lambda: plan_figures(500, 20, times=1, exactly=False),
        "fits": lambda: fit_figures((2_400,)),
    }


def main(arguments: list[str]) -> int:
    """Print the figures; the folder with the made files goes when it is done, unless one is given."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--small", action="store_true", help="the small form; --lines does not count")
    parser.add_argument("--folder", type=Path, help="kept; parts alone find there what a run before loaded")
    parser.add_argument("--json", type=Path, help="a file for the figures, to compare runs")
    parser.add_argument("only", nargs="*", metavar="PART", help=", ".join(parts(Folder(Path(), 0))))
    options = parser.parse_args(arguments)
    path = options.folder or Path(tempfile.mkdtemp(prefix="kadash-bench-"))
    folder = Folder(path / "small", SMALL_LINES) if options.small else Folder(path, options.lines)
    every = small_parts(folder) if options.small else parts(folder)
    if unknown := set(options.only) - set(every):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(every)}")
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        return _measure(folder, {name: part for name, part in every.items() if name in (options.only or every)},
                        SMALL_DAYS if options.small else None, options.json)
    finally:
        if options.folder is None:
            shutil.rmtree(path, ignore_errors=True)


def _measure(folder: Folder, wanted: Mapping[str, Part], days: int | None, json_file: Path | None) -> int:
    """Run parts one after another, then tell everything at once; 1 where one failed."""
    beside = Beside()
    for form, file in folder.files.items():
        if not file.exists():
            apart(lambda form=form, file=file: _make(form, file, folder.lines, days))
    figures, failed = [], []
    for name, part in wanted.items():
        print(f"-- {name}", flush=True)
        try:
            found, cost = apart(part)
        except PartFailedError:
            failed.append(name)
            continue
        figures += [one if one.peak_mb else replace(one, peak_mb=cost.peak_mb) for one in found]
        print(f"   this part: {cost}", flush=True)
    if days:
        print(f"\n{SAYS_NOTHING}", end="")
    others = beside.cores
    busy = "" if others is None else f", of which other work kept {others:.1f} busy{MUCH if others > MANY else ''}"
    print(f"\n{folder.lines:,} order lines; {os.cpu_count()} cores{busy}\n{table(figures)}")
    for sentence, is_here in ((NO_BROWSER, chromium()), (NO_NGINX, several_can_run()), (NO_SPARK, spark_is_here())):
        if not is_here:
            print(sentence)
    if failed:
        print(f"FAILED, see above: {', '.join(failed)}")
    if json_file:
        json_file.write_text(json.dumps([one.as_json() for one in figures], indent=1), "utf-8")
    return int(bool(failed))


def _make(form: Form, file: Path, lines: int, days: int | None) -> None:
    """All of it or nothing, so that no run finds half a file."""
    fresh = file.with_suffix(".part")
    generate(lines, form, fresh, days=days)
    fresh.rename(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
