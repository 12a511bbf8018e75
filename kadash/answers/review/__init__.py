"""One account's review, step by step: who it is, what moved, what explains it, what to offer, and who comes next."""

from kadash.answers.review.facts import GROUPS as FACT_GROUPS
from kadash.answers.review.facts import Fact, facts
from kadash.answers.review.head import FIGURES_SEEN, ReviewHead, figures_seen, review_head
from kadash.answers.review.moved import Moved, moved
from kadash.answers.review.offers import Offer, offers, service_about, service_name
from kadash.answers.review.order import ReviewsWanted, reviews_wanted
from kadash.answers.review.rows import KINDS, RowsBehind, rows_behind
from kadash.answers.review.score import Ledger, ledger, lifts, signed
from kadash.answers.review.understood import Understood, understood

__all__ = [
    "FACT_GROUPS", "FIGURES_SEEN", "KINDS", "Fact", "Ledger", "Moved", "Offer", "ReviewHead", "ReviewsWanted",
    "RowsBehind", "Understood", "facts", "figures_seen", "ledger", "lifts", "moved", "offers", "review_head",
    "reviews_wanted", "rows_behind", "service_about", "service_name", "signed", "understood",
]
