"""The map of importance and performance, and what to mend first."""

from __future__ import annotations

import pandas as pd

from kadash.voice.mending import mend_first, placed

NAN = float("nan")


def drivers(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["driver", "performance", "expectation", "importance"])


def test_each_quarter_of_the_map_has_its_place() -> None:
    found = placed(drivers(("value", 0.4, 0.8, 0.9), ("quality", 0.9, 0.9, 0.8), ("empathy", 0.5, 0.6, 0.1),
                           ("tangibles", 0.8, 0.5, 0.2)))

    assert dict(zip(found["driver"], found["place"], strict=True)) == {
        "value": "mend_first", "quality": "keep_up", "empathy": "can_wait", "tangibles": "enough"}
    assert mend_first(found) == "value"


def test_of_two_weak_drivers_that_matter_the_one_with_more_importance_times_shortfall_comes_first() -> None:
    found = placed(drivers(("value", 0.5, 0.6, 1.0), ("reliability", 0.5, 0.9, 0.8), ("quality", 0.9, 0.9, 0.2),
                           ("empathy", 0.9, 0.9, 0.0)))

    assert found["driver"].tolist()[:2] == ["reliability", "value"]
    assert found["urgency"].round(3).tolist()[:2] == [0.32, 0.1]


def test_without_expectations_the_shortfall_is_against_the_mean_of_the_drivers() -> None:
    found = placed(drivers(("value", 0.4, NAN, 1.0), ("quality", 0.8, NAN, 0.0)))

    assert found["shortfall"].round(3).tolist() == [0.2, 0.0]


def test_a_driver_without_importance_has_no_place_and_comes_last() -> None:
    found = placed(drivers(("value", 0.1, 0.9, NAN), ("quality", 0.5, 0.9, 1.0), ("empathy", 0.7, 0.9, 0.0)))

    assert found["driver"].tolist()[-1] == "value"
    assert found["place"].tolist()[-1] is None


def test_where_nothing_important_is_weak_nothing_is_to_be_mended_first() -> None:
    assert mend_first(placed(drivers(("value", 0.8, 0.8, 1.0), ("quality", 0.4, 0.8, 0.0)))) is None


def test_where_importance_is_unknown_no_driver_has_a_place() -> None:
    found = placed(drivers(("value", 0.8, 0.8, NAN), ("quality", 0.4, 0.8, NAN)))

    assert found["place"].tolist() == [None, None]
    assert mend_first(found) is None
