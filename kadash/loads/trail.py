"""What loads write into the trail, and what the policy has taken out of it again."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kadash.errors import KadashError
from kadash.loads.lock import one_load_at_a_time
from kadash.loads.options import Options
from kadash.policy import Policy
from kadash.store import Build, Generation, GenerationInfo, Home, TrailLine

SETTING = "act"
"""Where a generation says itself who made it, when and of what: for the trail, should its load die before noting it."""


@dataclass(frozen=True)
class Act:
    """What was done with files. files: what users call them."""

    action: str
    files: tuple[str, ...] = ()


def sign(build: Build, act: Act, options: Options) -> None:
    """Write into a generation that is being built what the trail will say of it."""
    told = {"action": act.action, "files": list(act.files), "policy": options.policy.fingerprint, "who": options.who,
            "load": secrets.token_hex(8)}
    build.run("insert into meta.setting values ($key, $told)", key=SETTING, told=json.dumps(told, ensure_ascii=False))


def note_published(home: Home, just_made: str = "") -> None:
    """Write down which generations were published and are not in the trail yet: the one just made, and any whose load
    was ended before it came to that; for who holds the lock of loads."""
    now, journal = datetime.now(UTC), home.journal()
    for info, act in _not_noted(home):
        late = {} if info.name == just_made else {"late": info.published_at.isoformat(timespec="seconds")}
        detail = {key: value for key, value in act.items() if key not in ("action", "who")}
        journal.note(str(act["action"]), info.name, detail | late, author=str(act["who"]), at=now)


def note_after_a_kill(home: Home) -> None:
    """The same at a server's start, for loads that were killed; nothing while a load runs, which does it itself."""
    if home.generations() and _not_noted(home):
        try:
            with one_load_at_a_time(home, wait_s=0.0):
                note_published(home)
        except KadashError:  # somebody loads at this moment
            return


def _not_noted(home: Home) -> list[tuple[GenerationInfo, Mapping[str, object]]]:
    """Oldest first. A generation from before the oldest line is not held against the trail: its line went."""
    lines = home.journal().trail_lines()
    since = lines[0].moment if lines else None
    told = {line.subject: line.moment for line in lines if line.moment and "load" in line.detail}
    loads = {line.detail.get("load") for line in lines}
    found = []
    for info in reversed(home.generations()):
        is_told = info.name in told and told[info.name] >= info.published_at
        act = {} if is_told or (since and info.published_at < since) else _signed(home.named(info.name))
        if act and act["load"] not in loads:  # a name is given again where the newest of several was dropped
            found.append((info, act))
    return found


def _signed(generation: Generation | None) -> Mapping[str, object]:
    """What a generation says of its making; nothing where an older kadash made it."""
    return dict(json.loads(generation.settings.get(SETTING, "{}"))) if generation is not None else {}


def cut_trail(home: Home, policy: Policy, *, who: str, at: datetime) -> TrailLine | None:
    """Remove lines older than the policy keeps them; gives the line that says so, None where none was."""
    days = policy.trail.kept_days
    return home.journal().cut_trail(at - timedelta(days=days), author=who, at=at) if days else None


def go_to(home: Home, generation: str, *, who: str, at: datetime) -> None:
    """Make a kept generation current: the way back, and forward again.

    Who wants it is entered first: a kill in between leaves no move without a line in the trail.
    """
    if generation not in {info.name for info in home.generations()}:
        raise KadashError("generation_gone", generation=generation)
    journal = home.journal()
    journal.put("state", "current", {"generation": generation}, author=who, at=at)
    home.point_to(generation)
    journal.note("rolled_back", generation, author=who, at=at)
