"""The English and the Chinese exports of the sample company are the same company: the same figures, row for row."""

from pathlib import Path

import pandas as pd
import pytest

from kadash.policy import Policy, default_policy
from kadash.store import Home

from ..conftest import load_sample

FIGURES = {
    "account_month": "select account_id, month, orders, lines, quantity, revenue, list_value, discount, cost, margin, "
                     "freight, commission, rebate, service_cost, financing, contribution from mart.account_month",
    "layers": "select account_id, scheme, layer, layer_rank, previous_layer from mart.segment",
    "flags": "select account_id, flag, severity from mart.flag",
    "values": "select account_id, round(lifetime_value, 2), round(current_value, 2), round(p_alive, 9), model "
              "from mart.value",
    "proposals": "select account_id, service_id, rank, round(expected_gain, 2) from mart.proposal",
}


@pytest.fixture(scope="module")
def chinese_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return load_sample(tmp_path_factory.mktemp("sample_zh"), "zh", knowing_a_year_back())


def knowing_a_year_back() -> Policy:
    """The policy, with a history that ends a year back: what is compared looks no further than that."""
    shipped = default_policy()
    return shipped.model_copy(update={"calendar": shipped.calendar.model_copy(update={"history_months": 13})})


@pytest.mark.parametrize("name", FIGURES)
def test_either_dialect_gives_the_same_figures(name: str, sample_home: Home, chinese_home: Home) -> None:
    question = f"{FIGURES[name]} order by all"
    english, chinese = (home.generation().frame(question) for home in (sample_home, chinese_home))

    assert len(english) > 0
    pd.testing.assert_frame_equal(english, chinese)


def test_every_row_of_either_dialect_is_accounted_for(sample_home: Home, chinese_home: Home) -> None:
    for home in (sample_home, chinese_home):
        rows = home.generation().rows("select file, read, accepted + rejected + set_aside from meta.source")
        assert [file for file, read, accounted in rows if read != accounted] == []
        assert Path(str(rows[0][0])).name
