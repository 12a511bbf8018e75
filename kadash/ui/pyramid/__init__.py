"""The views of the pyramid page, a file each."""

from kadash.ui.pyramid.layers import layers
from kadash.ui.pyramid.margin import margin

VIEWS = {"layers": layers, "margin": margin}
"""View, as the address names it, to what draws it; in the order they are offered."""

__all__ = ["VIEWS"]
