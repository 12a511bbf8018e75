"""One customer equity in the whole product: what-if, Overview, Pyramid, and the sum of current values."""

import pandas as pd
import pytest

from kadash.answers import Asked
from kadash.answers.overview import overview
from kadash.answers.pyramid import pyramid
from kadash.answers.what_if import what_if
from kadash.scenarios import Levers
from kadash.segments import layers_of


def test_the_base_of_a_what_if_is_the_equity_of_overview(asked: Asked) -> None:
    answer = what_if(asked, Levers())

    assert answer is not None
    told = overview(asked).figures.customer_equity
    assert told == pytest.approx(answer.outcome.base.customer_equity, abs=0.01)


def test_cut_by_any_scheme_its_layers_are_those_of_the_pyramid_to_the_cent(asked: Asked) -> None:
    for scheme in layers_of(asked.policy):
        answer = what_if(asked, Levers(), scheme=scheme)
        shown = pyramid(asked, scheme)

        assert answer is not None
        told = dict(zip(answer.layers["segment"], answer.layers["base_equity"], strict=True))
        both = pd.concat([shown.layers, shown.beside])
        on_pyramid = dict(zip(both["layer"], both["current_value"].fillna(0.0), strict=True))
        assert told == pytest.approx({layer: on_pyramid[layer] for layer in told}, abs=0.01)
        assert sum(on_pyramid.values()) == pytest.approx(answer.outcome.base.customer_equity, abs=0.01)
