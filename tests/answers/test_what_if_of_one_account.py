"""One account alone, and cuts by any scheme."""

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.what_if import what_if, what_if_base
from kadash.errors import KadashError
from kadash.language import words_in
from kadash.scenarios import Levers, Move
from kadash.segments import layers_of
from tests.reviews.builders import a_trading_company, asked_of, published


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return asked_of(published(tmp_path_factory.mktemp("company"), **a_trading_company()))


def test_one_account_alone_is_worth_its_current_value_and_is_called_by_its_name(asked: Asked) -> None:
    one = asked.generation.one("select current_value from mart.value where account_id = 'A3'")

    answer = what_if(asked, Levers(retention=0.01), account_id="A3")

    assert one is not None and answer is not None
    assert answer.outcome.base.customer_equity == pytest.approx(float(str(one[0])), abs=0.005)
    assert answer.layers["segment"].tolist() == ["A3"]
    assert answer.layers[["bought_before", "bought_again"]].to_numpy().tolist() == [[1, 1]]
    assert "Steady 3" in answer.sentences(words_in("en"))[1]
    assert answer.to_json()["account"] == "A3"


def test_one_accounts_change_is_what_the_same_lever_on_all_does_to_it(asked: Asked) -> None:
    alone = [what_if(asked, Levers(retention=0.01), account_id=f"A{number}") for number in range(10)]
    everybody = what_if(asked, Levers(retention=0.01), account_id=None)
    others = [what_if(asked, Levers(retention=0.01), account_id=name) for name in ("S", "L")]

    assert everybody is not None
    parts = sum(one.outcome.change.customer_equity for one in [*alone, *others] if one is not None)
    assert parts == pytest.approx(everybody.outcome.change.customer_equity)


@pytest.mark.parametrize("wanted", ["nobody", "S"])
def test_an_account_that_is_not_there_or_not_the_viewers_is_unknown(asked: Asked, wanted: str) -> None:
    of_li = Asked(asked.generation, Scope.of_owners("Li"))

    with pytest.raises(KadashError) as refused:
        what_if_base(of_li, account_id=wanted)

    assert (refused.value.code, refused.value.facts) == ("account_unknown", {"account": wanted})


def test_every_scheme_cuts_the_same_equity(asked: Asked) -> None:
    answers = [what_if(asked, Levers(margin=0.01), scheme=scheme) for scheme in layers_of(asked.policy)]

    assert len(answers) >= 8
    found = {round(answer.outcome.scenario.customer_equity, 4) for answer in answers if answer is not None}
    assert len(found) == 1


def test_a_layer_of_any_scheme_can_be_moved_and_two_schemes_at_once_are_refused(asked: Asked) -> None:
    moved = what_if(asked, Levers(by_segment={"key_account:ordinary": Move(margin=0.01)}))
    assert moved is not None and moved.scheme == "key_account"

    with pytest.raises(KadashError) as refused:
        what_if(asked, Levers(by_segment={"value_tier:iron": Move(margin=0.01), "lifecycle:defected": Move()}))

    assert refused.value.code == "what_if_two_schemes"
    assert "lifecycle" in words_in("en").of_error(refused.value)
