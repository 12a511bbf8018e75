"""The views of the pyramid page, a file each."""

from kadash.ui.pyramid.concentration import concentration_view
from kadash.ui.pyramid.crossed import crossed_view
from kadash.ui.pyramid.layers import layers
from kadash.ui.pyramid.margin import margin
from kadash.ui.pyramid.movement import movement_view
from kadash.ui.pyramid.score import score_view
from kadash.ui.pyramid.worth import worth_view

VIEWS = {
    "layers": layers, "score": score_view, "movement": movement_view, "crossed": crossed_view,
    "concentration": concentration_view, "margin": margin, "worth": worth_view,
}
"""View, as the address names it, to what draws it; in the order they are offered."""

__all__ = ["VIEWS"]
