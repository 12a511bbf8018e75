"""When people wrote something down about an account: plans, closed reviews, calls, what was heard, services given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kadash.answers.service_plan.saved import TASK
from kadash.reviews.called import called_from_body
from kadash.reviews.closed import closed_from_body
from kadash.reviews.happenings import Happening
from kadash.reviews.heard import heard_from_body
from kadash.store import Entry, Journal

MOST_LETTERS = 160
"""Notes are shown up to so many letters: the whole of them stands where they were written."""


def noted(journal: Journal, account_id: str) -> tuple[Happening, ...]:
    """What held at the end of each day on which something was entered; what was taken back is left out."""
    found = [Happening(day, "plan_saved", "", None, False)
             for day in _last_of_days(journal.history("plan", account_id))]
    found += [Happening(one.closed_on, "review_closed", "", None, False)
              for entry in _last_of_days(journal.history("review", account_id)).values()
              if (one := closed_from_body(entry.body)) is not None]
    found += [Happening(called.called_on, "called", called.called, None, False)
              for entry in _last_of_days(journal.history("buyer_type", account_id)).values()
              if (called := called_from_body(entry.body)) is not None]
    found += [Happening(day, "heard", notes[:MOST_LETTERS], None, True)
              for day, entry in _last_of_days(journal.history("heard", account_id)).items()
              if (notes := heard_from_body(entry.body).notes)]
    return tuple(found + _services_done(journal, account_id))


def _services_done(journal: Journal, account_id: str) -> list[Happening]:
    """Tasks of saved service plans that somebody marked as done."""
    done = []
    for entry in journal.all(TASK):
        _, account, service = [*entry.subject.split("|"), "", ""][:3]
        if account == account_id and isinstance(entry.body, Mapping) and entry.body.get("state") == "done":
            done.append(Happening(_day(entry), "service_done", service, None, False))
    return done


def _last_of_days(history: list[Entry]) -> dict[dt.date, Entry]:
    """The last entry of each day, where it holds something."""
    days = {_day(entry): entry for entry in history}
    return {day: entry for day, entry in days.items() if entry.body is not None}


def _day(entry: Entry) -> dt.date:
    return entry.entered_at.astimezone().date()
