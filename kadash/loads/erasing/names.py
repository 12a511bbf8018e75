"""Which persons the journal knows of an account, and what an entry says once their names are taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from kadash.loads.personal import TAKEN_OUT
from kadash.reviews.people import people_from_body
from kadash.store import Journal

PEOPLE = "people"
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def names_of(journal: Journal, account_id: str) -> list[str]:
    """Names of the customer's people that were ever entered for an account, in the order of first entry."""
    found = [one.name for entry in journal.history(PEOPLE, account_id) for one in people_from_body(entry.body).theirs]
    return list(dict.fromkeys(found))


def places_of(journal: Journal, account_id: str, names: Sequence[str]) -> dict[str, int]:
    """Kind of entry to how many entries, of all history, erasing these names would overwrite."""
    found: dict[str, int] = {}
    for line in journal.lines():
        body = str(line.body)
        if without(line.kind, line.subject, body, account_id, names) != body:
            found[line.kind] = found.get(line.kind, 0) + 1
    return found


def without(kind: str, subject: str, body: str, account_id: str, names: Sequence[str]) -> str:
    """The body of an entry without an account's persons: their map goes as a whole, elsewhere their names do.

    kind reading: what is remembered of files holds samples of their cells, whoever they are of.
    """
    if kind == PEOPLE and subject == account_id:
        return "null"
    if kind != "reading" and not _is_of(subject, body, account_id):
        return body
    try:
        told = json.loads(body)
    except ValueError:
        return "null"  # what a hand or a disk spoilt: nobody can say what it holds
    cleaned = _cleaned(told, [_pattern(name) for name in names if name.strip()])
    return body if cleaned == told else json.dumps(cleaned, ensure_ascii=False)


def _is_of(subject: str, body: str, account_id: str) -> bool:
    if account_id in subject.split("|"):
        return True
    try:
        told = json.loads(body)
    except ValueError:
        return False
    return isinstance(told, Mapping) and account_id in (told.get("account"), told.get("account_id"))


def _pattern(name: str) -> re.Pattern[str]:
    """A name wherever it stands: as a whole word in letters, anywhere in Chinese; case and spaces aside."""
    text = r"\s+".join(re.escape(part) for part in name.split())
    return re.compile(rf"(?<!\w){text}(?!\w)" if _LATIN.search(name) else text, re.IGNORECASE)


def _cleaned(told: object, patterns: Sequence[re.Pattern[str]]) -> object:
    if isinstance(told, str):
        return _without(told, patterns)
    if isinstance(told, Mapping):
        return {_without(str(key), patterns): _cleaned(value, patterns) for key, value in told.items()}
    if isinstance(told, list):
        return [_cleaned(value, patterns) for value in told]
    return told


def _without(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub(TAKEN_OUT, text)
    return text
