"""What another policy would change among the accounts that a viewer sees, before it is saved."""

from kadash.answers.settings.effect import Effect, effect

__all__ = ["Effect", "effect"]
