"""What was heard: notes only propose ticks, and the journal's body reads back as it was."""

from __future__ import annotations

import pytest

from kadash.reviews.heard import Heard, heard_from_body, heard_to_body, proposed


@pytest.mark.parametrize(("notes", "expected"), [
    ("Mr Wu: just send us the quote, no visit please", ("heard_send_the_quote",)),
    ("李工说发报价就行，人不用来", ("heard_send_the_quote",)),
    ("够用就好，牌子都一样", ("heard_good_enough",)),
    ("they asked us to show us how to choose the right drive", ("heard_show_how_to_use",)),
    ("希望我们教我们怎么选型", ("heard_show_how_to_use",)),
    ("the plants each work their own way", ("heard_offices_as_one",)),
    ("想和我们一起研究降本，彼此的规划互相参与", ("heard_study_savings", "heard_say_in_plans")),
    ("nice lunch", ()),
])
def test_notes_propose_statements_in_both_languages(notes, expected):
    assert proposed(notes) == expected


def test_notes_alone_tick_nothing():
    assert heard_from_body({"notes": "just send the quote"}).told == {}


def test_the_body_reads_back_and_forgets_signals_that_are_not_asked():
    heard = Heard({"heard_good_enough": 1.0, "advice": 0.0}, "so he said")

    assert heard_from_body(heard_to_body(heard)) == heard
    assert heard_from_body({"told": {"weather": 1, "advice": "yes"}, "notes": None}) == Heard()
