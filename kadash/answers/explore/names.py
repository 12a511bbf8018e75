"""What accounts and products are called: questions group by their numbers, since two may share a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis

_QUESTIONS = {"account_id": "explore_account_names", "parent_id": "explore_account_names",
              "product": "explore_product_names", "product_id": "explore_product_names"}


def names_of(ground: Ground, keys: Mapping[Axis, Iterable[object]]) -> dict[str, str]:
    """Number to name of those keys that have one; nothing for a file explored alone."""
    if ground.asked is None:
        return {}
    found: dict[str, str] = {}
    for axis, values in keys.items():
        question = _QUESTIONS.get(axis.field)
        wanted = sorted({str(value) for value in values if isinstance(value, str)})
        if question is not None and wanted:
            found |= {str(row["key"]): str(row["name"]) for row in ground.asked.records(question, keys=wanted)}
    return found
