"""The views of the pyramid page, a file each."""

from kadash.ui.pyramid.layers import layers
from kadash.ui.pyramid.margin import margin
from kadash.ui.pyramid.worth import worth_view

VIEWS = {"layers": layers, "margin": margin, "worth": worth_view}
"""View, as the address names it, to what draws it; in the order they are offered."""

__all__ = ["VIEWS"]
