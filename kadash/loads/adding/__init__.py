"""A load that only adds: the file that is there is carried on, at the cost of what is new (docs/decisions/251)."""

from kadash.loads.adding.add import add

__all__ = ["add"]
