"""The key-account score as a ledger of points."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.policy import default_policy
from kadash.segments.score import PARTS, key_score
from tests.segments.builders import PROSPECT, accounts, ordinary_accounts

POLICY = default_policy()
NAN = float("nan")
EQUAL = {"continuity": 0.5, "mean_days_late": 10.0, "growth_per_year": 0.0, "contribution_rate_12m": 0.2}


def points(changes: dict[str, object], part: str) -> float:
    """The points of one part for an account among a hundred equals that stand at 50 in all but volume."""
    crowd = pd.concat([ordinary_accounts(100).assign(**EQUAL), accounts({"account_id": "X", **EQUAL, **changes})])
    return float(key_score(crowd.reset_index(drop=True), POLICY)[f"score_{part}"].iloc[-1])


@pytest.mark.parametrize(("part", "column", "value", "expected"), [
    ("continuity", "continuity", 0.9, 15.0), ("continuity", "continuity", 1.0, 15.0),
    ("continuity", "continuity", 0.7, 7.5), ("continuity", "continuity", 0.5, 0.0),
    ("continuity", "continuity", 0.25, -15.0), ("continuity", "continuity", 0.0, -15.0),
    ("payment", "mean_days_late", -5.0, 10.0), ("payment", "mean_days_late", 0.0, 10.0),
    ("payment", "mean_days_late", 10.0, 0.0), ("payment", "mean_days_late", 20.0, -5.0),
    ("payment", "mean_days_late", 99.0, -10.0),
    ("growth", "growth_per_year", 0.1, 3.75), ("growth", "growth_per_year", -0.2, -7.5),
    ("contribution", "contribution_rate_12m", 0.3, 7.5), ("contribution", "contribution_rate_12m", 0.15, -3.75),
])
def test_a_part_gives_the_points_of_its_line(part, column, value, expected):
    assert points({column: value}, part) == pytest.approx(expected)


def test_volume_counts_from_the_middle_to_the_95th_of_a_hundred():
    table = ordinary_accounts(100, revenue_12m=[float(i) for i in range(1, 101)])

    volume = key_score(table, POLICY)["score_volume"]

    assert [volume[place - 1] for place in (40, 50, 95, 100)] == pytest.approx([-10.0, -10.0, 10.0, 10.0])
    assert volume[71] == pytest.approx(-10.0 + 20.0 * 0.22 / 0.45)


def test_the_points_of_the_parts_make_up_the_score():
    ledger = key_score(accounts({"continuity": 0.9}, {"mean_days_late": 40.0, "growth_per_year": 0.1}), POLICY)

    total = ledger[[f"score_{part}" for part in PARTS]].sum(axis=1)
    assert (50.0 + total).tolist() == pytest.approx(ledger["score_before_vetoes"].tolist())


def test_an_unknown_part_lowers_coverage_not_the_account():
    known = key_score(accounts({**EQUAL, "continuity": 0.9}), POLICY)
    unknown = key_score(accounts({**EQUAL, "continuity": 0.9, "growth_per_year": NAN}), POLICY)

    assert known["score_coverage"].tolist() == [1.0]
    assert unknown["score_coverage"].tolist() == [0.8]
    assert unknown["score_growth"].isna().all()
    assert unknown["key_score"][0] > known["key_score"][0]
    assert unknown["score_continuity"].tolist() == pytest.approx([50.0 * 30 / 85])


def test_a_veto_caps_the_score_at_49_and_never_lifts_it():
    great = {"continuity": 1.0, "mean_days_late": 0.0, "growth_per_year": 0.3}
    poor = {"continuity": 0.1, "mean_days_late": 60.0, "growth_per_year": -0.3}
    table = accounts({**great, "lateness": 3.0}, {**great, "lateness": 3.01}, {**poor, "lateness": 3.01})

    scores = key_score(table, POLICY)

    assert scores["key_score"][0] > 75
    assert scores["key_score"][1] == 49.0
    assert scores["score_before_vetoes"][1] > 75
    assert scores["key_score"][2] == scores["score_before_vetoes"][2] < 49


def test_a_prospect_has_no_score():
    scores = key_score(accounts({}, {**PROSPECT, "account_id": "P"}), POLICY)

    assert scores["key_score"].isna().tolist() == [False, True]
    assert scores["score_coverage"].tolist() == [1.0, 0.0]
