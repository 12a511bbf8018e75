"""Who may see what: a scope goes with every question."""

from kadash.access.scope import Scope

__all__ = ["Scope"]
