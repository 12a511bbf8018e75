"""Two schemes crossed, and where they disagree about most money."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers.accounts import Filters, accounts
from kadash.answers.among import Among
from kadash.answers.pyramid import crossed
from kadash.language import words_in
from tests.answers.builders import UNKNOWN, Account, asked_of

COMPANY = (
    Account("A", tier="platinum", other_layer="mvc", revenue=900, contribution=300),
    Account("B", tier="platinum", other_layer="bz", revenue=500, contribution=-10),
    Account("C", tier="lead", other_layer="mvc", revenue=50, contribution=20, owner="Wang"),
    Account("D", tier="lead", other_layer="mvc", revenue=40, contribution=10, owner="Wang"),
    Account("E", tier="iron", other_layer="mvc", revenue=800, contribution=200),
    Account("F", tier="one_off", other_layer="bz", revenue=9000, contribution=-4000),
)


def test_a_cell_holds_its_accounts_and_what_they_bring(tmp_path: Path):
    found = crossed(asked_of(tmp_path, COMPANY), "value_tier", "customer_class")

    assert tuple(found.cell("lead", "mvc")) == ("lead", "mvc", 2, 30.0)
    assert found.cell("gold", "mvc") is None
    assert (found.layers, found.other_layers) == (("platinum", "iron", "lead", "one_off"), ("mvc", "bz"))


def test_the_striking_cell_is_top_in_one_bottom_in_the_other_with_most_money(tmp_path: Path):
    found = crossed(asked_of(tmp_path, COMPANY), "value_tier", "customer_class")

    assert found.striking == ("lead", "mvc", 2, 30.0)
    assert found.headline(words_in("en")) == (
        "2 accounts are Lead by Value tiers and yet Most valuable by Customer class: 30 of contribution a year.")


def test_money_lost_strikes_as_much_as_money_earned(tmp_path: Path):
    found = crossed(asked_of(tmp_path, [COMPANY[1]]), "value_tier", "customer_class")

    assert found.headline(words_in("en")) == (
        "1 account is Platinum by Value tiers and yet Below zero by Customer class: a loss of 10 a year.")


def test_without_a_corner_the_money_times_the_distance_decides(tmp_path: Path):
    found = crossed(asked_of(tmp_path, [COMPANY[0], COMPANY[4]]), "value_tier", "customer_class")

    assert found.striking == ("iron", "mvc", 1, 200.0)


def test_schemes_that_agree_are_said_to(tmp_path: Path):
    found = crossed(asked_of(tmp_path, [COMPANY[0], COMPANY[5]]), "value_tier", "customer_class")

    assert found.striking is None
    assert found.headline(words_in("en")).startswith("Value tiers and Customer class agree")


def test_without_cost_cells_go_by_revenue(tmp_path: Path):
    company = [Account("A", tier="lead", other_layer="mvc", revenue=70, contribution=UNKNOWN)]

    found = crossed(asked_of(tmp_path, company, cost_known=False), "value_tier", "customer_class")

    assert (found.measure, found.striking.amount) == ("revenue", 70.0)


def test_a_cell_lists_the_accounts_that_stand_in_both_layers(tmp_path: Path):
    asked = asked_of(tmp_path, COMPANY)

    found = accounts(asked, Filters(layer="lead", crossed=("customer_class", "mvc")))

    assert found.rows["account_id"].tolist() == ["C", "D"]


def test_a_viewer_sees_the_matrix_of_their_own_accounts(tmp_path: Path):
    found = crossed(asked_of(tmp_path, COMPANY, scope=Scope.of_owners("Wang")), "value_tier", "customer_class")

    assert found.accounts == 2


@pytest.mark.parametrize(("among", "cells"), [
    (Among(owners=("Wang",)), [("lead", "mvc", 2, 30.0)]),
    (Among(regions=("West",)), [("iron", "mvc", 1, 200.0)]),
    (Among(industries=("Ships",)), [("lead", "bz", 1, -5.0)]),
    (Among(groups=("A",)), [("lead", "bz", 1, -5.0), ("platinum", "mvc", 1, 300.0)]),
    (Among(owners=("Wang",), regions=("West",)), []),
])
def test_a_matrix_of_some_accounts_counts_those_alone(tmp_path: Path, among: Among, cells: list[tuple[object, ...]]):
    company = (
        *COMPANY[:1], *COMPANY[2:4],
        Account("E", tier="iron", other_layer="mvc", revenue=800, contribution=200, region="West"),
        Account("G", tier="lead", other_layer="bz", revenue=30, contribution=-5, industry="Ships", parent="A"),
    )

    found = crossed(asked_of(tmp_path, company), "value_tier", "customer_class", among)

    columns = ["layer", "other_layer", "accounts", "contribution_12m"]
    assert list(found.cells[columns].itertuples(index=False, name=None)) == cells


def test_an_account_in_no_layer_of_either_scheme_stands_in_no_cell(tmp_path: Path):
    company = (COMPANY[0], Account("G", tier="platinum", other_layer=None))

    found = crossed(asked_of(tmp_path, company), "value_tier", "customer_class")

    assert found.accounts == 1
