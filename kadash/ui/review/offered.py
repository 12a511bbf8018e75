"""The services proposed for the type of buyer that counts now, worked out once a session of looking."""

from __future__ import annotations

from kadash.answers import Asked
from kadash.answers.review import BuyerView, Entered, Offer, ReviewHead, buyer_view, offers_for_type
from kadash.ui.cache import kept


def offered(asked: Asked, account: ReviewHead, told: Entered) -> tuple[BuyerView | None, list[Offer]]:
    """The opinion on the buyer, and the proposals that go with it."""
    view, published = buyer_view(asked, account, told), account.layer("buyer_type")
    kind = view.type if view else published
    return view, kept(offers_for_type, asked, account.account_id, kind, published)
