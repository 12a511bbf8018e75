"""The file for us: everything that the review says, page by page, charts as charts."""

from __future__ import annotations

import datetime as dt
import io
import math

import pytest
from pptx import Presentation

from kadash.answers import Asked
from kadash.answers.review import Entered, ReviewDossier, review_dossier, reviews_wanted
from kadash.exports.handover.content import BarChart, Bridge, Bullets, MonthChart, Page, Section, Sentence, Table
from kadash.exports.handover.document import our_document
from kadash.exports.handover.formats.pptx import pptx_file
from kadash.exports.handover.ours import our_section
from kadash.language import words_in
from kadash.reviews.events import Trigger
from kadash.reviews.people import PeopleMap, Person
from kadash.reviews.plan import Action, Plan

WORDS = words_in("en")
TOLD = Entered(
    plan=Plan(aim="price back", services=("data_link",), actions=(Action(30, "stop discounts", "Li"),)),
    people=PeopleMap((Person("theirs", "Wu", "management", True, "decides", "neutral", dt.date(2026, 5, 11), "Li"),
                      Person("ours", "Li", "sales"))),
    events=(Trigger(dt.date(2026, 9, 29), "rival", "a cheaper one"),))


@pytest.fixture(scope="module")
def review(asked: Asked) -> ReviewDossier:
    """The account that wants a review most, with people, an event and a plan."""
    found = review_dossier(asked, str(reviews_wanted(asked, 1).rows["account_id"].iloc[0]), TOLD)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def section(review: ReviewDossier) -> Section:
    return our_section(review, WORDS)


def page(section: Section, about: str) -> Page:
    return next(one for one in section.pages if one.about == about)


def test_a_page_for_each_thing_that_the_review_says(section: Section):
    assert [one.about for one in section.pages] == [
        "How it stands", "Moved", "Price", "Where the money went", "Products", "How it pays", "Beside its peers",
        "Quotes", "Time line", "Key-account score", "Type of buyer", "People", "Four steps of the relationship",
        "Services to offer", "Planned"]


def test_the_score_is_a_bridge_from_average_to_what_it_is(section: Section, review: ReviewDossier):
    bridge = page(section, "Key-account score").blocks[0]

    assert isinstance(bridge, Bridge) and review.score is not None
    first, *parts, last = bridge.steps
    assert (first.length, last.length) == (50.0, review.score.score)
    assert math.isclose(first.length + math.fsum(step.length for step in parts), last.length, abs_tol=3.0)
    assert [step.name for step in parts][:2] == ["Continuity", "Payment"]


def test_people_stand_with_role_stance_last_contact_and_what_is_missing(section: Section):
    table, gaps = page(section, "People").blocks

    assert isinstance(table, Table) and isinstance(gaps, Bullets)
    assert [cell.text for cell in table.rows[0]] == [
        "theirs", "Wu", "management, director", "decides", "neutral", "11 May 2026", "Li"]
    assert "Wu decides, and the last contact was 142 days ago." in gaps.lines


def test_the_time_line_has_a_column_a_month_and_the_newest_events_marked(section: Section):
    chart, table = page(section, "Time line").blocks

    assert isinstance(chart, MonthChart) and isinstance(table, Table)
    assert [one.name for one in chart.series] == ["Visits and service", "Complaints"]
    assert (chart.months[0], chart.months[-1], len(chart.months)) == (dt.date(2023, 10, 1), dt.date(2026, 9, 1), 36)
    assert [cell.text for cell in table.rows[0]] == ["29 Sept 2026", "▲ A rival is in the house: a cheaper one"]


def test_quotes_without_an_answer_stand_beside_who_won_the_others(section: Section, review: ReviewDossier):
    table, chart = page(section, "Quotes").blocks

    assert isinstance(table, Table) and isinstance(chart, BarChart)
    assert len(table.rows) == len(review.standing.open_quotes)
    lost = review.standing.rivals["amount"].sum()
    assert math.isclose(math.fsum(value or 0.0 for value in chart.series[0].values), lost)


def test_each_step_of_the_relationship_has_its_evidence_in_words(section: Section):
    table, = page(section, "Four steps of the relationship").blocks

    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows] == ["technical", "service", "value", "relationship"]
    assert "1 service decided" in table.rows[2][2].text and "a director in contact" in table.rows[3][2].text


def test_charts_of_the_deck_are_native(asked: Asked, review: ReviewDossier):
    deck = Presentation(io.BytesIO(pptx_file(our_document(asked, [review], WORDS))))

    with_chart = [at for at, slide in enumerate(deck.slides, 1) if any(shape.has_chart for shape in slide.shapes)]
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    assert (with_chart, pictures) == ([2, 3, 4, 6, 7, 8, 9, 10, 11], [])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_stands_below_the_peers_speaks_of_no_column_that_the_file_lacks(review: ReviewDossier, lang: str):
    words = words_in(lang)

    beside = page(our_section(review, words), words("handover.about.categories"))

    said = [block.text for block in beside.blocks if isinstance(block, Sentence)]
    assert len(said) == 1
    assert said[0].startswith({"en": "Peers: ", "zh": "同类："}[lang])
    assert {"en": "Room a year", "zh": "每年空间"}[lang] not in said[0]
