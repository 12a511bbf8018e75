"""The act itself, in the order in which a kill at any moment leaves nothing that a second try does not finish."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kadash.loads.erasing.files import files_that_hold, sources_that_hold
from kadash.loads.erasing.names import without
from kadash.loads.jobs import job_state
from kadash.loads.load import rebuild
from kadash.loads.lock import one_load_at_a_time
from kadash.loads.personal import erased_files, holds_personal
from kadash.loads.progress import Progress, silent
from kadash.policy import Policy
from kadash.store import Home
from kadash.store.erased import compact, overwrite


@dataclass(frozen=True)
class Erased:
    """What was done. entries: overwritten; dropped: generations that held it and are gone; files: kept ones that still
    hold a name, for a person to replace."""

    account_id: str
    entries: int
    generation: str | None
    dropped: tuple[str, ...]
    files: tuple[str, ...]


def erase(home: Home, account_id: str, names: Sequence[str], *, who: str, at: datetime, today: date, policy: Policy,
          progress: Progress = silent) -> Erased:
    """Erase an account's personal data everywhere that kadash writes; see the decision for what that is.

    names: of persons at the customer, to be taken out of notes and plans besides the map of people.
    """
    entries = erase_entries(home, account_id, names, who=who, at=at)
    generation, dropped = erase_from_generations(home, account_id, who=who, today=today, policy=policy,
                                                 progress=progress)
    return Erased(account_id, entries, generation, dropped, tuple(files_that_hold(home, names)))


def erase_entries(home: Home, account_id: str, names: Sequence[str], *, who: str, at: datetime) -> int:
    """Overwrite what people entered, and have every later load keep it out; gives how many entries."""
    journal, files = home.journal(), [source.sha256 for source in sources_that_hold(home, names)]
    count = overwrite(journal.path, account_id,
                      lambda kind, subject, body: without(kind, subject, body, account_id, names), files, author=who,
                      at=at)
    compact(journal.path)
    return count


def erase_from_generations(home: Home, account_id: str, *, who: str, today: date, policy: Policy,
                           progress: Progress = silent) -> tuple[str | None, tuple[str, ...]]:
    """Publish a generation without it where the current one has it, drop those that do, and what jobs left behind.

    Gives the name of the new generation (None: there was no need) and of those dropped.
    """
    current, files = home.generation(), erased_files(home)
    made = None
    if current is not None and holds_personal(current, account_id, files):
        made = rebuild(home, today=today, who=who, policy=policy, progress=progress).generation
    with one_load_at_a_time(home, who):
        dropped = tuple(info.name for info in home.generations() if not info.current
                        and ((kept := home.named(info.name)) is None or holds_personal(kept, account_id, files)))
        for name in dropped:
            home.drop(name)
        _forget_jobs(home)
    return made, dropped


def _forget_jobs(home: Home) -> None:
    """What jobs that have ended left behind may show cells of files."""
    for folder in (home.path / "jobs").glob("*"):
        state = job_state(home, folder.name)
        if state is not None and state.outcome != "running":
            shutil.rmtree(folder, ignore_errors=True)
