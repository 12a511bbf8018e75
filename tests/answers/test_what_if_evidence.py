"""Where observed retention comes from, and whether such a change ever happened."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.what_if import what_if_base
from kadash.answers.what_if.evidence import retention_evidence
from kadash.answers.what_if.happened import Happened, ever_happened
from kadash.errors import KadashError
from kadash.language import words_in
from tests.reviews.builders import a_trading_company, asked_of, published


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return asked_of(published(tmp_path_factory.mktemp("company"), **a_trading_company()))


def test_the_accounts_counted_are_named_who_did_not_come_back_first(asked: Asked) -> None:
    found = retention_evidence(asked)

    # twelve bought from October 2024 to September 2025, L not again
    assert (found.bought_before, found.bought_again) == (12, 11)
    assert found.accounts.loc[0, ["account_id", "bought_again"]].tolist() == ["L", False]
    assert (found.before_from, found.before_to) == (dt.date(2024, 10, 1), dt.date(2025, 9, 30))
    assert (found.again_from, found.again_to) == (dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    # Jeffreys, 90 %, of 11 in 12: Beta(11.5, 1.5) at .05 and .95
    assert found.observed.low == pytest.approx(0.71687, abs=5e-6)
    assert found.observed.high == pytest.approx(0.98513, abs=5e-6)


def test_layer_by_layer_it_is_what_the_sliders_show(asked: Asked) -> None:
    base = what_if_base(asked, "value_tier")

    for row in base.observed.to_dict("records"):
        found = retention_evidence(asked, "value_tier", row["segment"])
        assert (found.bought_before, found.bought_again) == (row["bought_before"], row["bought_again"])
        assert len(found.accounts) == row["bought_before"]


def test_the_models_own_retention_stands_beside_it_with_its_range(asked: Asked) -> None:
    found = retention_evidence(asked)

    assert found.model.share is not None and found.model.low is not None and found.model.high is not None
    assert found.model.low < found.model.share < found.model.high
    assert found.model_accounts == 12 and found.model_is_within is not None


def test_a_viewer_is_shown_their_own_accounts_only(asked: Asked) -> None:
    own = Asked(asked.generation, Scope.of_owners("Li"))

    assert set(retention_evidence(own).accounts["owner"]) == {"Li"}
    assert ever_happened(own).months["bought_before"].iloc[-1] == 10
    with pytest.raises(KadashError):
        retention_evidence(own, account_id="S")


@pytest.mark.parametrize(("scheme", "layer", "code"), [
    ("colour", None, "what_if_scheme_unknown"), ("value_tier", "red", "what_if_segment_unknown")])
def test_what_is_not_there_is_refused(asked: Asked, scheme: str, layer: str | None, code: str) -> None:
    for ask in (retention_evidence, ever_happened):
        with pytest.raises(KadashError) as refused:
            ask(asked, scheme, layer)
        assert refused.value.code == code


def test_history_ends_with_what_is_observed_today(asked: Asked) -> None:
    last = ever_happened(asked).months.iloc[-1]
    today = retention_evidence(asked)

    assert last["month_end"] == dt.date(2026, 9, 30)
    assert (last["bought_before"], last["bought_again"]) == (today.bought_before, today.bought_again)
    assert last["retention"] == pytest.approx(11 / 12)
    # ten steady accounts earn 40 %, the squeezer 300 of 900; A9's extra order 40 %
    assert 0.38 < last["margin_rate"] < 0.4


def test_the_month_in_which_l_was_gone_for_a_year_is_the_largest_fall(asked: Asked) -> None:
    found = ever_happened(asked)

    fall = found.largest_fall("retention")
    assert fall is not None
    # L's last order is of August 2025: missing from the 12 months up to August 2026
    assert (fall.change, fall.until) == (pytest.approx(11 / 12 - 1), dt.date(2026, 8, 31))
    assert found.largest_rise("retention") is None
    assert found.times("retention", 0.05)[0] == 0 and found.times("retention", -0.05)[0] == 2


def test_a_layers_history_begins_a_year_after_layers_are_known(asked: Asked) -> None:
    months = ever_happened(asked, "value_tier", "iron").months

    known = months[months["bought_before"] > 0]["month_end"]
    assert known.min() >= dt.date(2025, 9, 30)


def months_of(**series: list[float]) -> Happened:
    length = len(next(iter(series.values())))
    ends = [dt.date(2025 + month // 12, month % 12 + 1, 28) for month in range(length)]
    empty = dict.fromkeys(("retention", "margin_rate", "service_share"), [float("nan")] * length)
    return Happened("value_tier", None, None, pd.DataFrame({"month_end": ends} | empty | series))


def test_times_counts_month_ends_above_any_of_the_twelve_before() -> None:
    found = months_of(retention=[0.80, 0.82, 0.86, 0.85, 0.84])

    assert found.times("retention", 0.05) == (2, 4)
    assert found.times("retention", 0.061) == (0, 4)
    assert found.largest_rise("retention").change == pytest.approx(0.06)  # type: ignore[union-attr]


def test_changes_further_apart_than_a_year_are_not_one_change() -> None:
    slow = months_of(retention=[0.70 + 0.01 * month for month in range(24)])

    assert slow.times("retention", 0.12)[0] == 12 and slow.times("retention", 0.121)[0] == 0


def test_cost_to_serve_changes_as_a_share_of_what_it_was() -> None:
    found = months_of(service_share=[0.10, 0.09])

    assert found.largest_fall("service_share").change == pytest.approx(-0.1)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_sentence_can_be_said(asked: Asked, language: str) -> None:
    words = words_in(language)
    evidence = [retention_evidence(asked), retention_evidence(asked, layer="prospect"),
                retention_evidence(asked, account_id="A1")]
    happened = ever_happened(asked)

    said = [text for one in evidence for text in (one.sentence(words), one.model_sentence(words))]
    said += [happened.sentence(words, lever, change) for lever, change in
             (("retention", 0.05), ("retention", -0.05), ("margin", 0.01), ("cost_to_serve", -0.1))]
    assert all(text and "{" not in text for text in said)
    assert happened.sentence(words, "wallet", 0.05) == ""


def test_a_rise_never_seen_is_said_so(asked: Asked) -> None:
    assert ever_happened(asked).sentence(words_in("en"), "retention", 0.05).startswith(
        "A change of +5 points within a year was never seen here")
