"""What loads write into the trail, and what the policy has taken out of it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kadash.loads.options import Options
from kadash.policy import Policy
from kadash.store import Home, TrailLine


@dataclass(frozen=True)
class Act:
    """What was done with files. files: what users call them."""

    action: str
    files: tuple[str, ...] = ()


def note(home: Home, act: Act, generation: str, options: Options) -> None:
    """Write down that a generation was published, and let go of lines that are kept no longer."""
    now = datetime.now(UTC)
    home.journal().note(act.action, generation, {"files": list(act.files), "policy": options.policy.fingerprint},
                        author=options.who, at=now)
    cut_trail(home, options.policy, who=options.who, at=now)


def cut_trail(home: Home, policy: Policy, *, who: str, at: datetime) -> TrailLine | None:
    """Remove lines older than the policy keeps them; gives the line that says so, None where none was."""
    days = policy.trail.kept_days
    return home.journal().cut_trail(at - timedelta(days=days), author=who, at=at) if days else None


def go_to(home: Home, generation: str, *, who: str, at: datetime) -> None:
    """Make a kept generation current: the way back, and forward again."""
    home.point_to(generation)
    journal = home.journal()
    journal.put("state", "current", {"generation": generation}, author=who, at=at)
    journal.note("rolled_back", generation, author=who, at=at)
