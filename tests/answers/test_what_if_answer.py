"""The what-if stands on the same base as every other page, and says what it rests on."""

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.what_if import WhatIfAnswer, what_if, what_if_base
from kadash.errors import KadashError
from kadash.language import words_in
from kadash.scenarios import Levers, Move
from tests.marts.builders import a_line
from tests.reviews.builders import a_trading_company, asked_of, published


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return asked_of(published(tmp_path_factory.mktemp("company"), **a_trading_company()))


def answered(asked: Asked, levers: Levers, **options: object) -> WhatIfAnswer:
    answer = what_if(asked, levers, **options)  # type: ignore[arg-type]
    assert answer is not None
    return answer


def test_the_base_is_the_sum_of_current_values_to_the_cent(asked: Asked) -> None:
    one = asked.generation.one("select sum(current_value) from mart.value")

    answer = answered(asked, Levers())

    assert one is not None
    assert answer.outcome.base.customer_equity == pytest.approx(float(str(one[0])), abs=0.005)
    assert answer.outcome.change.customer_equity == 0.0
    assert not answer.moves and answer.terms_of_policy


def test_a_lever_of_one_layer_moves_that_layer_alone(asked: Asked) -> None:
    answer = answered(asked, Levers(by_segment={"iron": Move(retention=0.02)}))

    changes = dict(zip(answer.layers["segment"], answer.layers["change"], strict=True))
    assert changes.pop("iron") == pytest.approx(answer.outcome.change.customer_equity)
    assert set(changes.values()) == {0.0}
    assert answer.moves


def test_a_layer_may_be_named_with_its_scheme(asked: Asked) -> None:
    answer = answered(asked, Levers(by_segment={"lifecycle:long_term": Move(retention=0.01)}))

    assert answer.scheme == "lifecycle"
    assert answer.outcome.change.customer_equity > 0


def test_an_unknown_scheme_is_refused_by_name(asked: Asked) -> None:
    with pytest.raises(KadashError) as refused:
        what_if(asked, Levers(by_segment={"colour:red": Move(retention=0.01)}))

    assert (refused.value.code, refused.value.facts["scheme"]) == ("what_if_scheme_unknown", "colour")
    assert "colour" in words_in("zh").of_error(refused.value)


def test_observed_retention_counts_who_bought_again_by_the_layer_of_a_year_ago(asked: Asked) -> None:
    observed = what_if_base(asked).observed.set_index("segment")

    # twelve bought in the year before, all but L again
    assert observed["bought_before"].sum() == 12
    assert observed["bought_again"].sum() == 11


def test_prospects_are_no_layer_to_keep(asked: Asked) -> None:
    base = what_if_base(asked)

    assert "prospect" not in base.live_layers
    assert "prospect" not in set(answered(asked, Levers()).layers["segment"])


def test_a_viewer_sees_the_equity_of_their_own_accounts_only(asked: Asked) -> None:
    own = Asked(asked.generation, Scope.of_owners("Li"))
    one = asked.generation.one("select sum(v.current_value) from mart.value v join mart.account a using (account_id) "
                               "where a.owner = 'Li'")

    answer = answered(own, Levers())

    assert one is not None
    assert answer.outcome.base.customer_equity == pytest.approx(float(str(one[0])), abs=0.005)
    assert answer.outcome.base.customer_equity < answered(asked, Levers()).outcome.base.customer_equity


def test_other_terms_than_the_policys_are_said(asked: Asked) -> None:
    answer = answered(asked, Levers(), discount_per_year=0.08, years=5)

    assert not answer.terms_of_policy
    assert answer.guards(words_in("en"))[0].startswith("Counted over 5 years at 8% a year")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_of_an_answer_can_be_said(asked: Asked, language: str) -> None:
    words = words_in(language)
    moves = [Levers(), Levers(retention=0.05), Levers(margin=-0.02), Levers(retention=0.5, cost_to_serve=-0.1)]

    for levers in moves:
        answer = answered(asked, levers)
        said = [*answer.sentences(words), answer.slogan_sentence(words)]
        assert all(sentence and "{" not in sentence for sentence in said)


def test_accounts_stopped_at_the_cap_are_counted_in_words(asked: Asked) -> None:
    # all who ever bought; the prospect is not alive
    answer = answered(asked, Levers(retention=0.5))
    real = answer.outcome.assumptions.real_lift
    was = answer.layers["retention"] @ answer.layers["live"] / answer.layers["live"].sum()

    assert answer.outcome.assumptions.truncated_accounts == 12
    assert real == pytest.approx(0.99 - was) and 0.01 < real < 0.49
    assert answer.guards(words_in("en"))[0].startswith(
        "12 accounts are counted at 99% at most: nobody stays for certain. Retention really changes by +")


def test_the_json_has_what_the_contract_names(asked: Asked) -> None:
    found = answered(asked, Levers(retention=0.05)).to_json()

    assert {"base", "scenario", "change", "by_segment", "interval", "assumptions"} <= set(found)


@pytest.fixture(scope="module")
def without_cost(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    lines = [a_line(f"A{number}", f"2026-0{month}-05", 1000.0, cost=None)
             for number in range(3) for month in range(1, 10)]
    return asked_of(published(tmp_path_factory.mktemp("costless"), cost_known=False, order_line=lines))


def test_where_no_cost_is_known_there_is_no_answer_until_a_margin_is_assumed(without_cost: Asked) -> None:
    assert what_if(without_cost, Levers()) is None

    tenth = answered(without_cost, Levers(), assumed_margin=0.1)
    fifth = answered(without_cost, Levers(), assumed_margin=0.2)

    assert tenth.assumed_margin == 0.1
    assert tenth.outcome.base.customer_equity > 0
    assert fifth.outcome.base.customer_equity == pytest.approx(2 * tenth.outcome.base.customer_equity)


def test_an_assumed_margin_is_put_aside_where_cost_is_known(asked: Asked) -> None:
    answer = answered(asked, Levers(), assumed_margin=0.9)

    assert answer.assumed_margin is None
    assert answer.outcome.base == answered(asked, Levers()).outcome.base
