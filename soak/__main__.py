"""`python -m soak --kills 500 --seed 1`: ends with 1 where anything went wrong, and says how to see it again."""

from __future__ import annotations

import argparse
import sys

from soak.kills import killed_loads


def main() -> int:
    """Run what is asked for; a line for each thing that went wrong, and a sum at the end."""
    parser = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = 0
    for number, (how, wrong) in enumerate(killed_loads(options.kills, options.seed), 1):
        failed += bool(wrong)
        for one in wrong:
            print(f"kill {number} ({how}): {one}", flush=True)
    print(f"{options.kills} kills with seed {options.seed}: {failed} went wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
