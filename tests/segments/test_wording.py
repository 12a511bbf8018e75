"""Every layer, flag and part of the score can be said, in both languages, with its figures."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from kadash.language import words_in
from kadash.policy import default_policy
from kadash.segments import segment_table
from kadash.segments.flags import flag_table
from kadash.segments.score import PARTS
from kadash.segments.vetoes import VETOES
from kadash.segments.wording import flag_why, layer_why
from kadash.vocabulary import FLAGS, SCHEMES, Severity
from tests.segments.builders import AS_OF, PROSPECT, accounts, began

POLICY = default_policy()
NAN = float("nan")
OF_ALL_KINDS = (
    {}, PROSPECT, {"contribution_12m": -5000.0}, {"margin_rate_12m": 0.2}, {"price_to_list_12m": 0.8},
    {"p_alive": 0.1, "lateness": 4.0}, {"p_alive": 0.1, "lateness": NAN, "purchases": 2, "days_since_order": 500},
    {"contract_ended_without_orders": True}, {"lateness": 2.0}, {"mean_days_late": 40.0}, {"purchases": 1},
    {"largest_order": 9e6, "revenue": 9e6, "purchases_12m": 1, "contribution_12m": NAN},
    {"growth_per_year": 0.4, "continuity": 0.2}, {"potential_value": 9e8, "continuity": 0.2}, began("2026-01-05"),
    {"continuity": 0.1}, {"open_receivable": 9e5, "credit_limit": 5e5}, {"declared_class": "战略"},
    {"contract_in_force": True, "contract_end": AS_OF + pd.Timedelta(days=40)}, {"industry": "Energy supply"},
    {"lost_categories": 1.0, "lost_category_name": "relays", "lost_category_silent_days": 200.0,
     "lost_category_gap_days": 20.0}, {"parent_id": "A001"}, {"revenue_12m": 9e9, "contribution_12m": -5.0},
    {"p_buys_12m": 0.1, "contribution_12m": 10.0}, {"p_buys_12m": 0.1}, {"contribution_12m": 1000.0},
    {"revenue_12m": 1000.0, "growth_per_year": 0.5, "margin_rate_12m": 0.4, "mean_days_late": 0.0,
     "contribution_12m": 300.0},
    {"service_cost_12m": 200_000.0, "service_cost_prev_12m": 20_000.0, "events_12m": 20, "events_prev_12m": 4,
     "orders_prev_12m": 20},
    *({"buyer_type": called} for called in ("strategic", "consultative", "transactional")),
    *({"contribution_12m": 2e6 * place, "growth_per_year": 0.4, "mean_days_late": 0.0, "continuity": 1.0,
       "survey_score_12m": 0.3 + 0.2 * place, "survey_low_score_12m": 0.25, "survey_low_driver": place}
      for place in range(1, 4)),
    *({"contribution_12m": 5000.0, "revenue_12m": 9e5} for _ in range(20)),
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_code_of_the_vocabulary_has_words(language):
    words = words_in(language)
    keys = {f"scheme.{scheme}{end}" for scheme in SCHEMES for end in ("", ".about")}
    keys |= {f"layer.{scheme}.{layer}" for scheme, layers in SCHEMES.items() for layer in layers}
    keys |= {f"flag.{flag}{end}" for flag in FLAGS for end in ("", ".about", ".why")}
    keys |= {f"score.{part}{end}" for part in PARTS for end in ("", ".about")}
    keys |= {veto.replace("veto_", "veto.") for veto in VETOES} | {f"severity.{one}" for one in Severity}

    assert [key for key in sorted(keys) if not words.has(key)] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_flag_and_every_layer_can_be_explained(language):
    words, table = words_in(language), accounts(*OF_ALL_KINDS)
    flags, segments = flag_table(table, POLICY), segment_table(table, POLICY)

    said = [flag_why(row.flag, json.loads(row.evidence), words) for row in flags.itertuples()]
    said += [layer_why(row.scheme, row.layer, json.loads(row.reason), words) for row in segments.itertuples()]

    assert set(flags["flag"]) == set(FLAGS)
    assert set(segments["layer"]) == {layer for layers in SCHEMES.values() for layer in layers}
    assert [sentence for sentence in said if "{" in sentence or "None" in sentence or "nan" in sentence] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_without_cost_is_explained_by_revenue(language):
    table = accounts({"contribution_12m": NAN, "revenue_12m": 9e6}, {"contribution_12m": NAN})

    said = {
        row.scheme: layer_why(row.scheme, row.layer, json.loads(row.reason), words_in(language)).lower()
        for row in segment_table(table, POLICY).itertuples() if row.account_id == "A001"
    }

    cost_unknown = {"en": "no cost is known", "zh": "成本未知"}[language]
    assert [scheme for scheme, sentence in said.items() if cost_unknown in sentence] == [
        "value_tier", "five_level", "customer_class", "loyalty_profit", "key_account"
    ]


def test_a_price_that_fell_is_told_as_price_and_a_margin_as_margin():
    table = accounts({"price_to_list_12m": 0.85}, {"margin_rate_12m": 0.26})
    flags = flag_table(table, POLICY)

    assert [flag_why(row.flag, json.loads(row.evidence), words_in("en")) for row in flags.itertuples()] == [
        "On the products bought in both years, price against list fell by 5 points (flagged from 2 points).",
        "Revenue stands at 100% of the year before, while the margin rate fell by 4 points to 26% "
        "(flagged from 2 points).",
    ]
