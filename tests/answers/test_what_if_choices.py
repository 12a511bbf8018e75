"""What moves most, the slogan with any number of points, and the same money on keeping or on winning."""

import pytest

from kadash.answers import Asked
from kadash.answers.what_if import Bought, keep_or_win_answer, what_moves_most
from kadash.answers.what_if.keep_or_win import KeepOrWinAnswer, WonLately, won_lately
from kadash.language import words_in
from tests.marts.builders import a_line
from tests.reviews.builders import a_trading_company, asked_of, published

EN = words_in("en")
NOTHING_ASSUMED = Bought()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return asked_of(published(tmp_path_factory.mktemp("company"), **a_trading_company()))


def kept_or_won(asked: Asked, bought: Bought = NOTHING_ASSUMED, **options: object) -> KeepOrWinAnswer:
    found = keep_or_win_answer(asked, bought, **options)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_what_moves_most_is_the_widest_lever_and_the_slogan_takes_any_number_of_points(asked: Asked) -> None:
    five, ten = what_moves_most(asked), what_moves_most(asked, 0.10)

    assert five is not None and ten is not None
    width = five.levers["better"] - five.levers["worse"]
    assert width.is_monotonic_decreasing and len(five.levers) == 10
    assert five.slogan.equity_share is not None and ten.slogan.equity_share is not None
    assert 0 < five.slogan.equity_share < ten.slogan.equity_share
    assert five.slogan_sentence(EN).startswith("Not here: +5 points change customer equity by +")
    assert five.to_json()["slogan"] == {"points": 0.05, **vars(five.slogan)}


def test_the_money_is_the_same_and_each_way_is_told_with_what_it_buys(asked: Asked) -> None:
    found = kept_or_won(asked, Bought(1000.0, 0.02, 250.0, 800.0, 10.0))

    told = found.found
    assert (told.won_per_year, told.cost_per_won, found.is_limited) == (4.0, 250.0, False)
    assert told.keep.assumptions.levers.programme_cost == 1000.0
    assert found.to_json()["better"] == ("keep" if told.keeping_is_better else "win")


def test_no_more_are_won_than_can_be_and_that_is_said(asked: Asked) -> None:
    found = kept_or_won(asked, Bought(1000.0, 0.02, 250.0, 800.0, 2.0))

    assert (found.found.won_per_year, found.found.cost_per_won, found.is_limited) == (2.0, 500.0, True)
    assert "More cannot be won a year: each costs that much instead of the 250 assumed." in found.facts(EN)


def test_where_neither_way_pays_it_says_so_and_praises_none(asked: Asked) -> None:
    found = kept_or_won(asked, Bought(1e6, 0.001, 2500.0, 800.0, 2.0))

    assert found.headline(EN).startswith("Neither pays for 1M a year under these assumptions: keeping changes")


def test_a_layer_is_kept_alone_and_an_account_by_its_number(asked: Asked) -> None:
    money = Bought(100.0, 0.02, 250.0, 800.0, 10.0)

    layer = kept_or_won(asked, money, segment="value_tier:iron").found.keep.by_segment.set_index("segment")["change"]
    account = kept_or_won(asked, money, account_id="A3")

    assert [name for name, change in layer.items() if change] == ["iron"]
    assert (account.segment, account.found.keep.by_segment["segment"].tolist()) == ("A3", ["A3"])


def test_new_accounts_are_taken_to_be_like_those_won_in_the_last_12_months(
        tmp_path_factory: pytest.TempPathFactory) -> None:
    old = [a_line(f"A{number}", f"{year}-0{month}-05", 1000.0, cost=600.0)
           for number in range(6) for year in (2024, 2025, 2026) for month in range(1, 10)]
    new = [a_line(f"N{number}", f"2026-0{month}-06", 100.0, cost=60.0) for number in range(2) for month in (6, 7, 8)]
    asked = asked_of(published(tmp_path_factory.mktemp("young"), order_line=[*old, *new]))

    lately, found = won_lately(asked), kept_or_won(asked)

    assert lately.accounts == 2 and lately.value is not None
    assert found.found.account_value == pytest.approx(lately.value, rel=0.05)  # told in two figures
    assert found.bought.most_won_per_year == 2.0
    assert found.found.account_value < found.of.base.exact.profit.mean()
    assert found.facts(EN)[2 + found.is_limited].startswith("2 accounts were won in the last 12 months")


def test_where_none_was_won_that_is_said_and_nothing_limits(asked: Asked) -> None:
    found = kept_or_won(asked)

    assert found.lately == WonLately(0, None, None)
    assert found.bought.most_won_per_year is None
    assert "No account was won in the last 12 months: what winning costs and brings is a guess." in found.facts(EN)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_can_be_said(asked: Asked, language: str) -> None:
    words, most = words_in(language), what_moves_most(asked, 0.30)
    assert most is not None

    said = [*kept_or_won(asked, Bought(1000.0, 0.3, 250.0, 800.0, 2.0)).sentences(words), *most.sentences(words)]

    assert len(said) > 18
    assert all(sentence and "{" not in sentence for sentence in said)
