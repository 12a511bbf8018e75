"""The policy that the next judgement goes by: as people saved it on a page, else as shipped; and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kadash.policy import Change, Policy, changes, default_policy, kept_policy
from kadash.segments import check_own_schemes
from kadash.store import Entry, Home

KIND, SUBJECT = "setting", "policy"


@dataclass(frozen=True)
class PolicyVersion:
    """A policy that somebody saved: who, when, and what it changed against the one before it."""

    entry_id: int
    author: str
    at: datetime
    policy: Policy
    changes: tuple[Change, ...]


def policy_in_use(home: Home) -> Policy:
    """The policy that was saved last in this data directory; values that it lacks are as shipped."""
    return _of(home.journal().get(KIND, SUBJECT))


def policy_history(home: Home) -> list[PolicyVersion]:
    """Every policy that was saved in this data directory, newest first; the one before the first is as shipped."""
    found, before = [], default_policy()
    for entry in home.journal().history(KIND, SUBJECT):
        policy = _of(entry)
        found.append(PolicyVersion(entry.entry_id, entry.author, entry.entered_at, policy,
                                   tuple(changes(before, policy))))
        before = policy
    return found[::-1]


def keep_policy(home: Home, policy: Policy, *, who: str, at: datetime, expected: int | None = None) -> Entry:
    """Save a policy; it counts from the next load or rebuild on, and the journal keeps those before it.

    `expected`: the entry that the author saw, 0 for none; KadashError `entry_changed` where another was saved since.
    KadashError too where a condition of a scheme of the user's own cannot be read.
    """
    check_own_schemes(policy)
    return home.journal().put(KIND, SUBJECT, policy.model_dump_json(), author=who, at=at, expected=expected)


def newest_entry(home: Home, kind: str, subject: str) -> int:
    """The number of the newest entry of a subject, taken back or not; 0 for none."""
    history = home.journal().history(kind, subject)
    return history[-1].entry_id if history else 0


def _of(entry: Entry | None) -> Policy:
    return default_policy() if entry is None or entry.body is None else kept_policy(str(entry.body))
