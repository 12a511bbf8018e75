"""Sales among columns whose headers say nothing: found by what the cells hold."""

from __future__ import annotations

from collections.abc import Sequence

from kadash.intake.recognise.choose import Choice
from kadash.intake.recognise.profile import Profile
from kadash.intake.text_table import TextTable


def by_content(
    table: TextTable, profiles: Sequence[Profile], choice: Choice, others: Sequence[tuple[TextTable, Choice]]
) -> Choice | None:
    return None
