"""The four steps of a relationship in one sentence."""

from __future__ import annotations

import pytest

from kadash.language import words_in
from kadash.reviews.steps import Evidence, FourSteps, Step
from kadash.ui.review.four_steps import steps_sentence

STANDS = (Evidence("functions", 3.0),)


@pytest.mark.parametrize(("standing", "lang", "said"), [
    (("technical", "service", "relationship"), "en",
     "Four steps of the relationship: value was skipped, so work on value first."),
    (("technical", "relationship"), "en",
     "Four steps of the relationship: service, value were skipped, so work on service first."),
    (("technical", "relationship"), "zh", "四步梯度：服务营销、价值营销被跳过，应先补上服务营销。"),
    (("technical",), "en", "Four steps of the relationship: next is service."),
])
def test_one_step_was_skipped_and_two_were(standing: tuple[str, ...], lang: str, said: str) -> None:
    found = FourSteps(tuple(Step(name, STANDS if name in standing else ()) for name in (
        "technical", "service", "value", "relationship")))

    assert steps_sentence(found, words_in(lang)) == said
