"""The catalogue in force: shipped, edited, added, retired; and whom a change would reach."""

from __future__ import annotations

import pytest

from kadash.errors import KadashError
from kadash.language import words_in
from kadash.services import Service, catalogue
from kadash.services.in_force import (
    RETIRED,
    catalogue_text,
    in_force,
    kept_catalogue,
    reach,
    service_body,
    service_of,
    with_service,
    with_service_words,
)
from tests.services.builders import POLICY, a_catalogue, a_service, judged

SMALL = a_catalogue(a_service("club", conflicts=["link"]), a_service("link"))


def test_an_entry_takes_the_place_of_the_shipped_service_and_a_new_one_stands_behind():
    dear = a_service("club", cost={"driver": "account", "yearly": 0.5})

    found = in_force({"club": dear, "visit": a_service("visit")}, SMALL)

    assert [one.id for one in found.services] == ["club", "link", "visit"]
    assert found.service("club").cost.yearly == 0.5


def test_a_retired_service_is_gone_and_nobody_conflicts_with_it_any_more():
    found = in_force({"link": dict(RETIRED)}, SMALL)

    assert [(one.id, one.conflicts) for one in found.services] == [("club", ())]


def test_an_entry_that_cannot_be_read_leaves_the_shipped_service():
    assert in_force({"club": {"id": "club"}, "odd": {"nonsense": 1}}, SMALL) == SMALL


def test_a_service_survives_being_written_down():
    for service in catalogue().services:
        assert service_of(service_body(service)) == service
    assert kept_catalogue(catalogue_text(catalogue())) == catalogue()


def test_a_file_without_a_catalogue_was_judged_with_the_shipped_one():
    assert kept_catalogue(None) == kept_catalogue("{}") == catalogue()


def test_a_wrong_service_is_refused_by_the_part_that_is_wrong():
    with pytest.raises(KadashError) as refused:
        service_of(a_service("club", eligible=[{"signal": "charm", "at_least": 1}]))

    assert (refused.value.code, refused.value.facts["key"]) == ("service_refused", "eligible.0")
    assert words_in("en").of_error(refused.value).startswith("eligible.0: ")


def test_a_change_shows_whom_it_would_reach_before_it_is_saved():
    table = judged({"continuity": 0.9}, {"continuity": 0.5}, {"continuity": 0.2})
    before = Service.model_validate(a_service("club", eligible=[{"signal": "continuity", "at_least": 0.4}]))
    after = Service.model_validate(a_service("club", eligible=[{"signal": "continuity", "at_most": 0.6}]))

    found = reach(before, after, table, POLICY)

    assert (sorted(found.before), sorted(found.after)) == (["A001", "A002"], ["A002", "A003"])
    assert (found.entered, found.left) == ({"A003"}, {"A001"})
    assert reach(None, after, table, POLICY).entered == {"A002", "A003"}


def test_a_name_given_by_a_user_is_known_to_the_words_letter_by_letter():
    own = a_catalogue(a_service("visit", name={"en": "Visit {now}", "zh": "走访"}))

    assert with_service_words(words_in("en"), own)("service.visit") == "Visit {now}"
    assert with_service_words(words_in("zh"), own)("service.visit") == "走访"


def test_a_catalogue_with_an_added_service_holds_together():
    found = with_service(SMALL, Service.model_validate(a_service("visit", conflicts=["club", "nobody"])))

    assert found.service("visit").conflicts == ("club",)
