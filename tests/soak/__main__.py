"""What takes too long for every change: `make soak`, or `python -m tests.soak --kills 500 --mutated 6000 --people 20`.

`--only N` takes one file of a seed through again and shows all of its failure.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.soak.canaries import walked
from tests.soak.kills import killed_loads
from tests.soak.mutated import taken_through
from tests.soak.people import people_at_once

LOADED_COMPLETELY = 20
"""Every how manieth damaged file goes through a complete load."""


def main(arguments: list[str]) -> int:
    """1 where anything went wrong, each failure said with what makes it again."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, help="how many loads killed at some moment")
    parser.add_argument("--mutated", type=int, default=0, help="how many damaged files")
    parser.add_argument("--people", type=int, default=0, help="how many people at once before one server")
    parser.add_argument("--loading", type=int, default=2, help="how many of them load")
    parser.add_argument("--seconds", type=float, default=120, help="how long they stay")
    parser.add_argument("--walked", type=int, default=0, help="how many looks of a rep at a company of canaries")
    parser.add_argument("--seed", type=int, default=20260930)
    parser.add_argument("--first", type=int, default=0, help="number of the first of them")
    parser.add_argument("--only", type=int, help="number of the one damaged file to take through again")
    options = parser.parse_args(arguments)
    first, count = (options.only, 1) if options.only is not None else (options.first, options.mutated)
    failures = _killed(options.kills, options.seed) if options.kills else 0
    failures += _mutated(options.seed, first, count) if count else 0
    failures += _people(options) if options.people else 0
    failures += _walked(options.walked, options.seed) if options.walked else 0
    return 1 if failures else 0


def _people(options: argparse.Namespace) -> int:
    """What went wrong among so many people."""
    told = people_at_once(options.people, options.loading, options.seconds, options.seed)
    for one in told.wrong:
        print(f"FAILED people, seed {options.seed}: {one}", flush=True)
    saved = sum(map(len, told.confirmed.values()))
    print(f"{options.people} people for {options.seconds:.0f} s, {options.loading} of them loading: {told.looks} looks "
          f"at pages, {saved} plans saved, {told.loads} loads; {len(told.wrong)} wrong")
    return len(told.wrong)


def _walked(loads: int, seed: int) -> int:
    """Looks of a rep at which anything came that is of another's account, or failed."""
    failures = 0
    for number, (step, wrong) in enumerate(walked(loads, seed), 1):
        failures += bool(wrong)
        if number % 100 == 0:
            print(f"{number} looks, {failures} went wrong so far", flush=True)
        for one in wrong:
            print(f"FAILED walk, seed {seed}: {step}: {one}", flush=True)
    print(f"{loads} looks of a rep, seed {seed}: {failures} went wrong")
    return failures


def _killed(kills: int, seed: int) -> int:
    """Failures among so many killed loads."""
    failures = 0
    for number, (how, wrong) in enumerate(killed_loads(kills, seed), 1):
        failures += bool(wrong)
        for one in wrong:
            print(f"FAILED kill {number} of seed {seed} ({how}): {one}", flush=True)
    print(f"{kills} kills, seed {seed}: {failures} went wrong")
    return failures


def _mutated(seed: int, first: int, count: int) -> int:
    """Failures among so many damaged files, each printed with what makes it again."""
    failures, outcomes, slowest, memory_mb = 0, Counter[str](), 0.0, 0
    for told in taken_through(seed, first, count, LOADED_COMPLETELY):
        outcomes["failed" if told.failure else told.outcome if "refused" in told.outcome else "accounted"] += 1
        slowest, memory_mb = max(slowest, told.cpu_s), max(memory_mb, told.memory_mb)
        if told.failure:
            failures += 1
            print(f"FAILED --seed {seed} --only {told.number} ({told.story})\n{told.failure}", flush=True)
    print(f"{count} damaged files, seed {seed}: {failures} failures; slowest {slowest} CPU-s, most {memory_mb} MB")
    for outcome, files in outcomes.most_common():
        print(f"  {files:6} {outcome}")
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
