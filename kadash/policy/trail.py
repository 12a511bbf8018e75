"""How long it is kept who did what."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part


class TrailRules(Part):
    """How long the lines of the trail are kept."""

    kept_days: int = Field(
        ge=0, le=36_500, description="lines of the trail older than so many days go at the next load; 0: none goes")
