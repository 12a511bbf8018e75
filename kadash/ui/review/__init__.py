"""The five steps of an account review on screen, one file a step, and the head above them."""

from kadash.answers.review import ReviewHead
from kadash.ui.frame import Page
from kadash.ui.review.choose import choose
from kadash.ui.review.decided import decided
from kadash.ui.review.erase import erase
from kadash.ui.review.head import head
from kadash.ui.review.moved import moved
from kadash.ui.review.planned import planned
from kadash.ui.review.promised import promised
from kadash.ui.review.understood import understood

STEPS = {"promised": promised, "moved": moved, "understood": understood, "decided": decided, "planned": planned}
"""Step, as in the address bar, to what draws it: each takes the page and the account's head."""

OF_WHO_ENTERS = ("promised", "decided", "planned")
"""Steps that are made of what people enter."""


def first_step(page: Page, account: ReviewHead) -> str:
    """Where a review opens: with what was promised, or, where nothing was yet, with what moved."""
    journal = page.home.journal()
    return "promised" if any(journal.get(kind, account.account_id) for kind in ("plan", "review")) else "moved"


__all__ = ["OF_WHO_ENTERS", "STEPS", "choose", "erase", "first_step", "head"]
