"""What changed, as a terminal says it and as JSON."""

from __future__ import annotations

import datetime as dt

from kadash.answers.asked import Asked
from kadash.answers.changes.answer import Changes
from kadash.answers.changes.before import Nothing
from kadash.answers.changes.change import Change
from kadash.answers.changes.worded import account_name, compared_with, evidence_of, headline, sentence, why
from kadash.language import Words


def to_json(asked: Asked, found: Changes, words: Words) -> dict[str, object]:
    """Everything that changed, most important first, each with its evidence and as a sentence."""
    nothing = isinstance(found.before, Nothing)
    evidence = evidence_of(asked, found.changes, found.scheme)
    return {
        "since": found.since.isoformat() if isinstance(found.since, dt.date) else found.since,
        "compared_with": None if isinstance(found.before, Nothing) else {
            "as_of": found.before.as_of.isoformat(), "stands_in": found.before.stands_in or None},
        "nothing_to_compare": found.before.code if isinstance(found.before, Nothing) else None,
        "as_of": found.as_of.isoformat(), "currency": found.currency, "scheme": found.scheme,
        "rules_changed": found.rules_changed, "by_others_alone": 0 if nothing else found.beside,
        "dealt_with": len(found.dealt_with),
        "changes": [{**change.to_json(), "sentence": sentence(change, words), "why": why(change, evidence, words)}
                    for change in found.changes],
    }


def sentences(found: Changes, words: Words) -> list[str]:
    """What is compared, the headline, and a line a change."""
    said = [compared_with(found, words)]
    if not isinstance(found.before, Nothing) or found.changes:
        said.append(headline(found, words))
    return [*said, *(_line(change, words) for change in found.changes)]


def _line(change: Change, words: Words) -> str:
    money = words("changes.at_stake", None, money=words.money(change.at_stake))
    return words("changes.line", None, account=account_name(change, words), money=money, what=sentence(change, words))
