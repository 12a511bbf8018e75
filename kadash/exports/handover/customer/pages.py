"""The customer's pages: what you bought, what we did, what we offer, what comes next; made from their facts alone."""

from __future__ import annotations

from kadash.answers.review import service_name
from kadash.exports.handover import cells
from kadash.exports.handover.content import (
    BarChart,
    Block,
    Bullets,
    Cell,
    Figure,
    Figures,
    MonthChart,
    Page,
    Section,
    Sentence,
    Series,
    Table,
    Unit,
)
from kadash.exports.handover.customer.facts import Bought, CustomerFacts
from kadash.exports.handover.customer.sums import lines_table, overlap, services_table, whole
from kadash.exports.handover.units import money_unit
from kadash.language import Words

MOST_CATEGORIES, MOST_PRODUCTS = 8, 8
COMPLAINT = "complaint"


def customer_section(facts: CustomerFacts, words: Words) -> Section:
    """The pages for the customer; a page that has nothing to say is left out."""
    pages = (_year_page(facts, words), _categories_page(facts, words), _products_page(facts, words),
             _help_page(facts, words), _services_page(facts, words), _lines_page(facts, words),
             _sums_page(facts, words), _actions_page(facts, words))
    return Section(facts.account_name, words("handover.for_you", account=facts.account_name),
                   tuple(page for page in pages if page is not None))


def _year_page(facts: CustomerFacts, words: Words) -> Page:
    said = {"amount": words.money(facts.amount), "days": words.number(facts.purchase_days)}
    if facts.amount_before > 0:
        title = words("handover.you.year", None, change=_change(facts.amount, facts.amount_before, words), **said)
    else:
        title = words("handover.you.first_year", None, **said)
    blocks: list[Block] = [_figures(facts, words)]
    if facts.months:
        amounts = tuple(month.amount for month in facts.months)
        heading = words("handover.you.months")
        blocks.append(MonthChart(
            heading, tuple(month.month for month in facts.months),
            (Series(words("handover.you.bought"), amounts, "earned", other_below="lost"),),
            money_unit(amounts, words), heading))
    return Page(words("handover.about.you_year"), title, tuple(blocks))


def _figures(facts: CustomerFacts, words: Words) -> Figures:
    found = [
        Figure(words("handover.you.amount"), words.money(facts.amount),
               words("handover.on_year_before", change=_change(facts.amount, facts.amount_before, words))
               if facts.amount_before > 0 else ""),
        Figure(words("handover.you.days"), words.number(facts.purchase_days)),
    ]
    if facts.categories:
        found.append(Figure(words("handover.you.categories"),
                            words.number(sum(category.amount > 0 for category in facts.categories))))
    if facts.owed is not None:
        overdue = words("handover.you.overdue", facts.owed.overdue_invoices, amount=words.money(
            facts.owed.overdue_amount), oldest=words.date(facts.owed.oldest_due)) if facts.owed.overdue_invoices else ""
        found.append(Figure(words("handover.you.open"), words.money(facts.owed.open_amount), overdue))
    return Figures(tuple(found))


def _categories_page(facts: CustomerFacts, words: Words) -> Page | None:
    shown = [category for category in facts.categories if category.amount > 0 or category.amount_before > 0]
    if not shown or facts.amount <= 0:
        return None
    shown = shown[:MOST_CATEGORIES]
    now, before = tuple(one.amount for one in shown), tuple(one.amount_before for one in shown)
    heading = words("handover.you.by_category")
    chart = BarChart(heading, tuple(one.name for one in shown), (
        Series(words("review.column.this_year"), now, "earned"),
        Series(words("review.column.year_before"), before, "context")),
        money_unit(now + before, words), heading)
    title = words("handover.you.most_category", None, category=shown[0].name, amount=words.money(shown[0].amount),
                  share=words.percent(shown[0].amount / facts.amount, 0))
    return Page(words("handover.about.you_categories"), title, (chart,))


def _products_page(facts: CustomerFacts, words: Words) -> Page | None:
    shown = [product for product in facts.products if product.amount > 0][:MOST_PRODUCTS]
    if not shown:
        return None
    heads = tuple(words(f"handover.you.{head}") for head in (
        "product", "quantity", "quantity_before", "paid", "paid_before"))
    table = Table(words("handover.you.products"), heads, tuple(_product(one, words) for one in shown),
                  (3.0, 1.0, 1.0, 1.2, 1.2), frozenset({1, 2, 3, 4}))
    bought = sum(product.amount > 0 for product in facts.products)
    title = words("handover.you.products_title", bought, shown=words.number(len(shown)), share=words.percent(
        min(1.0, sum(one.amount for one in shown) / facts.amount) if facts.amount > 0 else None, 0))
    return Page(words("handover.about.you_products"), title, (table,))


def _product(one: Bought, words: Words) -> tuple[Cell, ...]:
    return (Cell(one.name), cells.number(one.quantity, words), cells.number(one.quantity_before, words),
            cells.money(one.amount, words), cells.money(one.amount_before, words))


def _help_page(facts: CustomerFacts, words: Words) -> Page | None:
    """What we did for them; to have had to complain is told beside it, and is no help that they got."""
    helped = [one for one in facts.help_given if one.kind != COMPLAINT]
    said = [words("handover.you.complaints", one.times, closed=words.number(one.closed))
            for one in facts.help_given if one.kind == COMPLAINT]
    if not facts.help_given:
        return None
    heading, blocks = words("handover.you.help"), list[Block]()
    counts = tuple(float(one.times) for one in helped)
    if helped:
        blocks.append(BarChart(heading, tuple(words(f"handover.help.{one.kind}") for one in helped),
                               (Series(words("handover.you.times"), counts, "earned"),), Unit(), heading))
        said.insert(0, words("handover.you.help_title", int(sum(counts))))
    title, *others = said
    blocks += [Sentence(one) for one in others]
    if facts.delivered_on_time is not None:
        blocks.append(Sentence(words("handover.you.on_time", share=words.percent(facts.delivered_on_time, 0))))
    return Page(words("handover.about.you_help"), title, tuple(blocks))


def _services_page(facts: CustomerFacts, words: Words) -> Page | None:
    if not facts.services:
        return None
    names = [_service(service, words) for service in facts.services]
    blocks = tuple(Bullets(name, _offer(service, words)) for service, name in zip(facts.services, names, strict=True))
    return Page(words("handover.about.you_services"), words("handover.you.services", len(names),
                                                            services=words.listed(names)), blocks)


def _lines_page(facts: CustomerFacts, words: Words) -> Page | None:
    if facts.sums is None or not facts.sums.lines:
        return None
    benefits, sacrifices = (sum(line.amount for line in facts.sums.lines if line.side == side)
                            for side in ("benefit", "sacrifice"))
    title = words("handover.you.lines", None, benefits=words.money(benefits), sacrifices=words.money(sacrifices))
    return Page(words("handover.about.sum"), title, (lines_table(facts.sums.lines, words),))


def _sums_page(facts: CustomerFacts, words: Words) -> Page | None:
    if facts.sums is None:
        return None
    net = whole(facts.sums).net
    title = words("handover.you.sum", None, net=words.money(net)) if net is not None and net > 0 else words(
        "handover.you.sum_open")
    return Page(words("handover.about.sum"), title, (
        services_table(facts.sums, words, lambda service: _service(service, words), words("handover.you.changes")),
        *overlap(facts.sums, words)))


def _offer(service_id: str, words: Words) -> tuple[str, ...]:
    """What we say of a service before its customer; nothing where nothing was written for their eyes."""
    key = f"handover.offer.{service_id}"
    said = words(key) if words.has(key) else ""
    return (said,) if said else ()


def _service(service_id: str, words: Words) -> str:
    """What we call a service before its customer; the catalogue's name where that speaks to them as well."""
    key = f"handover.offer_name.{service_id}"
    return words(key) if words.has(key) else service_name(service_id, words)


def _actions_page(facts: CustomerFacts, words: Words) -> Page | None:
    if not facts.actions:
        return None
    table = Table(words("handover.you.actions"), (words("review.plan.what"), words("review.plan.due")),
                  tuple((Cell(action.what), cells.day(action.due, words)) for action in facts.actions), (3.5, 1.0))
    return Page(words("handover.about.you_actions"), words("handover.you.actions_title", len(facts.actions)), (table,))


def _change(now: float, before: float, words: Words) -> str:
    return words.percent((now - before) / before, 0, sign=True)
