"""Score, margin and worth on the pyramid page: the filters of the address bar narrow what is told."""

from __future__ import annotations

import pytest

from kadash.store import Home
from tests.pages.test_pyramid_and_accounts import page


@pytest.mark.parametrize("view", ["score", "margin", "worth"])
def test_a_view_asked_for_one_region_tells_other_figures_than_for_all(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch, view: str,
):
    generation = sample_home.generation()
    assert generation is not None
    region = generation.rows("select region from mart.account group by region order by count(*) desc limit 1")[0][0]

    whole = page(monkeypatch, sample_home.path, "pyramid", "en", view=view)
    narrow = page(monkeypatch, sample_home.path, "pyramid", "en", view=view, region=str(region))

    assert not whole.exception and not narrow.exception
    told = [[text.value for text in app.markdown if text.value.startswith("**")][0] for app in (whole, narrow)]
    assert told[0] != told[1]
