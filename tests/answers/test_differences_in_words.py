"""What differs between two versions of an entry, in the words of the form in which people enter it."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.answers.trail import Difference, differences_in_words
from kadash.language import Company, FiscalYear, Words, words_in
from kadash.loads.company import company_body
from kadash.policy import default_policy
from kadash.reviews.arithmetic_said import Said, said_to_body
from kadash.reviews.called import call, called_to_body
from kadash.reviews.events import Trigger, events_to_body
from kadash.reviews.heard import Heard, heard_to_body
from kadash.reviews.people import PeopleMap, Person, people_to_body
from kadash.reviews.plan import Action, Plan, plan_to_body
from kadash.services import catalogue
from kadash.services.in_force import service_body, with_service_words

DAY = dt.date(2026, 10, 31)
PLAN = plan_to_body(Plan("grow", "scrap", "less", ("application_study",), (
    Action(30, "visit", "Li", DAY, "a date", "done", shared=True),), aim="key", seen=None))
ENTERED = {
    "plan": PLAN,
    "event": events_to_body([Trigger(DAY, "other", "a plant")]),
    "people": people_to_body(PeopleMap((Person("theirs", "Ma", "quality", True, "decides", "against", DAY, "Li"),))),
    "heard": heard_to_body(Heard({"heard_good_enough": 1.0, "advice": 0.0}, "a note")),
    "arithmetic": said_to_body(Said({"hour_cost": 40.0}, {("application_study", "stock"): 0.05},
                                    {"application_study": 900.0}, {"application_study": 50.0})),
    "company": company_body(Company(FiscalYear(4), "thousands", {"value_tier.key": {"en": "Top", "zh": "重点"}})),
    **{f"service {one.id}": service_body(one) for one in catalogue().services},
}


def words_of(language: str) -> Words:
    """The words as a page has them: with the names of services."""
    return with_service_words(words_in(language), catalogue())


def of(kind: str) -> tuple[str, str]:
    """The kind of entry and its subject."""
    return ("setting", kind) if kind == "company" else (kind.split(" ")[0], "x")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ENTERED)
def test_every_field_of_a_form_is_called_what_the_form_calls_it(kind: str, language: str) -> None:
    words = words_of(language)

    found = differences_in_words(words, *of(kind), None, ENTERED[kind])

    assert found
    assert [one.place for one in found if words("meanwhile.others", 1)[:4] in one.place or "_" in one.place] == []
    assert [one.after for one in found if "_" in (one.after or "")] in ([], [kind.partition(" ")[2]])


def said(kind: str, before: object, after: object) -> list[tuple[str, str | None, str | None]]:
    return [(one.place, one.before, one.after)
            for one in differences_in_words(words_of("en"), *of(kind), before, after)]


def test_values_are_written_as_the_form_writes_them() -> None:
    later = plan_to_body(Plan("keep", "scrap", "less", (), (
        Action(60, "visit", "Wang", dt.date(2026, 12, 1), "a date", "open"),), aim="key"))

    assert said("plan", PLAN, later) == [
        ("Goal", "grow", "keep"), ("Actions, line 1: Within", "30 days", "60 days"),
        ("Actions, line 1: Owner", "Li", "Wang"), ("Actions, line 1: By", "31 Oct 2026", "1 Dec 2026"),
        ("Actions, line 1: State", "done", "open"), ("Actions, line 1: With them", "yes", "no"),
        ("Service", "Selection and application study", None)]


def test_a_condition_of_a_service_is_the_sentence_of_the_catalogue() -> None:
    before = service_body(catalogue().service("application_study"))
    after = {**before, "eligible": [{"signal": "buyer_type", "one_of": ["strategic"]}, *before["eligible"][1:]]}

    assert said("service x", before, after) == [
        ("For accounts with", "Place by revenue at least 40%", "Buyer type: Strategic")]


def test_a_rule_is_named_and_valued_as_on_the_page_of_rules() -> None:
    shipped = default_policy()
    wanted = shipped.model_copy(update={"trail": shipped.trail.model_copy(update={"kept_days": 30})})

    found = differences_in_words(words_in("en"), "setting", "policy", shipped.model_dump_json(),
                                 wanted.model_dump_json())

    assert [(one.place[:40], one.after) for one in found] == [("Lines of the trail older than so many da", "30 days")]


def test_what_no_form_shows_is_one_line_together_and_stands_whole_in_the_trail() -> None:
    before, after = called_to_body(call("strategic", "asked", DAY, 6, "")), None

    assert said("buyer_type", before, after)[-1] == ("Also 2 figures that are kept beside it", "…", "…")
    whole = differences_in_words(words_in("en"), "buyer_type", "x", before, after, whole=True)
    assert whole[-1] == Difference("review_on", "2027-04-30", None)
