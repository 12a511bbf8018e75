"""Levers as they are typed."""

import pytest

from kadash.errors import KadashError
from kadash.scenarios import Levers, Move, parse_levers


@pytest.mark.parametrize(
    ("text", "levers"),
    [
        ("retention=+5pt", Levers(retention=0.05)),
        ("retention=5pt", Levers(retention=0.05)),
        ("retention=-2.5pt", Levers(retention=-0.025)),
        ("retention=0.05", Levers(retention=0.05)),
        ("wallet=+5%", Levers(wallet=0.05)),
        ("retention=3点", Levers(retention=0.03)),
        ("retention=+3个百分点", Levers(retention=0.03)),
        ("churn_cut=0.2", Levers(churn_cut=0.2)),
        ("churn-cut=20%", Levers(churn_cut=0.2)),
        ("cost_to_serve=-10%", Levers(cost_to_serve=-0.1)),
        (" price = +1 pt ", Levers(price=0.01)),
        ("payment_days=-15", Levers(payment_days=-15.0)),
        ("payment_days=-15天", Levers(payment_days=-15.0)),
        ("new_accounts=20", Levers(new_accounts=20.0)),
        ("acquisition_cost=5,000", Levers(acquisition_cost=5000.0)),
        ("acquisition_cost=1.5万", Levers(acquisition_cost=15000.0)),
        ("growth=3%", Levers(growth=0.03)),
    ],
)
def test_a_lever_is_read(text: str, levers: Levers) -> None:
    found = parse_levers([text])

    assert found.moved() == levers.moved()
    assert {name: getattr(found, name) for name in Move.__dataclass_fields__} == pytest.approx(
        {name: getattr(levers, name) for name in Move.__dataclass_fields__}
    )
    assert (found.new_accounts, found.growth) == (levers.new_accounts, pytest.approx(levers.growth))
    assert found.acquisition_cost == levers.acquisition_cost


def test_several_levers_for_one_segment() -> None:
    found = parse_levers(["retention=+5pt", "margin=+1pt"], segment="gold")

    assert found == Levers(by_segment={"gold": Move(retention=0.05, margin=0.01)})


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["retention"], "lever_form"),
        (["loyalty=+5pt"], "lever_unknown"),
        (["retention="], "lever_value"),
        (["retention=much"], "lever_value"),
        (["retention=5days"], "lever_value"),
        (["frequency=10pt"], "lever_value"),
        (["retention=nan"], "lever_value"),
        (["retention=5"], "lever_bounds"),
        (["retention=+500pt"], "lever_bounds"),
        (["acquisition_cost=-5"], "lever_bounds"),
        (["retention=+5pt", "retention=+6pt"], "lever_twice"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(texts: list[str], code: str) -> None:
    with pytest.raises(KadashError) as refused:
        parse_levers(texts)

    assert refused.value.code == code


def test_the_refusal_tells_the_bounds_as_they_would_be_typed() -> None:
    with pytest.raises(KadashError) as refused:
        parse_levers(["retention=5"])

    assert refused.value.facts == {
        "lever": "retention", "value": "5", "low": "-100pt", "high": "100pt", "example": "retention=+5pt",
    }


def test_a_lever_of_the_company_cannot_move_one_segment() -> None:
    with pytest.raises(KadashError) as refused:
        parse_levers(["new_accounts=5"], segment="gold")

    assert refused.value.code == "lever_for_company"
