"""One account's story agrees with the marts, for the account's own viewers only."""

import datetime as dt
import math

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.review import figures_seen, moved, offers, review_head, reviews_wanted, service_name, understood
from kadash.language import words_in
from kadash.services.in_force import with_service_words
from tests.marts.builders import a_line
from tests.reviews.builders import a_trading_company, asked_of, published


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return asked_of(published(tmp_path_factory.mktemp("company"), **a_trading_company()))


def test_what_is_flagged_to_act_on_wants_a_review_first_and_most_money_before_less(asked: Asked) -> None:
    wanted = reviews_wanted(asked, 13).rows

    assert list(wanted["account_id"][:2]) == ["L", "S"] or list(wanted["account_id"][:2]) == ["S", "L"]
    assert wanted["urgency"].is_monotonic_increasing
    assert list(wanted["account_id"])[-1] == "P"


def test_neighbours_follow_the_order_of_reviews(asked: Asked) -> None:
    ids = list(reviews_wanted(asked, 13).rows["account_id"])

    first, second, last = (review_head(asked, ids[place]) for place in (0, 1, -1))

    assert first is not None and second is not None and last is not None
    assert (first.previous_id, first.next_id, first.place, first.of) == (None, ids[1], 1, 13)
    assert (second.previous_id, second.next_id) == (ids[0], ids[2])
    assert last.next_id is None


def test_an_unknown_account_and_one_of_another_owner_are_both_not_there(asked: Asked) -> None:
    own = Asked(asked.generation, Scope.of_owners("Li"))

    assert review_head(asked, "NOPE") is None and review_head(asked, "") is None
    assert review_head(own, "S") is None
    assert review_head(own, "A1") is not None
    assert "S" not in set(reviews_wanted(own, 13).rows["account_id"])


def test_a_viewer_of_some_owners_walks_from_one_of_their_accounts_to_the_next(asked: Asked) -> None:
    own = Asked(asked.generation, Scope.of_owners("Wang"))
    wanted = reviews_wanted(own, 13)
    first, second = (review_head(own, account) for account in wanted.rows["account_id"])

    assert set(wanted.rows["account_id"]) == {"S", "L"}
    assert first is not None and second is not None
    assert (first.place, first.of, first.previous_id, first.next_id) == (1, 2, None, second.account_id)
    assert (second.place, second.previous_id, second.next_id) == (2, first.account_id, None)
    assert len(first.flags) > 0


def test_a_squeezed_price_is_a_bar_of_discount_and_of_nothing_else(asked: Asked) -> None:
    # 12 months x 100 pieces, 10 a piece of list price 10 in the year before, 9 now; cost 6 in both
    bridge = moved(asked, "S").bridge

    assert bridge.amount("discount") == pytest.approx(-1200.0)
    assert {bar.code for bar in bridge.bars} <= {"discount", "financing"}


@pytest.mark.parametrize("account_id", ["A0", "A9", "S", "L", "P"])
def test_the_bridge_runs_from_last_years_contribution_to_this_years(asked: Asked, account_id: str) -> None:
    head, bridge = review_head(asked, account_id), moved(asked, account_id).bridge

    assert head is not None
    assert bridge.before == pytest.approx(head.figure("contribution_prev_12m") or 0.0, abs=0.005)
    assert bridge.now == pytest.approx(head.figure("contribution_12m") or 0.0, abs=0.005)
    assert math.fsum(bar.amount for bar in bridge.bars) == pytest.approx(bridge.change, abs=1e-6)


def test_months_without_an_order_stand_in_the_history_from_the_first_one_on(asked: Asked) -> None:
    months = moved(asked, "L").months

    assert (months["month"].iloc[0].date(), months["month"].iloc[-1].date()) == (
        dt.date(2024, 3, 1), dt.date(2026, 9, 1))
    assert months["revenue"].iloc[-1] == 0.0


def test_the_product_whose_money_moved_most_comes_first(asked: Asked) -> None:
    changes = moved(asked, "S").product_changes()

    assert list(changes["product"]) == ["P1"]
    assert changes["price_change"].iloc[0] == pytest.approx(-0.1)
    assert changes["change"].iloc[0] == pytest.approx(-1200.0)


def test_what_is_open_and_what_is_past_due_are_summed_to_the_day(asked: Asked) -> None:
    found, head = understood(asked, "S"), review_head(asked, "S")

    assert head is not None
    assert (found.open_amount, found.overdue_amount, found.overdue_invoices) == (900.0, 900.0, 1)
    assert found.open_amount == head.figure("open_receivable")
    assert found.oldest_due == dt.date(2026, 8, 31)
    # 20 days late when paid, 30 days late to the as-of date
    assert list(found.payments["days_late"]) == [20.0, 30.0]


def test_categories_that_peers_buy_stand_beside_those_the_account_buys(asked: Asked) -> None:
    rows = understood(asked, "S").categories.set_index("category")

    assert rows.loc["Relays", "share"] == 1.0
    assert rows.loc["Drives", "revenue_12m"] == 0.0
    assert rows.loc["Drives", "peers_buying"] > 0.0


def test_offers_come_best_first_and_no_more_than_the_policy_proposes(asked: Asked) -> None:
    found = offers(asked, "S")

    assert [offer.rank for offer in found] == list(range(1, len(found) + 1))
    assert len(found) <= 3
    assert all(offer.expected_gain >= after.expected_gain for offer, after in zip(found, found[1:], strict=False))
    words = with_service_words(words_in("zh"), asked.catalogue)
    assert all(service_name(offer.service_id, words) != offer.service_id for offer in found)


def test_an_added_service_that_left_the_catalogue_keeps_its_id_as_name() -> None:
    assert service_name("gone_service", words_in("en")) == "gone_service"


def test_the_figures_a_plan_keeps_are_those_of_the_day(asked: Asked) -> None:
    head = review_head(asked, "S")
    assert head is not None

    seen = figures_seen(head, asked)

    assert seen["as_of"] == "2026-09-30"
    assert seen["revenue_12m"] == 10800.0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("account_id", ["A0", "S", "L", "P"])
def test_every_sentence_of_a_review_can_be_said(asked: Asked, account_id: str, language: str) -> None:
    words, head = words_in(language), review_head(asked, account_id)
    assert head is not None

    said = [head.headline(words), head.rhythm_sentence(words), moved(asked, account_id).sentence(words),
            understood(asked, account_id).payment_sentence(head, words)]

    assert all(sentence and "{" not in sentence for sentence in said)


def test_without_cost_the_bridge_is_one_of_revenue(tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = [a_line("A", f"{year}-0{month}-05", 100.0 * (year - 2024), cost=None, product_id="P1", quantity=10.0)
             for year in (2025, 2026) for month in range(1, 10)]
    asked = asked_of(published(tmp_path_factory.mktemp("costless"), cost_known=False, order_line=lines))

    bridge = moved(asked, "A").bridge

    # October 2024 to September 2025: nine months at 100; then nine at 200
    assert (bridge.measure, bridge.before, bridge.now) == ("revenue", 900.0, 1800.0)
    assert bridge.amount("price") == pytest.approx(900.0)
