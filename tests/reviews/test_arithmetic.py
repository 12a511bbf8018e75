"""The customer's arithmetic: own figures times what they said, nothing assumed, sums and payback from their side."""

from __future__ import annotations

import pytest

from kadash.exports.handover.customer.sums import overlap, own_sum
from kadash.language import words_in
from kadash.reviews.arithmetic import arithmetic, shared_gain
from kadash.reviews.arithmetic_lines import FIGURES, RULES, lines_of
from kadash.reviews.arithmetic_said import Said, said_from_body, said_to_body
from kadash.services import catalogue
from kadash.ui.review.arithmetic import headline

FIGURES_OF_A = {"saved_on_list": 200_000.0, "advice_hours": 10.0, "support_hours": 0.0, "training_hours": 4.0,
                "purchases": 730_000.0, "orders": 100.0, "quotes": 20.0, "complaints": 5.0, "late_deliveries": 8.0}
DONE = Said(inputs={"hours_an_order": 1.5, "hour_cost": 80.0}, shares={("data_link", "ordering"): 0.5},
            fees={"data_link": 1_000.0}, one_offs={"data_link": 2_500.0})


def of(said: Said, figures: dict[str, float | None] | None = None, **services: tuple[str, ...]):
    return arithmetic(figures or FIGURES_OF_A, said, services, discount=0.1, years=3)


def line(found, code):
    return next(one for one in found.lines if one.code == code)


def test_what_the_customer_did_not_say_is_asked_and_never_assumed():
    found = of(Said())

    assert line(found, "ordering").amount is None
    assert line(found, "ordering").asked == ("hours_an_order", "hour_cost")
    assert "hour_cost" in found.asked
    assert found.total("benefit") == 200_000.0
    assert found.total("sacrifice") == 730_000.0


def test_a_line_is_the_accounts_figure_times_what_the_customer_said():
    found = of(Said(inputs={"hours_an_order": 1.5, "hour_cost": 80.0, "stock_days": 20.0, "capital_rate": 0.06}))

    assert line(found, "ordering").amount == pytest.approx(100 * 1.5 * 80)
    assert line(found, "stock").amount == pytest.approx(730_000 / 365 * 20 * 0.06)


def test_where_the_figure_is_nought_nothing_is_asked():
    assert (line(of(Said()), "support").amount, line(of(Said()), "support").asked) == (0.0, ())


def test_an_answer_of_nought_is_an_answer_and_nothing_more_is_asked_for_its_line():
    said = Said(inputs={"hours_a_complaint": 0.0, "standstill_hours": 0.0, "image_gain": 0.0})
    found = of(said_from_body(said_to_body(said)))

    for code in ("complaints", "standstill", "image"):
        assert (line(found, code).amount, line(found, code).asked) == (0.0, ()), code
    assert not {"hours_a_complaint", "standstill_hours", "standstill_hour_cost", "image_gain"} & set(found.asked)
    assert "hour_cost" in found.asked  # other lines need it still
    assert line(found, "ordering").amount is None


def test_nought_agreed_on_is_no_gain_and_a_price_of_nought_is_a_price():
    said = Said(DONE.inputs, {("data_link", "ordering"): 0.0}, {"data_link": 0.0}, {"data_link": 0.0})
    found = of(said_from_body(said_to_body(said)), data_link=("ordering",))

    assert (found.services[0].gain, found.services[0].fee, found.services[0].one_off) == (0.0, 0.0, 0.0)
    assert found.services[0].worth == 0.0
    assert found.is_done
    assert found.together.net_a_year == 0.0
    assert own_sum(found, frozenset({"data_link"})) is not None
    assert headline(found, words_in("en")) == (
        "With these services the customer comes out even: what they gain a year is what they pay for them.")
    dear = of(Said(DONE.inputs, DONE.shares, {"data_link": 11_000.0}, {"data_link": 0.0}), data_link=("ordering",))
    assert headline(dear, words_in("en")).startswith("With these services the customer would be worse off by 5K a year")


def test_the_customers_file_lists_a_line_that_they_said_is_nought_and_none_that_there_is_nothing_to_ask_about():
    said = Said({**DONE.inputs, "hours_a_complaint": 0.0}, DONE.shares, DONE.fees, DONE.one_offs)
    sums = own_sum(of(said, data_link=("ordering",)), frozenset({"data_link"}))

    listed = {one.code: one.amount for one in sums.lines}
    assert listed["complaints"] == 0.0
    assert not {"support", "late", "stock"} & set(listed)


def test_a_figure_that_no_table_has_is_named_and_leaves_the_line_open():
    found = line(of(DONE, {**FIGURES_OF_A, "orders": None}), "ordering")

    assert (found.amount, found.missing) == (None, ("orders",))


def test_a_service_pays_back_from_the_customers_side():
    found = of(DONE, data_link=("ordering",)).services[0]

    assert found.gain == pytest.approx(6_000.0)
    assert found.net_a_year == pytest.approx(5_000.0)
    assert found.payback_months == pytest.approx(6.0)
    assert found.worth == pytest.approx(5_000 * (1.1 ** -0.5 + 1.1 ** -1.5 + 1.1 ** -2.5) - 2_500)


def test_a_fee_nobody_named_leaves_the_sum_open():
    found = of(Said(inputs=DONE.inputs, shares=DONE.shares), data_link=("ordering",))

    assert found.services[0].gain == pytest.approx(6_000.0)
    assert (found.services[0].worth, found.is_done, found.together.worth) == (None, False, None)


def test_two_services_never_take_more_off_a_line_than_there_is():
    both = Said(inputs=DONE.inputs, shares={("a", "ordering"): 0.8, ("b", "ordering"): 0.5},
                fees={"a": 0.0, "b": 0.0}, one_offs={"a": 0.0, "b": 0.0})

    found = of(both, a=("ordering",), b=("ordering",))

    assert found.together.gain == pytest.approx(0.9 * 12_000.0)


def test_where_two_services_act_on_one_line_the_file_says_why_together_is_less_than_the_sum():
    both = {("data_link", "ordering"): 0.5, ("self_service_ordering", "ordering"): 0.4}
    nothing = {"data_link": 0.0, "self_service_ordering": 0.0}
    found = of(Said(DONE.inputs, both, nothing, nothing), data_link=("ordering",), self_service_ordering=("ordering",))
    sums = own_sum(found, frozenset(nothing))

    assert found.overlaps
    assert [one.gain for one in (*sums.services, sums.together)] == pytest.approx([6_000, 4_800, 8_400])
    assert [one.text for one in overlap(sums, words_in("en"))] == [
        "All together is less than the sum: where two services act on the same line, the second counts only on what "
        "the first left."]
    alone = of(DONE, data_link=("ordering",))
    assert (alone.overlaps, overlap(own_sum(alone, frozenset({"data_link"})), words_in("en"))) == (False, ())


def test_a_service_that_costs_more_than_it_gives_never_pays_back():
    dear = Said(DONE.inputs, DONE.shares, {"data_link": 7_000.0}, {"data_link": 100.0})

    assert of(dear, data_link=("ordering",)).services[0].payback_months is None


def test_the_gain_is_shared_only_where_both_sides_are_known():
    found = of(DONE, data_link=("ordering",))

    assert shared_gain(found, [float("nan")]) is None
    assert shared_gain(of(Said(), data_link=("ordering",)), [1_000.0]) is None
    shared = shared_gain(found, [found.together.worth])
    assert shared is not None and shared.our_share == pytest.approx(0.5)


def test_goods_that_cost_less_are_a_concession_of_ours_and_no_gain_of_both():
    cheaper = Said(shares={("bonus", "purchases"): 0.1}, fees={"bonus": 0.0}, one_offs={"bonus": 0.0})
    found = arithmetic({"purchases": 1_000.0}, cheaper, {"bonus": ("purchases",)}, discount=0.0, years=3)

    shared = shared_gain(found, [500.0])

    assert shared is not None
    assert (shared.theirs, shared.ours, shared.conceded) == pytest.approx((300.0, 200.0, 300.0))


def test_what_was_said_reads_back_and_impossible_shares_are_left_out():
    assert said_from_body(said_to_body(DONE)) == DONE
    assert said_from_body({"shares": [{"service": "x", "line": "ordering", "share": 1.2}],
                           "inputs": {"hour_cost": -3, "weather": 1}}) == Said()


def test_every_service_for_the_customer_changes_a_line_and_every_figure_has_its_table():
    assert all(set(lines_of(service)) <= set(RULES) for service in catalogue().services)
    assert [service.id for service in catalogue().services if not lines_of(service)] == ["serve_leaner", "reprice"]
    assert {name for rule in RULES.values() for name in rule.figures} == set(FIGURES)
