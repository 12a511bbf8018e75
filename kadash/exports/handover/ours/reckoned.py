"""The arithmetic with the customer as we see it: their side, how the gain is shared, and what is still to be asked."""

from __future__ import annotations

from kadash.answers.review import CustomerSum, service_name
from kadash.exports.handover.content import Block, Bullets, Page
from kadash.exports.handover.customer.sums import overlap, own_sum, services_table, whole
from kadash.language import Words
from kadash.reviews.arithmetic import Shared


def reckoned_page(found: CustomerSum, words: Words) -> Page | None:
    """What the services come to for the customer and for us; nothing before one of them is known in full."""
    done = found.done
    sums = own_sum(done, frozenset(one.service_id for one in done.services))
    if sums is None:
        return None
    blocks: list[Block] = [services_table(sums, words, lambda service: service_name(service, words),
                                          words("review.sum.services")), *overlap(sums, words)]
    if found.shared is not None:
        blocks.append(Bullets(words("handover.sum.sharing"), _sharing(found.shared, done.years, words)))
    if done.asked:
        blocks.append(Bullets(words("handover.sum.open"), (words("handover.sum.to_ask", len(done.asked)),)))
    title = words("handover.sum.them", None, net=words.money(whole(sums).net, sign=True))
    return Page(words("handover.about.sum"), title, tuple(blocks))


def _sharing(shared: Shared, years: int, words: Words) -> tuple[str, ...]:
    """What each side has, and what of theirs is a concession of ours."""
    said = words("handover.sum.shared", None, theirs=words.money(shared.theirs), ours=words.money(shared.ours),
                 years=words.number(years))
    if not shared.conceded:
        return (said,)
    return (said, words("review.sum.conceded", None, money=words.money(shared.conceded)))
