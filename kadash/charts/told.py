"""A figure as it is told to the browser: made once, shown again and again, changed by nobody."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


class Told(go.Figure):  # type: ignore[misc]
    """What is left of a figure once it is whole: plain values, which are neither copied nor looked at again."""

    def __init__(self, figure: go.Figure) -> None:
        object.__setattr__(self, "_told", figure.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The same values each time."""
        found: dict[str, Any] = self._told
        return found
