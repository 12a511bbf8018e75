"""The company's secret behind pseudonyms: whoever lacks it cannot reckon a number from a name."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from kadash.errors import KadashError
from kadash.store import Home

KIND, SUBJECT = "setting", "pseudonyms"
_AUTHOR = "kadash"


def pseudonym_key(home: Home) -> str:
    """The secret; made when first asked for and the same from then on, in a restored backup too."""
    journal = home.journal()
    kept = journal.get(KIND, SUBJECT)
    if kept is None:
        try:
            kept = journal.put(KIND, SUBJECT, {"key": secrets.token_hex(32)}, author=_AUTHOR, at=datetime.now(UTC),
                               expected=0)
        except KadashError:  # another session was first
            kept = journal.get(KIND, SUBJECT)
    assert kept is not None and isinstance(kept.body, dict)
    return str(kept.body["key"])
