"""The process that does a job: `python -m kadash.loads.worker JOB_FOLDER`.

The order (order.json): `kind`, `home`, `today`, `who`; for inspect and load `files` ([path, label] each), `currency`,
`as_of`, `readings` (fingerprint to JSON of a reading); for remove `sha256`; for erase `account`; for sample `dialect`.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kadash.errors import KadashError
from kadash.intake.reading import reading_from_json
from kadash.loads.erasing import erase_from_generations
from kadash.loads.given import FileGiven
from kadash.loads.groups import roll_up
from kadash.loads.inspect import inspect
from kadash.loads.inspection_json import inspection_to_json
from kadash.loads.jobs import ORDER, RESULT, read_json, write_state
from kadash.loads.load import load, rebuild, remove_source
from kadash.loads.policy import policy_in_use
from kadash.loads.progress import Progress
from kadash.logs import keep_values_out_of_logs
from kadash.sample import AS_OF, CURRENCY, write_sample
from kadash.store import Home
from kadash.store.disk import disk_faults_in_words, is_full
from kadash.store.made_up import mark_sample

_TELL_AGAIN_S = 0.1


def main(folder: Path) -> None:
    """Do the job of a folder."""
    work(folder, _do)


def work(folder: Path, do: Callable[[dict[str, Any], Progress], str]) -> None:
    """Do the job of a folder and leave its result or its error there. A bug ends the process; its log stays."""
    keep_values_out_of_logs()
    order = read_json(folder / ORDER)
    teller = _Teller(folder)
    try:
        with disk_faults_in_words():
            result = do(order, teller)
            _leave(folder, result, is_done=teller.stage == "done")
    except KadashError as error:
        facts = {key: value if isinstance(value, dict) else str(value) for key, value in error.facts.items()}
        write_state(folder, outcome="failed", stage=teller.stage, done_share=teller.share, error=error.code,
                    facts=facts)
        return
    write_state(folder, outcome="done", stage="done", done_share=1.0)


def _leave(folder: Path, result: str, *, is_done: bool) -> None:
    """Leave a result; on a full disk of a load that is published KadashError says that it holds."""
    try:
        (folder / RESULT).write_text(result, "utf-8")
    except OSError as error:
        (folder / RESULT).unlink(missing_ok=True)
        if is_done and is_full(error):
            raise KadashError("disk_full_at_the_end") from error
        raise


class _Teller:
    """Writes progress down, a few times a second at most."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._told = folder, 0.0
        self.stage, self.share = "waiting", 0.0

    def __call__(self, stage: str, share: float) -> None:
        moved_on, self.stage, self.share = stage != self.stage, stage, share
        if moved_on or time.monotonic() - self._told > _TELL_AGAIN_S:
            self._told = time.monotonic()
            try:
                write_state(self._folder, outcome="running", stage=stage, done_share=share)
            except OSError as error:  # what is told is no reason to end; where there is no room the work says so itself
                if not is_full(error):
                    raise


def _do(order: dict[str, Any], tell: Progress) -> str:
    home, today, who = Home(Path(order["home"])), dt.date.fromisoformat(order["today"]), order["who"]
    policy = policy_in_use(home)
    if order["kind"] == "remove":
        return remove_source(home, order["sha256"], today=today, who=who, policy=policy, progress=tell).to_json()
    if order["kind"] == "rebuild":
        currency = order.get("currency")
        return rebuild(home, today=today, who=who, policy=policy, currency=currency, progress=tell).to_json()
    if order["kind"] == "erase":
        _, dropped = erase_from_generations(home, order["account"], who=who, today=today, policy=policy, progress=tell)
        return json.dumps({"dropped": dropped})
    if order["kind"] == "groups":
        return json.dumps({"groups": roll_up(home, who=who, progress=tell)})
    if order["kind"] == "sample":
        return _sample(home, order["dialect"], today, who, tell)
    files = [FileGiven(Path(path), label) for path, label in order["files"]]
    readings = {key: reading_from_json(text) for key, text in order.get("readings", {}).items()}
    as_of = dt.date.fromisoformat(order["as_of"]) if order.get("as_of") else None
    if order["kind"] == "inspect":
        return inspection_to_json(inspect(home, files, today=today, policy=policy, currency=order.get("currency"),
                                          readings=readings, progress=tell))
    return load(home, files, today=today, who=who, policy=policy, currency=order.get("currency"), as_of=as_of,
                readings=readings, progress=tell).to_json()


def _sample(home: Home, dialect: str, today: dt.date, who: str, tell: Progress) -> str:
    tell("sample", 0.0)
    with tempfile.TemporaryDirectory() as folder:
        files = write_sample(Path(folder), "zh" if dialect == "zh" else "en")
        given = [FileGiven(file, file.name) for file in files]
        mark_sample(home, [file.sha256 for file in given], who=who, at=dt.datetime.now(dt.UTC))
        day = max(today, AS_OF)  # on a machine whose clock is behind, the sample does not lie in the future
        report = load(home, given, today=day, who=who, policy=policy_in_use(home), currency=CURRENCY, progress=tell)
        return report.to_json()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
