"""What holds for every scheme: each account in exactly one of its layers, with a reason that is JSON."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.policy import default_policy
from kadash.segments import SCHEMES, segment_table
from kadash.vocabulary import SCHEMES as LAYERS
from tests.segments.builders import PROSPECT, accounts

POLICY = default_policy()
maybe = st.one_of(st.just(float("nan")), st.floats(-1e9, 1e9))
an_account = st.fixed_dictionaries({
    "contribution_12m": maybe, "revenue_12m": maybe, "revenue": maybe, "largest_order": maybe,
    "purchases_12m": st.integers(0, 5), "purchases": st.integers(0, 9), "orders": st.integers(0, 9),
    "p_alive": st.one_of(st.just(float("nan")), st.floats(0, 1)), "lateness": maybe, "days_since_order": maybe,
    "growth_per_year": maybe, "continuity": maybe, "potential_value": maybe, "current_value": maybe,
    "overdue_veto_amount": maybe, "age_days": st.integers(0, 3000), "p_buys_12m": st.floats(0, 1),
    "parent_id": st.sampled_from([None, "A001", "G"]), "industry": st.sampled_from([None, "machinery", "energy"]),
    "declared_class": st.sampled_from([None, "战略", "important", "A"]), "orders_12m": st.integers(0, 9),
    "buyer_type": st.sampled_from(["unsure", "strategic", "transactional"]), "mean_days_late": maybe,
    "margin_rate_12m": maybe, "discount_rate_12m": maybe, "invoices": st.integers(0, 9),
})


def test_the_schemes_are_those_of_the_vocabulary():
    assert list(SCHEMES) == list(LAYERS)


@settings(max_examples=30, deadline=None)
@given(st.lists(an_account, max_size=15))
def test_each_scheme_partitions_the_accounts(changes):
    table = accounts(*changes) if changes else accounts({}).iloc[:0]

    segments = segment_table(table, POLICY)

    for scheme, layers in LAYERS.items():
        found = segments[segments["scheme"] == scheme]
        assert found["account_id"].tolist() == table["account_id"].tolist()
        assert set(found["layer"]) <= set(layers)
        assert [layers[rank - 1] for rank in found["layer_rank"]] == found["layer"].tolist()
    assert all(isinstance(json.loads(reason), dict) for reason in segments["reason"])


@settings(max_examples=15, deadline=None)
@given(st.lists(an_account, min_size=1, max_size=10))
def test_the_order_of_rows_does_not_matter(changes):
    table = accounts(*changes)

    forwards = segment_table(table, POLICY).sort_values(["scheme", "account_id"], ignore_index=True)
    backwards = segment_table(table.iloc[::-1], POLICY).sort_values(["scheme", "account_id"], ignore_index=True)

    assert forwards["layer"].tolist() == backwards["layer"].tolist()


def test_a_prospect_is_a_prospect_in_every_scheme():
    segments = segment_table(accounts(PROSPECT), POLICY)

    assert segments["layer"].tolist() == ["prospect"] * len(SCHEMES)


def test_layers_are_the_same_without_reasons():
    table = accounts({}, {"contribution_12m": -5.0}, PROSPECT)

    bare = segment_table(table, POLICY, reasons=False)

    assert bare["layer"].tolist() == segment_table(table, POLICY)["layer"].tolist()
    assert set(bare["reason"]) == {"{}"}
