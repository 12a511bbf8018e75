"""What judging costs beside reading: CPU of judging all accounts, now and at each past month-end, on a plain read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.measure import Cost
from kadash.store import Home


def judging_line(stages: Mapping[str, float], plain: Cost, home: Path) -> str:
    """One line of a load's stages (CPU-s): `judging` judges the present and the month-end a year before it, `history`
    every other month-end and the race of forecasts; `plain` is a typed read_csv of the same file."""
    generation = Home(home).generation()
    if generation is None:
        raise FileNotFoundError(home)
    accounts, = generation.rows("select count(*) from mart.account")[0]
    ends, = generation.rows("select count(distinct month_end) from mart.account_history")[0]
    now, past = stages.get("judging", 0.0), stages.get("history", 0.0)
    others = max(1, int(str(ends)) - 1)
    return (f"  judging {accounts:,} accounts: {now:.1f} CPU-s, {now / plain.cpu_s:.2f} of reading them from the file; "
            f"a past month-end {past / others:.1f} CPU-s, {past / others / plain.cpu_s:.2f}; "
            f"all {ends} of them {past / plain.cpu_s:.2f}")
