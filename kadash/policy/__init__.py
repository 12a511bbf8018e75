"""Thresholds, weights, schemes: default.toml and its typed model. Nothing here computes."""

from kadash.policy.model import Policy
from kadash.policy.read import default_policy, kept_policy, read_policy

__all__ = ["Policy", "default_policy", "kept_policy", "read_policy"]
