"""The people map: who is in contact, and what is missing."""

from __future__ import annotations

import datetime as dt

from kadash.reviews.people import Gap, PeopleMap, Person, kept_people, people_from_body, people_to_body

TODAY = dt.date(2026, 10, 5)


def a_person(name: str, **fields: object) -> Person:
    return Person(**{"side": "theirs", "name": name, "last_contact": dt.date(2026, 10, 1), **fields})


def test_functions_count_once_and_only_where_somebody_was_spoken_to():
    found = PeopleMap((
        a_person("Wu", function="purchasing"), a_person("Ye", function="purchasing"),
        a_person("He", function="technical"), a_person("Xu", function="finance", last_contact=None),
        a_person("Li", side="ours", function="sales")))

    assert found.functions_in_contact == 2
    assert not found.director_in_contact


def test_a_decider_is_stale_after_the_ninetieth_day():
    def silent(days: int) -> tuple[Gap, ...]:
        boss = a_person("Wu", role="decides", director=True, function="management",
                        last_contact=TODAY - dt.timedelta(days=days))
        return PeopleMap((boss, a_person("Ye"))).gaps(TODAY)

    assert silent(90) == ()
    assert silent(91) == (Gap("decider_silent", "Wu", 91),)


def test_an_opponent_nobody_knows_and_a_missing_decider_are_gaps():
    found = PeopleMap((a_person("Wu", stance="against", last_contact=None), a_person("Ye"))).gaps(TODAY)

    assert [gap.code for gap in found] == ["no_decider", "opponent_unknown", "no_director", "one_function"]


def test_a_map_that_is_empty_has_no_gaps():
    assert PeopleMap().gaps(TODAY) == ()


def test_rows_of_the_grid_read_back_from_the_journal_and_nameless_ones_are_left_out():
    found = kept_people([
        {"side": "theirs", "name": " Wu ", "function": "finance", "director": True, "role": "decides", "stance": "for",
         "last_contact": "2026-09-01", "knows": "Li"},
        {"side": "theirs", "name": ""}, {"name": None}])

    assert [one.name for one in found.people] == ["Wu"]
    assert people_from_body(people_to_body(found)) == found
