"""A service survives the grid it is edited in, and what was typed wrongly is refused by name."""

from __future__ import annotations

import pytest

from kadash.errors import KadashError
from kadash.services import catalogue
from kadash.services.edited import (
    condition_bodies,
    condition_rows,
    effect_bodies,
    effect_rows,
    hours_body,
    with_learned,
)
from kadash.services.in_force import service_body, service_of


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


def test_a_learned_effect_says_so_and_from_how_many():
    found = with_learned(catalogue().service("named_adviser"), {"consultative": (0.031, 0.008)}, 240)

    assert (found.source, found.learned_accounts) == ("learned", 240)
    assert (found.effects[0].consultative, found.effects[0].strategic) == ((0.031, 0.008), (0.02, 0.012))
