"""Measures every made-up company and writes the table of docs/worlds.md: python -m tests.worlds [name part ...]."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from tests.worlds.judged import CLAIMS, FALSE_ALARMS, loaded, measured
from tests.worlds.plans import FAST, SLOW, Plan
from tests.worlds.world import make_world

PAGE = Path(__file__).parents[2] / "docs" / "worlds.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"
GOAL = {claim.story: claim.recall for claim in CLAIMS}


def measure(plans: list[Plan]) -> pd.DataFrame:
    """One row a company and claim, printed as they come."""
    found = []
    for plan in plans:
        world = make_world(plan)
        with TemporaryDirectory() as folder:
            one = measured(world, loaded(world, Path(folder)))
        sys.stdout.write(one.to_string(index=False) + "\n")
        sys.stdout.flush()
        found.append(one)
    return pd.concat(found, ignore_index=True)


def table(found: pd.DataFrame) -> Iterator[str]:
    """The lines of the page: a row a company, a column a story; what misses its goal in bold."""
    stories = list(GOAL)
    yield "| company | accounts | " + " | ".join(stories) + " |"
    yield "| --- | --- |" + " --- |" * len(stories)
    sums = found.groupby("story", sort=False)[["planted", "found", "wrong", "apart", "accounts"]].sum()
    for world, rows in found.groupby("world", sort=False):
        cells = rows.set_index("story")
        yield f"| {world} | {cells['accounts'].iloc[0]} | " + " | ".join(_cells(cells, stories)) + " |"
    yield f"| **all** | {sums['accounts'].max()} | " + " | ".join(_cells(sums, stories)) + " |"


def _cells(rows: pd.DataFrame, stories: list[str]) -> list[str]:
    return [_cell(story, rows.loc[story]) if story in rows.index else "" for story in stories]


def _cell(story: str, row: pd.Series) -> str:
    recall, wrong = row["found"] / row["planted"], row["wrong"] / row["accounts"]
    shown = [
        _bold(f"{recall:.0%}", recall < GOAL[story]),
        _bold(f"{wrong:.1%}", wrong > FALSE_ALARMS),
    ]
    if row["apart"]:
        shown.append(f"{row['apart'] / row['accounts']:.0%}")
    if row.get("best", 1.0) < GOAL[story]:
        shown.append(f"at best {row['best']:.0%}")
    return " / ".join(shown)


def _bold(text: str, off: bool) -> str:
    return f"**{text}**" if off else text


def main(names: list[str]) -> None:
    """Measure the companies whose names hold one of these, or all, and write the page where all were measured."""
    plans = [plan for plan in (*FAST, *SLOW) if not names or any(name in plan.name for name in names)]
    lines = "\n".join(table(measure(plans)))
    if names:
        sys.stdout.write(lines + "\n")
        return
    text = PAGE.read_text(encoding="utf-8")
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n{lines}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
