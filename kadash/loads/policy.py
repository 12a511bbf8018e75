"""The policy that the next judgement goes by: as people saved it on a page, else as shipped."""

from __future__ import annotations

from datetime import datetime

from kadash.policy import Policy, default_policy, kept_policy
from kadash.segments import check_own_schemes
from kadash.store import Home

_KIND, _SUBJECT = "setting", "policy"


def policy_in_use(home: Home) -> Policy:
    """The policy that was saved last in this data directory; values that it lacks are as shipped."""
    kept = home.journal().get(_KIND, _SUBJECT)
    return default_policy() if kept is None else kept_policy(str(kept.body))


def keep_policy(home: Home, policy: Policy, *, who: str, at: datetime) -> None:
    """Save a policy; it counts from the next load or rebuild on, and the journal keeps those before it.

    KadashError where a condition of a scheme of the user's own cannot be read.
    """
    check_own_schemes(policy)
    home.journal().put(_KIND, _SUBJECT, policy.model_dump_json(), author=who, at=at)
