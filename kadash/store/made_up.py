"""Which loaded files are the sample company's: it is made up, and makes way for files of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kadash.store.generation import Generation
from kadash.store.home import Home

KIND, SUBJECT = "setting", "sample"


def mark_sample(home: Home, hashes: Iterable[str], *, who: str, at: datetime) -> None:
    """Note that files are the sample company's, whatever is loaded after them."""
    before, found = _marked(home), frozenset(hashes)
    if not found <= before:
        home.journal().put(KIND, SUBJECT, {"files": sorted(before | found)}, author=who, at=at)


def sample_sources(home: Home, generation: Generation | None) -> frozenset[str]:
    """Hashes of the files behind a state that are the sample company's; empty where all are the user's own."""
    marked = _marked(home) if generation is not None else frozenset()
    if generation is None or not marked:
        return frozenset()
    return marked & {str(sha256) for sha256, in generation.rows("select distinct sha256 from meta.source")}


def making_way(home: Home, generation: Generation | None, fresh: frozenset[str] | set[str]) -> frozenset[str]:
    """Hashes of the sample's files where any of the new ones is somebody's own; empty where nothing has to go."""
    return sample_sources(home, generation) if fresh - _marked(home) else frozenset()


def _marked(home: Home) -> frozenset[str]:
    kept = home.journal().get(KIND, SUBJECT)
    body = kept.body if kept is not None else None
    return frozenset(map(str, body.get("files", []))) if isinstance(body, dict) else frozenset()
