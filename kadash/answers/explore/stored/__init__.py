"""Sums that the load makes of order lines and months: which of them answers a question, to the same rows."""

from kadash.answers.explore.stored.routing import stored

__all__ = ["stored"]
