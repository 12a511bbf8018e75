"""When survey answers are enough to say what matters to customers."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part


class VoiceRules(Part):
    """Derived importance: from how many answers on it is believed, and how long after an answer is looked."""

    answers_per_driver: int = Field(
        ge=2, description="derived importance: at least so many answers for each driver asked")
    fewest_answers: int = Field(
        ge=20, description="and never from fewer than so many; an account and half-year counts once")
    days_after: int = Field(ge=90, le=365, description="an answer counts once so many days have passed since")
