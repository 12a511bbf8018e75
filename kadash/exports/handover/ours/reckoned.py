"""The arithmetic with the customer as we see it: their side, how the gain is shared, and what is still to be asked."""

from __future__ import annotations

from kadash.answers.review import CustomerSum, service_name
from kadash.exports.handover.content import Block, Bullets, Page
from kadash.exports.handover.customer.sums import own_sum, services_table, whole
from kadash.language import Words


def reckoned_page(found: CustomerSum, words: Words) -> Page | None:
    """What the services come to for the customer and for us; nothing before one of them is known in full."""
    done = found.done
    sums = own_sum(done, frozenset(one.service_id for one in done.services))
    if sums is None:
        return None
    blocks: list[Block] = [services_table(sums, words, lambda service: service_name(service, words),
                                          words("review.sum.services"))]
    if found.shared is not None:
        blocks.append(Bullets(words("handover.sum.sharing"), (words(
            "handover.sum.shared", None, theirs=words.money(found.shared.theirs), ours=words.money(found.shared.ours),
            years=words.number(done.years)),)))
    if done.asked:
        blocks.append(Bullets(words("handover.sum.open"), (words("handover.sum.to_ask", len(done.asked)),)))
    title = words("handover.sum.them", None, net=words.money(whole(sums).net, sign=True))
    return Page(words("handover.about.sum"), title, tuple(blocks))
