"""Whole documents: one account or several for us, one account for its customer."""

from __future__ import annotations

import math

from kadash.answers import Asked
from kadash.answers.review import ReviewDossier, ReviewHead
from kadash.exports.handover import cells
from kadash.exports.handover.clean import clean
from kadash.exports.handover.content import Cell, Document, Page, Section, Table
from kadash.exports.handover.customer import CustomerFacts, customer_section
from kadash.exports.handover.ours import our_section
from kadash.language import Words

ACCOUNTS_A_PAGE = 12


def our_document(asked: Asked, reviews: list[ReviewDossier], words: Words) -> Document:
    """A file for us: the pages of each account, before them a list where there are several."""
    heads = [review.head for review in reviews]
    sections = [our_section(review, words) for review in reviews]
    if len(heads) > 1:
        name = words("handover.title.us_many", len(heads))
        sections.insert(0, Section(name, words("handover.internal"), _lists(heads, words)))
        title = name
    else:
        title = words("handover.title.us", account=heads[0].account_name)
    foot = (words("handover.as_of", date=words.date(asked.as_of)), *_money_words(
        asked.currency, asked.amounts_with_tax, words), words("handover.internal"))
    return clean(Document(words.language, title, words("handover.internal"), foot, tuple(sections)))


def customer_document(facts: CustomerFacts, words: Words) -> Document:
    """A file for the customer, from what they may see and nothing else."""
    foot = (words("handover.as_of", date=words.date(facts.as_of)), *_money_words(
        facts.currency, facts.amounts_with_tax, words))
    return clean(Document(
        words.language, words("handover.title.customer", account=facts.account_name), facts.contact, foot,
        (customer_section(facts, words),)))


def _money_words(currency: str, with_tax: bool, words: Words) -> tuple[str, ...]:
    named = words.currency(currency)
    return (named, words("handover.with_tax")) if with_tax else (named,)


def _lists(heads: list[ReviewHead], words: Words) -> tuple[Page, ...]:
    """The accounts as a list, so many a page."""
    title = words("handover.list.title", len(heads), **{
        name: words.money(_sum(heads, f"{name}_12m")) for name in ("revenue", "contribution")})
    columns = tuple(words(key) for key in (
        "review.column.account", "review.column.tier", "handover.list.flags", "review.fact.revenue",
        "review.fact.contribution"))
    return tuple(
        Page(words("handover.list.about"), title, (Table(
            words("handover.list.about"), columns, tuple(_row(head, words) for head in heads[at:at + ACCOUNTS_A_PAGE]),
            (2.4, 0.8, 2.4, 1.0, 1.0), frozenset({3, 4})),))
        for at in range(0, len(heads), ACCOUNTS_A_PAGE))


def _sum(heads: list[ReviewHead], figure: str) -> float | None:
    """The sum over those where it is known; None where it is known of none."""
    known = [value for head in heads if (value := head.figure(figure)) is not None]
    return math.fsum(known) if known else None


def _row(head: ReviewHead, words: Words) -> tuple[Cell, ...]:
    tier = head.layer("value_tier")
    return (Cell(head.account_name), Cell(words(f"layer.value_tier.{tier}") if tier else ""),
            Cell(words.listed([words(f"flag.{flag}") for flag in head.flags["flag"]])),
            cells.money(head.figure("revenue_12m"), words), cells.money(head.figure("contribution_12m"), words))
