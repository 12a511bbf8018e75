"""A review as content for us: everything that the five steps say, one message a page."""

from __future__ import annotations

from kadash.answers import Asked
from kadash.answers.review import ReviewHead, moved, offers, understood
from kadash.exports.handover.content import Page, Section
from kadash.exports.handover.ours.explained import category_page, payment_page
from kadash.exports.handover.ours.offered import offered_page
from kadash.exports.handover.ours.planned import planned_page
from kadash.exports.handover.ours.standing import standing_page
from kadash.exports.handover.ours.went import bridge_page, history_page, price_page, products_page
from kadash.language import Words
from kadash.reviews.plan import Plan


def our_section(asked: Asked, account: ReviewHead, plan: Plan, words: Words) -> Section:
    """The pages of one account for us; a page that has nothing to say is left out."""
    went, why = moved(asked, account.account_id), understood(asked, account.account_id)
    pages: list[Page | None] = [
        standing_page(account, words),
        history_page(went, words),
        price_page(account, went, words),
        bridge_page(went, words),
        products_page(went, words),
        payment_page(account, why, words),
        category_page(why, words),
        offered_page(offers(asked, account.account_id), words),
        planned_page(plan, words),
    ]
    known = (account.account_id, *(account.text(fact) for fact in ("industry", "region", "owner")))
    return Section(account.account_name, " · ".join(text for text in known if text),
                   tuple(page for page in pages if page is not None))
