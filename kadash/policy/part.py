"""What every section of the policy is: frozen, typed, without keys that nobody knows."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """A section of the policy, or a part of one."""

    model_config = ConfigDict(frozen=True, extra="forbid")
