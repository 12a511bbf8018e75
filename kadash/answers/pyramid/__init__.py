"""The pyramid seen in several ways: its layers, who moved, two schemes crossed, and what hangs on few accounts."""

from kadash.answers.pyramid.crossed import Cell, CrossedAnswer, crossed
from kadash.answers.pyramid.layers import PyramidAnswer, pyramid
from kadash.answers.pyramid.leaving import LEAVERS, LeavingAnswer, Left, leaving
from kadash.answers.pyramid.movement import MovementAnswer, month_ends, movement, why_now, year_before
from kadash.answers.pyramid.ways import BESIDE, WAYS, with_ways

__all__ = [
    "BESIDE", "LEAVERS", "WAYS", "Cell", "CrossedAnswer", "Left", "LeavingAnswer", "MovementAnswer", "PyramidAnswer",
    "crossed", "leaving", "month_ends", "movement", "pyramid", "why_now", "with_ways", "year_before",
]
