"""One load with the CPU seconds of its stages: `python -m bench.staged_load FILE DATA`, JSON on the last line."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path

from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Home


def main() -> None:
    """Load argv[1] into argv[2]; stages may begin again and again, so each is the sum of its parts."""
    spent: dict[str, float] = {}
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
    print(json.dumps(spent))


if __name__ == "__main__":
    main()
