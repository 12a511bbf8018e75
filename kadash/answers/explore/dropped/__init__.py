"""A file explored alone: read as at a load, typed by its cells, in a DuckDB file of its own that nothing else reads."""

from kadash.answers.explore.dropped.ground import DroppedTable, explore_file

__all__ = ["DroppedTable", "explore_file"]
