"""In which order accounts want a review, and where one account stands in it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from kadash.answers.asked import Asked


@dataclass(frozen=True)
class ReviewsWanted:
    """Who wants a review most.

    rows: one row an account, first first: account_id, account_name, owner, urgency, flags (codes, comma between),
    at_stake, value_tier. urgent: how many have a flag to act on, also those beyond `rows`.
    """

    rows: pd.DataFrame
    urgent: int


@dataclass(frozen=True)
class Place:
    """Where an account stands among those of the viewer, 1 first; its neighbours; and whether it has flags."""

    place: int
    of: int
    previous_id: str | None
    next_id: str | None
    is_flagged: bool


def reviews_wanted(asked: Asked, most: int) -> ReviewsWanted:
    """The accounts that want a review most, at most so many: what is flagged first, most money first."""
    rows = asked.frame("review_order", most=most)
    return ReviewsWanted(rows, asked.records("review_urgent")[0]["accounts"])


def place_of(asked: Asked, account_id: str) -> Place | None:
    """The place of an account; None for one that is not there or not for this viewer's eyes."""
    if asked.scope.is_everything:
        found = asked.records("review_place", account_id=account_id)
    else:
        found = asked.records("review_place_of_some", account_id=account_id)
    return Place(**found[0]) if found else None
