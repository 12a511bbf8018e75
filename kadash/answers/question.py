"""The text of a question, as it stands in answers/sql."""

from __future__ import annotations

import re
from functools import cache

from kadash.store import sql_text

ROOM = "kadash.answers.sql"
_AMONG = re.compile(r"\bamong\((\w+)\)")


@cache
def question_text(name: str) -> str:
    """Its SQL; where it says `among(alias)`, the one condition on whose accounts are counted (among.sql).

    Forgotten here, the database would refuse the question: it knows no such function.
    """
    return _AMONG.sub(lambda found: _among().replace("{alias}", found[1]), sql_text(ROOM, f"{name}.sql"))


@cache
def _among() -> str:
    lines = sql_text(ROOM, "among.sql").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))
