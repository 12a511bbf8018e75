"""Files to marts in English and Chinese beside a plain read, and judging beside reading the marts that it looks at."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.figures import Figure
from bench.generate import Form
from bench.measure import Cost, command, median_of
from kadash.store import Generation, Home

JUDGING = ("judging", "history")
"""Stages that are measured apart: they cost by accounts and months, not by lines."""
BEFORE_MARTS = ("reading", "recognising", "cleaning", "core")
AS_TRIALS = ("day_sales", "crowded_day", "mart.account_day", "cost_month", "mart.account_month")
"""What the trials (docs/decisions/040) made of marts, and what it rests on here: orders and purchases of days.
Months by category, which they stored, are a view here (docs/decisions/130)."""
NAMES = {"en": "English", "zh": "Chinese"}
AIMS = {"en": "3.0 (2.3)", "zh": "5.0 (3.8)"}
PLAIN = "plain read_csv of the English file"
MARTS = "reading the marts it looks at"


@dataclass(frozen=True)
class Loaded:
    """A load that is over: what the process cost, and CPU seconds by relation and by stage."""

    form: Form
    home: Path
    cost: Cost

    @cached_property
    def relations(self) -> Mapping[str, float]:
        """CPU seconds of the statements that make a relation."""
        return dict(json.loads(self.cost.output.splitlines()[-2]))

    @cached_property
    def stages(self) -> Mapping[str, float]:
        """CPU seconds of each stage."""
        return dict(json.loads(self.cost.output.splitlines()[-1]))

    @property
    def to_marts_s(self) -> float:
        """CPU seconds of the whole process but for judging."""
        return self.cost.cpu_s - sum(self.stages.get(stage, 0.0) for stage in JUDGING)

    @property
    def as_trials_s(self) -> float:
        """CPU seconds of what the trials made, too."""
        return (sum(self.stages.get(stage, 0.0) for stage in BEFORE_MARTS)
                + sum(self.relations.get(name, 0.0) for name in AS_TRIALS))


def load_figures(files: Mapping[Form, Path], homes: Mapping[Form, Path], reads: int = 3) -> list[Figure]:
    """Print both loads and what they are made of. reads: plain reads around them; the one in the middle counts."""
    plains, loads = [], []
    for place, (form, file) in enumerate(files.items()):
        if place < reads:
            plains.append(plain_read(files["en"]))
        shutil.rmtree(homes[form], ignore_errors=True)
        loads.append(Loaded(form, homes[form], command("bench.staged_load", str(file), str(homes[form]))))
    plains += [plain_read(files["en"]) for _ in range(reads - len(plains))]
    plain, marts = median_of(plains), command("bench.marts_read", str(_generation(homes["en"]).path))
    print(f"  {'plain read_csv, English':26} {plain}  (of " + ", ".join(f"{one.cpu_s:.1f}" for one in plains) + ")")
    print(f"  {'reading the marts, English':26} {marts}")
    for one in loads:
        _print(one, plain)
    return [*(figure for one in loads for figure in _figures(one, plain)), *_judging(loads[0], marts)]


def plain_read(file: Path) -> Cost:
    """The floor of a load: a typed read_csv of a file into a table of a new file, with defaults."""
    target = file.with_suffix(".plain.duckdb")
    target.unlink(missing_ok=True)
    cost = command("bench.plain_read", str(file), str(target))
    target.unlink()
    return cost


def _generation(home: Path) -> Generation:
    found = Home(home).generation()
    if found is None:
        raise FileNotFoundError(home)
    return found


def _print(one: Loaded, plain: Cost) -> None:
    print(f"  {f'kadash load, {NAMES[one.form]}':26} {one.cost}  ratio of CPU {one.cost.cpu_s / plain.cpu_s:.2f}, "
          f"without judging {one.to_marts_s / plain.cpu_s:.2f}, only what trials made "
          f"{one.as_trials_s / plain.cpu_s:.2f}")
    for kind, spent in (("stages", one.stages), ("relations", one.relations)):
        print(f"    {kind}: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in spent.items()
                                          if seconds >= 0.1), flush=True)


def _figures(one: Loaded, plain: Cost) -> list[Figure]:
    name, peak = NAMES[one.form], one.cost.peak_mb
    return [Figure("load", f"{name}, to marts and published", one.to_marts_s, "CPU-s", PLAIN, plain.cpu_s,
                   AIMS[one.form], peak),
            Figure("load", f"{name}, what the trials made", one.as_trials_s, "CPU-s", PLAIN, plain.cpu_s, "", peak)]


def _judging(one: Loaded, marts: Cost) -> list[Figure]:
    generation, peak = _generation(one.home), one.cost.peak_mb
    accounts, = generation.rows("select count(*) from mart.account")[0]
    ends, = generation.rows("select count(distinct month_end) from mart.account_history")[0]
    return [Figure("judging", f"{accounts:,} accounts, now", one.stages["judging"], "CPU-s", MARTS, marts.cpu_s, "",
                   peak),
            Figure("judging", f"at {ends} past month-ends", one.stages["history"], "CPU-s", MARTS, marts.cpu_s, "",
                   peak)]
