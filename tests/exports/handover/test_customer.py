"""The customer's file: made from nothing but what a customer may see, and leaking nothing in any format."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import re
from collections.abc import Iterator
from typing import get_type_hints

import pytest

from kadash.answers import Asked
from kadash.answers.review import Entered, ReviewDossier, ledger, review_dossier, reviews_wanted
from kadash.exports.handover.content import BarChart, Page, Sentence
from kadash.exports.handover.customer import CustomerFacts, customer_facts, customer_section
from kadash.exports.handover.customer.facts import (
    Bought,
    HelpGiven,
    MonthBought,
    Owed,
    OwnSum,
    ServiceGain,
    SharedAction,
    YearLine,
)
from kadash.exports.handover.document import customer_document, our_document
from kadash.exports.handover.order import FILE_FORMATS
from kadash.language import LANGUAGES, Words, words_in
from kadash.reviews.arithmetic_said import Said
from kadash.reviews.plan import Action, Plan
from tests.exports.handover.documents import says
from tests.exports.handover.test_formats import MADE

PLAN = Plan(
    goal="halve their standstill", problem="we lose money on their rush jobs", need="steady delivery",
    aim="bring the margin back to 28 per cent", services=("data_link", "named_adviser", "reprice", "serve_leaner"),
    actions=(Action(30, "tell them nothing of the price step", "Li", dt.date(2026, 10, 30), "price up 3 per cent"),
             Action(60, "connect three plants", "Li", dt.date(2026, 11, 29), "most orders", shared=True)))
SAID = Said({"hours_an_order": 1.5, "hour_cost": 90.0}, {("data_link", "ordering"): 0.5},
            {"data_link": 1200.0, "reprice": 1.0}, {"data_link": 5000.0, "reprice": 1.0})
OF_THE_PLAN = [PLAN.goal, PLAN.problem, PLAN.need, PLAN.aim, PLAN.actions[0].what, PLAN.actions[0].measure,
               "most orders", "30 Oct 2026", "2026年10月30日"]

MAY_BE_SEEN = {
    CustomerFacts: {"account_name", "as_of", "currency", "amounts_with_tax", "contact", "amount", "amount_before",
                    "purchase_days", "months", "categories", "products", "owed", "help_given", "delivered_on_time",
                    "services", "sums", "actions"},
    YearLine: {"code", "side", "amount"},
    ServiceGain: {"service_id", "gain", "fee", "one_off", "net", "payback_months"},
    OwnSum: {"lines", "services", "together", "overlaps"},
    MonthBought: {"month", "amount"},
    Bought: {"name", "amount", "amount_before", "quantity", "quantity_before"},
    Owed: {"open_amount", "overdue_amount", "overdue_invoices", "oldest_due"},
    HelpGiven: {"kind", "times", "closed"},
    SharedAction: {"what", "due"},
}
"""Every field of every object that the pages for a customer can reach, each the customer's own or chosen for them."""

SECRET_FACTS = (
    "contribution_12m", "contribution_prev_12m", "margin_rate_12m", "margin_rate_prev_12m", "price_to_list_12m",
    "price_to_list_prev_12m", "key_score", "historical_value", "current_value", "potential_value", "lifetime_value",
    "low", "high", "p_alive", "p_buys_12m", "retention_12m", "wallet_share", "continuity", "lateness")
SECRET_WORDS = {
    "en": ("margin", "contribution", "profit", "score", "lifetime", "tier", "erosion", "peers", "rank", "nursery",
           "expected gain", "cost of goods", "price to list", "churn", "urgent", "internal"),
    "zh": ("毛利", "贡献", "利润", "评分", "终生价值", "层级", "侵蚀", "同类", "排名", "预期收益", "货品成本", "实际价",
           "流失", "内部"),
}


@pytest.fixture(scope="module")
def review(asked: Asked) -> ReviewDossier:
    """The account that wants a review most: a squeezer, with flags, proposals, a plan and the arithmetic done."""
    return the_review(asked, Entered(plan=PLAN, said=SAID))


def the_review(asked: Asked, told: Entered) -> ReviewDossier:
    found = review_dossier(asked, str(reviews_wanted(asked, 1).rows["account_id"].iloc[0]), told)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", MAY_BE_SEEN)
def test_what_the_pages_for_a_customer_can_reach_has_the_fields_that_are_listed_and_no_other(kind: type):
    assert {field.name for field in dataclasses.fields(kind)} == MAY_BE_SEEN[kind]


def test_the_pages_for_a_customer_take_their_facts_and_words_and_nothing_else():
    taken = get_type_hints(customer_section)

    assert (taken["facts"], taken["words"]) == (CustomerFacts, Words)
    assert list(inspect.signature(customer_document).parameters) == ["facts", "words"]


def test_whatever_hangs_on_the_customers_facts_is_plain_or_listed():
    reached = {type(one) for one in _reached(CustomerFacts("A", dt.date(2026, 9, 30), "CNY", False, "Li", 1.0, 1.0, 1, (
        MonthBought(dt.date(2026, 9, 1), 1.0),), (Bought("a", 1.0, 1.0),), (), Owed(1.0, 0.0, 0, None), (
        HelpGiven("visit", 1, 1),), 0.9, ("data_link",), OwnSum(
                (YearLine("late", "sacrifice", 1.0),), (ServiceGain("data_link", 1.0, 1.0, 1.0, 1.0, 1.0),), None),
            (SharedAction("a", None),)))}

    assert reached <= {*MAY_BE_SEEN, str, float, int, bool, dt.date, type(None)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file_format", FILE_FORMATS)
def test_the_customers_file_says_nothing_that_is_ours_alone(
        file_format: str, language: str, asked: Asked, review: ReviewDossier):
    facts = customer_facts(asked, review)

    said = says(MADE[file_format](customer_document(facts, words_in(language))), file_format)

    assert found_in(said, forbidden(asked, review, facts)) == []
    assert found_in(said.casefold(), [word.casefold() for word in SECRET_WORDS[language]]) == []
    assert review.head.account_name in said and "connect three plants" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file_format", FILE_FORMATS)
def test_the_same_search_finds_what_is_ours_in_the_file_for_us(
        file_format: str, language: str, asked: Asked, review: ReviewDossier):
    said = says(MADE[file_format](our_document(asked, [review], words_in(language))), file_format)

    assert len(found_in(said, forbidden(asked, review, customer_facts(asked, review)))) >= 15
    assert len(found_in(said.casefold(), SECRET_WORDS[language])) >= 5


def test_services_that_are_decisions_about_a_customer_are_not_offered_to_them(asked: Asked, review: ReviewDossier):
    facts = customer_facts(asked, review)

    assert facts.services == ("data_link", "named_adviser")
    assert facts.actions == (SharedAction("connect three plants", dt.date(2026, 11, 29)),)


def test_without_a_plan_nothing_is_offered_and_nothing_reckoned(asked: Asked):
    facts = customer_facts(asked, the_review(asked, Entered(said=SAID)))

    assert (facts.services, facts.sums, facts.actions) == ((), None, ())


def test_the_customers_arithmetic_has_their_side_of_what_is_offered_and_not_ours(asked: Asked, review: ReviewDossier):
    facts = customer_facts(asked, review)

    assert facts.sums is not None
    link, = facts.sums.services
    orders = review.customer.done.lines[7].measured["orders"]
    assert (link.service_id, link.fee, link.one_off, facts.sums.together) == ("data_link", 1200.0, 5000.0, None)
    assert link.gain == pytest.approx(orders * 1.5 * 90.0 * 0.5)


def test_what_the_customer_bought_is_what_was_loaded(asked: Asked, review: ReviewDossier):
    facts = customer_facts(asked, review)

    assert sum(month.amount for month in facts.months[-12:]) == pytest.approx(facts.amount, abs=0.01)
    assert sum(product.amount for product in facts.products) == pytest.approx(facts.amount, abs=0.01)


def test_that_they_had_to_complain_is_no_help_they_got(asked: Asked, review: ReviewDossier):
    facts = dataclasses.replace(
        customer_facts(asked, review), help_given=(HelpGiven("complaint", 103, 101), HelpGiven("visit", 77, 77)))

    page = help_page(facts)

    assert page.title == "We were there for you 77 times in the last 12 months."
    said = [one.text for one in page.blocks if isinstance(one, Sentence)]
    assert said[0] == "You raised 103 complaints; settled: 101."
    assert [one.labels for one in page.blocks if isinstance(one, BarChart)] == [("Visits",)]


def test_where_there_was_nothing_but_complaints_the_page_says_so(asked: Asked, review: ReviewDossier):
    facts = dataclasses.replace(customer_facts(asked, review), help_given=(HelpGiven("complaint", 3, 3),))

    assert help_page(facts).title == "You raised 3 complaints; settled: 3."


def help_page(facts: CustomerFacts) -> Page:
    """The page of what was done for them, in English."""
    pages = customer_document(facts, words_in("en")).sections[0].pages
    return next(page for page in pages if page.about == "At your side")


def forbidden(asked: Asked, review: ReviewDossier, facts: CustomerFacts) -> list[str]:
    """Every text that must not be found: secret figures in every way they could be written, names, sentences."""
    allowed = {form for value in _reached(facts) if isinstance(value, int | float) for form in forms(float(value))}
    secret = {form for value in secret_figures(asked, review) for form in forms(value)} - allowed
    return sorted(secret) + _names(asked, review) + OF_THE_PLAN


def secret_figures(asked: Asked, review: ReviewDossier) -> Iterator[float]:
    """What we know of the account and it must not: earnings, value, chances, points, proposals, others' shares."""
    yield from (value for name in SECRET_FACTS if (value := review.head.figure(name)) is not None)
    went = review.moved
    yield from (bar.amount for bar in went.bridge.bars)
    for name in ("margin", "contribution", "price_to_list"):
        yield from went.months[name].dropna()
    yield from went.products[["cost_before", "cost_now"]].stack()
    points = ledger(asked, review.head.account_id)
    yield from points.parts["points"].dropna() if points is not None else ()
    for offer in review.offers:
        yield from (offer.expected_gain, offer.low, offer.high, offer.cost)
    yield from review.understood.categories["peer_share"].dropna()
    yield from review.buyer.chances.values() if review.buyer is not None else ()
    assert review.customer.shared is not None
    yield review.customer.shared.ours


def forms(value: float) -> set[str]:
    """A figure as it could stand in a file, where that is long enough to be no accident."""
    plain = {f"{value:.4f}", f"{value:.2f}", f"{value:,.2f}", f"{value:.0f}", f"{value:,.0f}", f"{value / 1e4:.6f}",
             f"{value / 1e3:.6f}", repr(value)}
    short = {form for words in map(words_in, LANGUAGES) for form in (words.money(value), words.money_exact(value))}
    rates = {f"{value * 100:.2f}%", f"{value:.6f}"} if abs(value) < 10 else set()
    return {form for form in plain | short | rates if len(re.sub(r"\D", "", form).lstrip("0")) >= 4}


def found_in(said: str, texts: list[str] | tuple[str, ...]) -> list[str]:
    """The texts that are there, none as a piece of a longer number."""
    bare = re.sub(r"\s+", " ", said)
    return [text for text in texts if text in bare and re.search(rf"(?<![\d.,]){re.escape(text)}(?!\d)", bare)]


def _names(asked: Asked, review: ReviewDossier) -> list[str]:
    """Every other account's name and number, and the account's own number, layers and flags."""
    others = asked.generation.frame("select account_id, account_name, owner from mart.account")
    others = others.loc[others["account_id"] != review.head.account_id]
    names = set(others["account_name"].dropna()) - {review.head.account_name}
    services = [service for language in LANGUAGES for words in (words_in(language),) for service in (
        words("flag.margin_erosion"), words("review.figure.key_score"), words("review.figure.lifetime_value"))]
    return sorted({*names, *others["account_id"].astype(str), *services, *(set(others["owner"].dropna()) - {
        review.head.text("owner")})})


def _reached(value: object) -> Iterator[object]:
    """An object and all that hangs on it."""
    if isinstance(value, tuple):
        for part in value:
            yield from _reached(part)
        return
    yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _reached(getattr(value, field.name))
