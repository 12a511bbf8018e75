"""Size against continuity: payment as colour, one-shot revenue as a ring, key accounts larger."""

import math

import pandas as pd

from kadash.charts.score import size_against_continuity
from kadash.charts.theme import LIGHT
from kadash.language import words_in


def accounts(*rows: tuple[str, float, float, float, float, bool]) -> pd.DataFrame:
    columns = ["account_id", "revenue_12m", "continuity", "mean_days_late", "one_shot_share_12m", "is_key"]
    return pd.DataFrame(rows, columns=columns).assign(account_name=lambda table: table["account_id"])


def test_colour_is_payment_ring_is_one_shot_and_key_accounts_are_larger() -> None:
    figure = size_against_continuity(accounts(
        ("key", 1e6, 1.0, -2.0, 0.1, True), ("late", 1e5, 0.5, 11.0, 0.2, False),
        ("giant", 5e6, 0.1, math.nan, 0.9, False)), words_in("en"), LIGHT)

    seen = {trace.name: trace for trace in figure.data}
    assert {name: list(trace.customdata) for name, trace in seen.items()} == {
        "on_time": ["key"], "late": ["late"], "unknown": ["giant"]}
    assert [seen[name].marker.color for name in ("on_time", "late", "unknown")] == [
        LIGHT.earned, LIGHT.lost, LIGHT.context]
    assert seen["unknown"].marker.symbol[0] == "circle-open"
    assert seen["on_time"].marker.size[0] > seen["late"].marker.size[0]


def test_a_name_from_the_data_is_text() -> None:
    figure = size_against_continuity(
        accounts(("<b>x</b>", 10.0, 1.0, 0.0, 0.0, False)), words_in("zh"), LIGHT)

    assert "&lt;b&gt;" in figure.data[0].hovertext[0]
