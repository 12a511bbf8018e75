"""Thresholds, weights, schemes: default.toml and its typed model. Nothing here computes."""

from kadash.policy.changed import Change, carried_over, changes, with_values
from kadash.policy.model import Policy
from kadash.policy.read import default_policy, kept_policy, policy_of_toml, policy_toml, read_policy

__all__ = [
    "Change", "Policy", "carried_over", "changes", "default_policy", "kept_policy", "policy_of_toml", "policy_toml",
    "read_policy", "with_values",
]
