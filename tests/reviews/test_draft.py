"""A draft of a plan: filled from the figures, only where nothing was written, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest

from kadash.language import words_in
from kadash.reviews.bridge import Bar, Bridge
from kadash.reviews.draft import Known, draft_plan
from kadash.reviews.people import PeopleMap
from kadash.reviews.plan import Action, Plan
from kadash.reviews.steps import Given, four_steps
from kadash.vocabulary import FLAGS

TODAY = dt.date(2026, 10, 5)
SQUEEZED = {"price_to_list_prev_12m": 0.80, "price_to_list_12m": 0.76, "list_value_12m": 1_000_000.0,
            "contribution_12m": 200_000.0, "contribution_prev_12m": 240_000.0, "complaints_open": 2.0,
            "mean_days_late": 12.0, "days_since_order": 40.0}


def known(figures: dict[str, float], flags: set[str], **fields: object) -> Known:
    bridge = Bridge("contribution", 240_000.0, 200_000.0, (Bar("discount", -50_000.0), Bar("volume", 10_000.0)))
    steps = four_steps(figures.get, PeopleMap(), Given())
    return Known(**{"figure": figures.get, "flags": frozenset(flags), "bridge": bridge, "buyer_type": "consultative",
                    "steps": steps, "people": PeopleMap(), **fields})


def test_a_squeezed_account_gets_its_price_back_in_money_and_a_floor():
    found = draft_plan(Plan(), known(SQUEEZED, {"margin_erosion"}), "Li", TODAY, words_in("en"))

    assert "76%" in found.aim and "78%" in found.aim and "20K" in found.aim
    assert "Discount took 50K" in found.problem
    assert [action.horizon_days for action in found.actions] == sorted(a.horizon_days for a in found.actions)
    assert found.actions[0].what.startswith("Price floor: nothing under 76% of list")
    assert all(action.owner == "Li" and action.due and action.measure for action in found.actions)


def test_nothing_that_was_written_is_changed():
    written = Plan("their goal", "", "their need", ("data_link",), (Action(30, "call"),), aim="ours")

    found = draft_plan(written, known(SQUEEZED, {"margin_erosion"}), "Li", TODAY, words_in("en"))

    assert (found.goal, found.need, found.aim, found.actions) == ("their goal", "their need", "ours", written.actions)
    assert found.problem != ""


def test_our_prices_are_not_among_the_rows_that_the_customer_sees():
    found = draft_plan(Plan(), known(SQUEEZED, {"margin_erosion"}), "Li", TODAY, words_in("en"))

    assert not any("list" in action.what for action in found.actions if action.shared)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("flag", sorted(FLAGS))
@pytest.mark.parametrize("kind", ["transactional", "consultative", "strategic", "unsure"])
def test_every_flag_and_type_has_its_words(language, flag, kind):
    one = known(SQUEEZED, {flag}, buyer_type=kind, services=("x",), quotes_open=2, quotes_open_amount=5.0,
                lost_category="Relays")

    found = draft_plan(Plan(), one, "Li", TODAY, words_in(language))

    assert found.aim and found.goal and found.problem and found.need and len(found.actions) >= 3


def test_a_new_account_without_figures_still_gets_a_draft():
    found = draft_plan(Plan(), known({}, set(), bridge=Bridge("revenue", 0.0, 0.0, ())), "", TODAY, words_in("zh"))

    assert len(found.actions) >= 3


@pytest.mark.parametrize(("lang", "on_time", "said"), [
    ("en", None, "3 complaints in a year: serving them badly"),
    ("en", 0.87, "3 complaints in a year and 87% of lines in time: serving them badly"),
    ("zh", None, "一年 3 起投诉：服务不到位"),
])
def test_a_problem_speaks_of_lines_in_time_only_where_that_is_known(lang, on_time, said):
    found = draft_plan(Plan(), known({"complaints_12m": 3.0}, set(), delivered_on_time=on_time), "Li", TODAY,
                       words_in(lang))

    assert found.problem.startswith(said)


def test_the_price_starts_from_the_last_three_months_not_from_the_mean_of_a_year_that_has_passed():
    found = draft_plan(Plan(), known(SQUEEZED, {"margin_erosion"}, price_lately=0.74), "Li", TODAY, words_in("en"))

    assert found.aim == (
        "Bring price from 74% of list (last three months) back to 76%: about 20K of contribution a year.")
    assert found.actions[0].what == "Price floor: nothing under 74% of list unless the director signs."
    assert found.actions[0].measure == "No month under 74% of list"


@pytest.mark.parametrize(("price_lately", "wanted"), [(0.79, "80%"), (0.7801, "80%"), (0.77, "79%")])
def test_no_more_is_won_back_than_was_lost(price_lately, wanted):
    found = draft_plan(Plan(), known(SQUEEZED, {"margin_erosion"}, price_lately=price_lately), "Li", TODAY,
                       words_in("en"))

    assert f"back to {wanted}" in found.aim


def test_a_price_that_is_back_already_asks_for_no_price_step():
    found = draft_plan(Plan(), known(SQUEEZED, {"margin_erosion"}, price_lately=0.80), "Li", TODAY, words_in("en"))

    assert "of list" not in found.aim and not any("of list" in action.what for action in found.actions)
