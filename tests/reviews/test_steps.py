"""The four steps: each needs its evidence, and none is skipped."""

from __future__ import annotations

import pytest

from kadash.reviews.people import PeopleMap, Person
from kadash.reviews.steps import Given, four_steps


def steps(figures: dict[str, float], given: Given | None = None, people: PeopleMap | None = None):
    return four_steps(figures.get, people or PeopleMap(), given or Given())


def test_with_nothing_known_the_first_step_is_next():
    found = steps({})

    assert [step.stands for step in found.steps] == [False] * 4
    assert (found.next_step, found.skipped) == ("technical", ())


def test_a_contract_without_value_talk_has_skipped_a_step():
    found = steps({"advice_events_12m": 3, "response_days_12m": 4, "contract_in_force": 1})

    assert (found.next_step, found.skipped) == ("value", ("value",))


@pytest.mark.parametrize(("days", "stands"), [(14.0, True), (14.1, False)])
def test_service_stands_on_quick_answers(days, stands):
    assert steps({"response_days_12m": days}).steps[1].stands is stands


@pytest.mark.parametrize(("share", "stands"), [(0.9, True), (0.89, False)])
def test_service_stands_on_deliveries_in_time(share, stands):
    assert steps({}, Given(delivered_on_time=share)).steps[1].stands is stands


def test_an_open_severe_complaint_takes_the_service_step_away():
    assert not steps({"response_days_12m": 2, "severe_open": 1}).steps[1].stands


def test_all_four_stand_with_evidence_for_each():
    director = Person("theirs", "Wu", director=True, function="technical", knows="Li")

    found = steps({"response_days_12m": 2}, Given(arithmetic_done=True), PeopleMap((director,)))

    assert found.next_step is None
