"""A review as content for us: everything that the five steps say, one message a page."""

from __future__ import annotations

from kadash.answers.review import ReviewDossier
from kadash.exports.handover.content import Page, Section
from kadash.exports.handover.ours.explained import category_page, payment_page
from kadash.exports.handover.ours.offered import offered_page
from kadash.exports.handover.ours.people import people_page
from kadash.exports.handover.ours.planned import planned_page
from kadash.exports.handover.ours.reckoned import reckoned_page
from kadash.exports.handover.ours.relation import buyer_page, last_page, steps_page
from kadash.exports.handover.ours.scored import score_page
from kadash.exports.handover.ours.standing import standing_page
from kadash.exports.handover.ours.talked import quotes_page, timeline_page
from kadash.exports.handover.ours.went import bridge_page, history_page, price_page, products_page
from kadash.language import Words


def our_section(review: ReviewDossier, words: Words) -> Section:
    """The pages of one account for us; a page that has nothing to say is left out."""
    account = review.head
    pages: list[Page | None] = [
        standing_page(account, words),
        last_page(review.last, words),
        history_page(review.moved, words),
        price_page(account, review.moved, words),
        bridge_page(review.moved, words),
        products_page(review.moved, words),
        payment_page(account, review.understood, words),
        category_page(review.understood, words),
        quotes_page(review.standing, words),
        timeline_page(review.line, words),
        score_page(review.score, words),
        buyer_page(review.buyer, words),
        people_page(review.entered.people, review.as_of, words),
        steps_page(review.steps, words),
        offered_page(list(review.offers), words),
        reckoned_page(review.customer, words),
        planned_page(review.entered.plan, words),
    ]
    known = (account.account_id, *(account.text(fact) for fact in ("industry", "region", "owner")))
    return Section(account.account_name, " · ".join(text for text in known if text),
                   tuple(page for page in pages if page is not None))
