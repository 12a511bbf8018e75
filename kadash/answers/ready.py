"""What pages start from is made before anybody asks: at 200,000 accounts the first visitor of a file waited for it."""

from __future__ import annotations

import datetime as dt

from kadash.answers.asked import Asked
from kadash.answers.changes import compare_ahead
from kadash.answers.score import scored
from kadash.answers.service_plan import plan_base
from kadash.answers.what_if import SCHEME, what_if_base
from kadash.store import Home

LEAST_ACCOUNTS = 20_000
"""Of fewer accounts all of it takes less than a fifth of a second: whoever asks first does not notice."""


def make_ready(asked: Asked, home: Home, today: dt.date) -> bool:
    """Make and keep what score, service plan and what-if start from, and what the last load changed; False where that
    is not worth it, or the file was made by another version and is to be made anew.

    What a viewer who sees some accounts is shown is picked out of it when they ask (docs/decisions/287).
    """
    if asked.outdated or asked.records("in_sight_count")[0]["accounts"] < LEAST_ACCOUNTS:
        return False
    compare_ahead(asked, home, viewer="", today=today)
    scored(asked)
    plan_base(asked)
    what_if_base(asked, SCHEME, None, None)
    return True
