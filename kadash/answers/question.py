"""The text of a question, as it stands in answers/sql, for who sees all or for who does not."""

from __future__ import annotations

import re
from functools import cache

from kadash.access import Scope
from kadash.store import sql_text

ROOM = "kadash.answers.sql"
_CONDITION = re.compile(r"\b(among(?:_attributes|_by_group|_by_id)?|seen|seen_by_id)\((\w+)\)")
_WITHOUT_GROUPS = {"among_by_id": "among_by_id_of_no_group"}


@cache
def question_text(name: str, *, narrowed: bool = False, grouped: bool = True) -> str:
    """Its SQL, with the conditions on whose accounts are counted (among*.sql, seen*.sql) where it says `among(alias)`,
    `among_by_group(alias)`, `among_by_id(alias)`, `seen(alias)` or `seen_by_id(alias)`.

    narrowed: for a viewer who does not see all. For one who does, `seen` is true and costs nothing. Were a condition
    not put in, the database would refuse the question: it knows no such function. grouped: whether groups are asked
    for; the text of a question without them finds nobody where they are.
    """
    return with_conditions(sql_text(ROOM, f"{name}.sql"), narrowed=narrowed, grouped=grouped)


def with_conditions(text: str, *, narrowed: bool, grouped: bool = True) -> str:
    """A text in which the conditions are only named, with the conditions."""
    return _CONDITION.sub(lambda found: _condition(found[1], found[2], narrowed, grouped), text)


def scope_params(text: str, scope: Scope) -> dict[str, object]:
    """The parameters of a narrowed text: whose accounts are seen; none where it does not ask.

    >>> scope_params("... where seen(a)", Scope.everything())
    {}
    >>> scope_params("... $owners_seen ... $regions_seen", Scope.of(owners=["Li"], regions=["North"]))
    {'owners_seen': ['Li'], 'regions_seen': ['North']}
    """
    if scope.owners is None or "$owners_seen" not in text:
        return {}
    return {"owners_seen": sorted(scope.owners), "regions_seen": sorted(scope.regions)}


def _condition(kind: str, alias: str, narrowed: bool, grouped: bool) -> str:
    if not narrowed and kind.startswith("seen"):
        return "true"
    text = _text(kind if grouped else _WITHOUT_GROUPS.get(kind, kind))
    return with_conditions(text.replace("{alias}", alias), narrowed=narrowed, grouped=grouped)


@cache
def _text(kind: str) -> str:
    lines = sql_text(ROOM, f"{kind}.sql").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))
