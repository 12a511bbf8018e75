"""The layers of a scheme, and who moved."""

from __future__ import annotations

from pathlib import Path

from kadash.access import Scope
from kadash.answers.accounts import Filters, accounts
from kadash.answers.among import Among, groups
from kadash.answers.pyramid import pyramid
from kadash.language import words_in
from tests.answers.builders import UNKNOWN, Account, asked_of

COMPANY = (
    Account("P1", tier="platinum", tier_before="gold", revenue=500, contribution=100),
    Account("G1", tier="gold", tier_before="platinum", revenue=300, contribution=60),
    Account("L1", tier="lead", tier_before="lead", revenue=100, contribution=50),
    Account("L2", tier="lead", tier_before="lead", revenue=100, contribution=-10),
    Account("O1", tier="one_off", tier_before="prospect", revenue=900, contribution=300),
    Account("N1", tier="prospect", tier_before=None, revenue=0, contribution=UNKNOWN, has_orders=False),
)


def test_shares_are_of_the_pyramid_without_what_stands_beside_it(tmp_path: Path):
    found = pyramid(asked_of(tmp_path, COMPANY), "value_tier").layers.set_index("layer")

    assert found["accounts"].to_dict() == {"platinum": 1, "gold": 1, "iron": 0, "lead": 2}
    assert found["accounts_share"].to_dict() == {"platinum": 0.25, "gold": 0.25, "iron": 0.0, "lead": 0.5}
    assert found["revenue_share"].to_dict() == {"platinum": 0.5, "gold": 0.3, "iron": 0.0, "lead": 0.2}
    assert found.loc["platinum", "contribution_share"] == 0.5


def test_one_off_giants_and_prospects_stand_beside_the_pyramid(tmp_path: Path):
    found = pyramid(asked_of(tmp_path, COMPANY), "value_tier")

    assert found.beside[["layer", "accounts"]].values.tolist() == [["one_off", 1], ["prospect", 1]]
    assert found.choices == ("platinum", "gold", "lead", "one_off", "prospect")


def test_a_move_is_up_down_or_new_and_stayers_are_counted(tmp_path: Path):
    found = pyramid(asked_of(tmp_path, COMPANY), "value_tier")

    assert found.moves.values.tolist() == [
        ["platinum", "gold", 1, "down"],
        ["gold", "platinum", 1, "up"],
        ["prospect", "one_off", 1, "new"],
    ]
    assert found.stayed == 2


def test_the_sentence_measures_80_20_and_names_the_loss(tmp_path: Path):
    found = pyramid(asked_of(tmp_path, COMPANY), "value_tier")

    assert found.headline(words_in("en")) == (
        "2 accounts (40%) make 80% of the contribution. 1 costs more than it brings, 10 a year.")


def test_costs_without_revenue_are_not_an_account_below_zero(tmp_path: Path):
    company = [Account("A", contribution=50), Account("B", contribution=-10), Account("C", revenue=0, contribution=-3)]

    found = pyramid(asked_of(tmp_path, company), "value_tier")

    assert (found.losers, found.loss) == (1, 10.0)


def test_without_any_cost_layers_go_by_revenue_and_the_sentence_says_so(tmp_path: Path):
    company = [Account("A", revenue=80, contribution=UNKNOWN), Account("B", revenue=20, contribution=UNKNOWN)]

    found = pyramid(asked_of(tmp_path, company, cost_known=False), "value_tier")

    assert found.measure == "revenue"
    assert found.headline(words_in("en")).startswith("1 account (50%) makes 80% of the revenue; no cost is known")


def test_without_a_year_of_data_no_movement_is_claimed(tmp_path: Path):
    found = pyramid(asked_of(tmp_path, [Account("A", tier_before=None)]), "value_tier")

    assert not found.moves_known
    assert found.moves_sentence(words_in("en")).startswith("Where accounts stood a year ago is not known")


def test_a_viewer_sees_the_pyramid_of_their_own_accounts(tmp_path: Path):
    company = [Account("A", owner="Li", revenue=100), Account("B", owner="Wang", revenue=900)]

    found = pyramid(asked_of(tmp_path, company, scope=Scope.of_owners("Li")), "value_tier")

    assert found.accounts == 1
    assert found.layers["revenue_12m"].sum() == 100


def test_lifetime_value_is_shared_beside_what_is_earned(tmp_path: Path):
    company = [Account("A", tier="gold", contribution=30), Account("B", tier="lead", contribution=10)]

    found = pyramid(asked_of(tmp_path, company), "value_tier").layers.set_index("layer")

    assert found["lifetime_value"].dropna().to_dict() == {"gold": 240.0, "lead": 80.0}
    assert found["lifetime_share"].dropna().to_dict() == {"gold": 0.75, "lead": 0.25}


FILTERED = (
    Account("A", owner="Li", region="East", industry="Energy", revenue=100, contribution=10),
    Account("B", owner="Li", region="West", industry="Energy", revenue=200, contribution=-20, parent="A"),
    Account("C", owner="Wang", region="West", industry="Steel", revenue=400, contribution=40),
    Account("D", owner=None, region=None, industry=None, revenue=800, contribution=80, parent="Z"),
)


def test_several_values_of_a_filter_add_up_and_several_filters_narrow(tmp_path: Path):
    asked = asked_of(tmp_path, FILTERED)

    west = pyramid(asked, "value_tier", Among(regions=("West",)))
    both = pyramid(asked, "value_tier", Among(regions=("West", "East"), owners=("Li",)))

    assert (west.accounts, west.layers["revenue_12m"].sum()) == (2, 600.0)
    assert (both.accounts, both.layers["revenue_12m"].sum()) == (2, 300.0)


def test_a_group_is_its_parent_and_the_accounts_under_it(tmp_path: Path):
    asked = asked_of(tmp_path, FILTERED)

    found = pyramid(asked, "value_tier", Among(groups=("A",)))

    assert (found.accounts, found.losers, found.loss) == (2, 1, 20.0)
    assert accounts(asked, Filters(groups=("A",))).rows["account_id"].tolist() == ["A", "B"]


def test_groups_bear_the_name_of_their_parent_or_its_number_where_it_is_no_account(tmp_path: Path):
    found = groups(asked_of(tmp_path, FILTERED))

    assert [tuple(group) for group in found] == [("A", "Account A", 2), ("Z", "Z", 1)]


def test_a_viewer_is_offered_only_groups_of_their_own_accounts(tmp_path: Path):
    found = groups(asked_of(tmp_path, FILTERED, scope=Scope.of_owners("Li")))

    assert [group.group_id for group in found] == ["A"]


def test_the_headline_measures_the_filtered_accounts_alone(tmp_path: Path):
    found = pyramid(asked_of(tmp_path, FILTERED), "value_tier", Among(industries=("Energy",), regions=("East",)))

    assert found.headline(words_in("en")) == "1 account (100%) makes 80% of the contribution."


def test_a_filter_that_finds_nobody_says_so(tmp_path: Path):
    found = pyramid(asked_of(tmp_path, FILTERED), "value_tier", Among(owners=("Li",), industries=("Steel",)))

    assert found.headline(words_in("en")) == "No account that ordered fits what is asked for. Take a filter away."
