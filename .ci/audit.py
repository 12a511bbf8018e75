"""Whether the pinned packages have known advisories: 0 none has, 1 some have, 3 unknown.

Used by `make audit`. pip-audit alone also ends well where it could look nothing up; here every package of the lock file
must have been looked up, or the answer is that nothing is known.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

NONE, SOME, UNKNOWN = 0, 1, 3
_PINNED = re.compile(r"^([A-Za-z0-9][^#\\\n]*==[^#\\\n]*)", re.MULTILINE)


def main(lock: Path) -> int:
    """Audit a lock file with pip-audit, beside this Python."""
    ran = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes", "-r", str(lock),
         "--format", "json", "--progress-spinner", "off"], capture_output=True, text=True, check=False)
    code, said = verdict(ran.stdout, ran.stderr, set(packages(lock.read_text("utf-8"))))
    sys.stdout.write(f"{lock.name}: {said}\n")
    return code


def packages(lock: str) -> Iterator[str]:
    """The packages of a lock file that this machine installs, name==version."""
    for line in _PINNED.findall(lock):
        required = Requirement(line)
        if required.marker is None or required.marker.evaluate():
            yield _named(required.name, str(required.specifier).removeprefix("=="))


def verdict(report: str, errors: str, expected: set[str]) -> tuple[int, str]:
    """What is known after pip-audit wrote this: the code to end with, and a sentence."""
    try:
        found = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["no word from pip-audit"])[-1]
        return UNKNOWN, f"nothing was audited, so nothing is known. {last}"
    told = {_named(one["name"], one.get("version", "")): one for one in found}
    advisories = {name: ", ".join(vuln["id"] for vuln in one.get("vulns", ())) for name, one in told.items()}
    bad = [f"{name} ({ids})" for name, ids in advisories.items() if ids]
    missing = sorted(name for name in expected if name not in told or "skip_reason" in told[name])
    if bad:
        return SOME, f"advisories for {'; '.join(bad)}"
    if missing or not expected:
        return UNKNOWN, f"not looked up, so unknown: {', '.join(missing) or 'the lock file names no package'}"
    return NONE, f"{len(expected)} packages looked up, none has a known advisory"


def _named(name: str, version: str) -> str:
    return f"{re.sub(r'[-_.]+', '-', name).lower()}=={version}"


if __name__ == "__main__":
    sys.exit(max(main(Path(argument)) for argument in sys.argv[1:]))
