"""One account's review, step by step: who it is, what moved, what explains it, what to offer, and who comes next."""

from kadash.answers.review.buyer import BuyerView, barred_for, buyer_view
from kadash.answers.review.customer import CustomerSum, customer_sum
from kadash.answers.review.dossier import ReviewDossier, offers_of, review_dossier, steps_of
from kadash.answers.review.entered import Entered, entered
from kadash.answers.review.facts import GROUPS as FACT_GROUPS
from kadash.answers.review.facts import Fact, facts
from kadash.answers.review.for_customer import CustomerDossier
from kadash.answers.review.head import FIGURES_SEEN, ReviewHead, figures_seen, review_head
from kadash.answers.review.lanes import SPANS_OF_TIME, time_line
from kadash.answers.review.last import LastReview, last_review
from kadash.answers.review.moved import Moved, moved
from kadash.answers.review.offers import Offer, offers, service_about, service_name
from kadash.answers.review.order import ReviewsWanted, reviews_wanted
from kadash.answers.review.reproposed import offers_for_type
from kadash.answers.review.rows import KINDS, RowsBehind, rows_behind
from kadash.answers.review.score import Ledger, ledger, lifts
from kadash.answers.review.standing import Standing, binds, standing
from kadash.answers.review.timeline import timeline
from kadash.answers.review.understood import Understood, understood

__all__ = [
    "FACT_GROUPS", "FIGURES_SEEN", "KINDS", "SPANS_OF_TIME", "BuyerView", "CustomerDossier", "CustomerSum",
    "Entered", "Fact", "LastReview", "Ledger", "Moved", "Offer", "ReviewDossier", "ReviewHead", "ReviewsWanted",
    "RowsBehind", "Standing", "Understood", "barred_for", "binds", "buyer_view", "customer_sum", "entered",
    "facts", "figures_seen", "last_review", "ledger", "lifts", "moved", "offers", "offers_for_type", "offers_of",
    "review_dossier",
    "review_head", "reviews_wanted", "rows_behind", "service_about", "service_name", "standing",
    "steps_of", "time_line", "timeline", "understood",
]
