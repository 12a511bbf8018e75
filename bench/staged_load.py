"""One load in CPU seconds: `python -m bench.staged_load FILE DATA`; last two lines: JSON of relations, of stages."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Build, Home

_MADE = re.compile(r"(?:create or replace (?:temp )?table|insert into) ([a-z_.0-9]+)")


def main() -> None:
    """Load argv[1] into argv[2]; stages may begin again and again, so each is the sum of its parts."""
    spent: dict[str, float] = {}
    relations: dict[str, float] = {}
    Build.run = _timed(Build.run, relations)  # type: ignore[method-assign]
    now = ("start", time.process_time())

    def tell(stage: str, share: float) -> None:
        nonlocal now
        at = time.process_time()
        spent[now[0]] = spent.get(now[0], 0.0) + at - now[1]
        now = (stage, at)

    file = Path(sys.argv[1])
    load(Home(Path(sys.argv[2])), [FileGiven(file, file.name)], today=dt.date(2026, 12, 31), who="bench",
         policy=default_policy(), currency="CNY", progress=tell)
    tell("end", 1.0)
    print(json.dumps(relations))
    print(json.dumps(spent))


def _timed(run: Callable[..., None], relations: dict[str, float]) -> Callable[..., None]:
    """`run`, which adds to `relations` what the statements that make a relation, or add to it, took."""
    def timed(build: Build, sql: str, **params: object) -> None:
        start = time.process_time()
        run(build, sql, **params)
        made = _MADE.search(sql)
        if made:
            relations[made[1]] = relations.get(made[1], 0.0) + time.process_time() - start
    return timed


if __name__ == "__main__":
    main()
