"""What a load changed about the files behind the numbers, as settings of its generation."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kadash.loads.given import Source
from kadash.store import Home


def what_changed(home: Home, used: Iterable[Source]) -> dict[str, str]:
    """built_from: the state before; files_added and files_removed: labels, as JSON lists; all of it for the history."""
    now = {source.sha256: source.label for source in used}
    current = next((info.name for info in home.generations() if info.current), "")
    before = _files(home)
    added = [label for sha256, label in now.items() if sha256 not in before]
    removed = [label for sha256, label in before.items() if sha256 not in now]
    return {"built_from": current, "files_added": json.dumps(added, ensure_ascii=False),
            "files_removed": json.dumps(removed, ensure_ascii=False)}


def _files(home: Home) -> dict[str, str]:
    generation = home.generation()
    if generation is None:
        return {}
    return {str(sha256): str(file) for sha256, file in generation.rows(
        "select sha256, min(file) from meta.source group by sha256 order by min(source_id)")}
