"""A service survives the grid it is edited in, and what was typed wrongly is refused by name."""

from __future__ import annotations

import pytest

from kadash.errors import KadashError
from kadash.services import catalogue
from kadash.services.edited import (
    bundle_body,
    bundle_rows,
    condition_bodies,
    condition_rows,
    effect_bodies,
    effect_rows,
    hours_body,
    together_body,
    with_learned,
)
from kadash.services.in_force import for_customers, service_body, service_of, with_service


def test_every_shipped_service_comes_back_from_the_grid_as_it_was():
    for service in catalogue().services:
        body = service_body(service) | {
            "eligible": condition_bodies(condition_rows(service.eligible)),
            "do_not": condition_bodies(condition_rows(service.do_not)),
            "effects": effect_bodies(effect_rows(service.effects)),
            "hours": hours_body([{"role": role, "hours": spent} for role, spent in service.hours.items()])}

        assert service_of(body) == service


@pytest.mark.parametrize(("operator", "typed", "expected"), [
    ("at_least", "40%", 0.4), ("at_least", " 12 ", 12.0), ("is", "是", True), ("is", "no", False),
    ("one_of", "iron， lead", ["iron", "lead"]),
])
def test_a_threshold_is_read_as_people_type_it(operator, typed, expected):
    rows = [{"signal": "continuity", "operator": operator, "value": typed}, {"signal": None, "operator": "is"}]

    assert condition_bodies(rows) == [{"signal": "continuity", operator: expected}]


def test_a_threshold_that_is_no_number_is_refused_where_it_stands():
    body = service_body(catalogue().service("win_back"))
    typed = condition_bodies([{"signal": "continuity", "operator": "at_least", "value": "often"}])

    with pytest.raises(KadashError) as refused:
        service_of(body | {"eligible": typed})

    assert refused.value.facts["key"] == "eligible.0.at_least"


def test_a_learned_effect_says_so_and_from_how_many_and_the_others_stay_assumptions():
    adviser = catalogue().service("key_account_club")

    found = with_learned(adviser, "retention", {"consultative": (0.031, 0.008)}, 240)

    assert [found.source_of(one) for one in found.effects if one.lever == "retention"] == [("learned", 240)]
    assert {found.source_of(one) for one in found.effects if one.lever != "retention"} == {("assumption", None)}
    assert (found.source, found.surest_source, adviser.surest_source) == ("assumption", "learned", "assumption")
    assert (found.effects[0].consultative, found.effects[0].strategic) == ((0.031, 0.008), (0.015, 0.01))


def test_every_shipped_bundle_comes_back_from_its_grid_as_it_was():
    for service in catalogue().services:
        if service.bundle is not None:
            body = bundle_body(bundle_rows(service.bundle), service.bundle.price * 100)

            assert service_of(service_body(service) | {"bundle": body}) == service


def test_a_part_named_in_one_language_is_so_named_in_both_and_an_empty_row_is_none():
    rows = [{"zh": "培训", "en": None, "price": 1.5}, {"zh": "", "en": " ", "price": 9.0}]

    assert bundle_body(rows, 1.0) == {"parts": [{"name": {"zh": "培训", "en": "培训"}, "price": 0.015}], "price": 0.01}


def test_what_two_services_save_together_is_kept_with_either_and_goes_before_the_catalogue():
    adviser = catalogue().service("service_level_agreement")
    both = together_body([{"service": "inspection_and_spares", "saved": 40.0}, {"service": None, "saved": 3.0}])

    menu = with_service(catalogue(), service_of(service_body(adviser) | {"together": both}))

    assert both == {"inspection_and_spares": 0.6}
    assert menu.cost_share("inspection_and_spares", "service_level_agreement") == 0.6
    assert catalogue().cost_share("inspection_and_spares", "service_level_agreement") == 0.85


def test_a_service_that_is_ours_alone_or_unknown_never_stands_in_a_file_for_a_customer():
    price_rise = service_body(catalogue().service("volume_bonus")) | {"id": "surcharge", "ours_alone": True}
    menu = with_service(catalogue(), service_of(price_rise))

    found = for_customers(["reprice", "serve_leaner", "win_back", "surcharge", "gone", "named_adviser"], menu)

    assert found == {"named_adviser"}
