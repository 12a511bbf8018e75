"""Generations of the DuckDB file, cursors, and the journal of what people entered."""

from kadash.store.build import HELD_MB, Build, open_build
from kadash.store.generation import Generation
from kadash.store.home import GenerationInfo, Home
from kadash.store.journal import Entry, Journal, Line, Refuses
from kadash.store.sql import sql_text, statements
from kadash.store.telling import Tell, between, nobody
from kadash.store.trail import TrailLine
from kadash.store.trail_check import TrailFault, TrailState

__all__ = [
    "HELD_MB", "Build", "Entry", "Generation", "GenerationInfo", "Home", "Journal", "Line", "Refuses", "Tell",
    "TrailFault", "TrailLine", "TrailState", "between", "nobody", "open_build", "sql_text", "statements",
]
