"""Groups as one account each: the same money, the same rules, every account under the top of its parents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kadash.loads.groups import roll_up
from kadash.store import Generation, Home
from tests.loads.builders import a_file, a_line, lines_file, loaded

ACCOUNTS = """Customer No.,Customer Name,Parent Account,Owner,Region
H,Holding,,Lin,East
A1,Works East,H,Wu,East
A2,Works West,A1,Wu,West
S,Single,,Chen,South
R1,Ring one,R2,,
R2,Ring two,R1,,
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    loaded(home, a_file(tmp_path, "customers.csv", ACCOUNTS), lines_file(
        tmp_path, a_line("A1", "O1", amount="100"), a_line("A2", "O1", amount="50"), a_line("H", "O1", amount="30"),
        a_line("S", "O9", amount="7"), a_line("R1", "O5", amount="3"), a_line("X", "O6", amount="2")))
    return home


def groups_of(home: Home) -> Generation:
    roll_up(home, who="test")
    generation = home.generation()
    assert generation is not None
    found = home.groups_of(generation)
    assert found is not None
    return found


def test_members_of_members_count_for_the_top_of_the_chain(home: Home):
    rows = groups_of(home).rows("select account_id, account_name, owner, revenue::double from mart.account order by 1")

    tops = [row for row in rows if not str(row[0]).startswith("R")]
    assert tops == [("H", "Holding", "Lin", 180.0), ("S", "Single", "Chen", 7.0), ("X", "X", None, 2.0)]
    assert sum(float(str(row[3])) for row in rows) == 192.0


def test_a_ring_of_parents_ends_and_loses_no_money(home: Home):
    rings = groups_of(home).rows("select revenue::double from mart.account where account_id in ('R1', 'R2')")

    assert sum(float(str(revenue)) for (revenue,) in rings) == 3.0


def test_two_members_with_the_same_order_number_have_two_orders(home: Home):
    found = groups_of(home)

    assert found.one("select orders from mart.account where account_id = 'H'") == (3,)


def test_what_was_loaded_and_the_policy_are_those_of_the_accounts(home: Home):
    found, whole = groups_of(home), home.generation()
    assert whole is not None

    assert found.settings == {**whole.settings, "rolled_up": "true"}
    assert found.rows("from meta.source") == whole.rows("from meta.source")


def test_a_new_generation_has_no_groups_until_somebody_asks(home: Home, tmp_path: Path):
    groups_of(home)

    loaded(home, lines_file(tmp_path, a_line("S", "O10", amount="9"), name="more.csv"))

    generation = home.generation()
    assert generation is not None
    assert home.groups_of(generation) is None


def test_the_groups_of_the_sample_company_make_the_same_money_month_by_month(sample_home: Home, tmp_path: Path):
    shutil.copytree(sample_home.path, tmp_path / "copy")
    home = Home(tmp_path / "copy")
    sums = "select month, sum(revenue), sum(contribution) from mart.account_month group by 1 order by 1"
    whole = home.generation()
    assert whole is not None

    found = groups_of(home)

    for ours, theirs in zip(found.rows(sums), whole.rows(sums), strict=True):  # financing is rounded account by account
        assert ours[:2] == theirs[:2]
        assert float(str(ours[2])) == pytest.approx(float(str(theirs[2])), abs=0.01)
    counted = "select count(*) from mart.account"
    members = whole.one("select count(*) from core.account where parent_id is not null")
    assert members is not None
    assert found.one(counted) == (int(str((whole.one(counted) or (0,))[0])) - int(str(members[0])),)
