"""Who sees accounts under other names is told the same of them: every source, every figure, the rows behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kadash.answers import Asked
from kadash.answers.explore.answer import explore
from kadash.answers.explore.catalogue import sources
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis, Measure, Question
from kadash.answers.explore.rows import rows_behind
from kadash.answers.explore.stored import stored
from kadash.policy import default_policy
from kadash.store.masked import Mask, masked

SOURCES = tuple(sources(default_policy()))
BY_LAYER = Axis("layer_value_tier")


@pytest.fixture(scope="module")
def under_names(asked: Asked) -> Ground:
    return Ground.of(asked)


@pytest.fixture(scope="module")
def under_others(asked: Asked) -> Ground:
    return Ground.of(replace(asked, generation=masked(asked.generation.path, Mask("a secret", "Account"))))


@pytest.mark.parametrize("name", SOURCES)
def test_a_figure_is_the_same_from_sums_and_the_long_way(
        under_names: Ground, under_others: Ground, name: str) -> None:
    source = under_names.source(name)
    figures = [Measure(one) for one in source.formulas]
    if "account_id" in source.fields:
        figures.append(Measure("account_id", "distinct"))
    axes = (BY_LAYER,) if "layer_value_tier" in source.fields else ()

    for figure in figures:
        question = Question(name, axes, None, (figure,))
        told = [explore(replace(ground, from_sums=way), question).cells["m0"].tolist()
                for ground in (under_names, under_others) for way in (True, False)]
        for other in told[1:]:
            assert other == pytest.approx(told[0], rel=1e-9, nan_ok=True), figure


@pytest.mark.parametrize(("source", "figure"), [("lines", "accounts"), ("categories", "buyers")])
def test_accounts_that_sums_count_by_their_places_are_counted_alike(
        under_names: Ground, under_others: Ground, source: str, figure: str) -> None:
    question = Question(source, (Axis("region"),), Axis("category"), (Measure(figure),))

    told, told_to_others = (explore(ground, question).cells["m0"].tolist() for ground in (under_names, under_others))

    assert stored(under_others, question) is not None
    assert told_to_others == told


@pytest.mark.parametrize("name", SOURCES)
def test_as_many_rows_are_behind_it(under_names: Ground, under_others: Ground, name: str) -> None:
    told, told_to_others = (rows_behind(ground, Question(name), 20) for ground in (under_names, under_others))

    assert (told_to_others.found, len(told_to_others.rows)) == (told.found, len(told.rows))
