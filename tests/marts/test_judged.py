"""What the judge found, as it stands in the published file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from kadash.marts.runner import account_facts, build_sums, build_waist, write_history, write_judged
from kadash.policy import default_policy
from kadash.store import Build
from tests.marts.builders import a_company, a_line

AS_OF, POLICY = date(2026, 4, 30), default_policy()
SCORES = ("key_score", "score_continuity", "score_payment", "score_growth", "score_contribution", "score_volume")


def accounts(build: Build, as_of: date = AS_OF) -> pd.DataFrame:
    """Facts and scores, as the judge gives them."""
    facts = account_facts(build, as_of, POLICY)
    return facts.assign(account_name=facts["account_id"], owner=None, vetoes="[]", **dict.fromkeys(SCORES, 50.0))


def values(account_ids: list[str]) -> pd.DataFrame:
    numbers = ("historical_value", "current_value", "potential_value", "lifetime_value", "low", "high", "p_buys_12m",
               "expected_contribution_12m", "p_alive", "revenue_year", "before_service_rate", "service_cost_year",
               "retention_12m", "wallet_share")
    return pd.DataFrame({"account_id": account_ids, "model": "rule", **dict.fromkeys(numbers, 1.5)})


def segments(layers: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([
        {"account_id": account_id, "scheme": scheme, "layer": layer, "layer_rank": 1, "previous_layer": None,
         "reason": "{}"}
        for account_id, layer in layers.items() for scheme in ("lifecycle", "value_tier")
    ])


def no_flags() -> pd.DataFrame:
    return pd.DataFrame(columns=["account_id", "flag", "severity", "evidence"])


def no_proposals() -> pd.DataFrame:
    return pd.DataFrame(columns=["account_id", "service_id", "rank", "expected_gain", "low", "high", "cost", "hours",
                                 "reasons"])


def no_pairs() -> pd.DataFrame:
    return pd.DataFrame(columns=["account_id", "pair", "first", "second", "gain", "cost", "hours_share"])


def write(build: Build, layers: dict[str, str], history: tuple[pd.DataFrame, ...] = ()) -> None:
    write_judged(build, accounts(build), values(sorted(layers)), segments(layers), no_flags(), no_proposals(),
                 no_pairs())
    write_history(build, history)


def types_of(build: Build, table: str) -> dict[str, str]:
    return {str(name): str(kind) for name, kind in build.rows(
        "select column_name, data_type from information_schema.columns where table_schema = 'mart' and table_name = $t",
        t=table)}


def test_types_do_not_depend_on_what_is_known() -> None:
    with a_company(order_line=[a_line("A", cost=60)]) as build:
        build_waist(build, AS_OF, POLICY)
        write(build, {"A": "gold"})
        known = types_of(build, "account")
    with a_company(order_line=[a_line("A", cost=None)], account=[{"account_id": "P"}]) as build:
        build_waist(build, AS_OF, POLICY)
        write(build, {"A": "gold", "P": "prospect"})
        unknown = types_of(build, "account")

    assert known == unknown
    some = ("account_id", "first_order", "orders", "contribution_12m", "on_time_rate", "contract_in_force", "vetoes")
    assert [known[name] for name in some] == [
        "VARCHAR", "DATE", "BIGINT", "DECIMAL(18,4)", "DOUBLE", "BOOLEAN", "VARCHAR"]


def test_tables_without_rows_have_their_types_too() -> None:
    with a_company(order_line=[a_line("A")]) as build:
        build_waist(build, AS_OF, POLICY)
        write(build, {"A": "gold"})

        assert types_of(build, "proposal") == {
            "account_id": "VARCHAR", "service_id": "VARCHAR", "rank": "BIGINT", "expected_gain": "DOUBLE",
            "low": "DOUBLE", "high": "DOUBLE", "cost": "DOUBLE", "hours": "DOUBLE", "reasons": "VARCHAR",
        }
        assert types_of(build, "segment")["layer_rank"] == "BIGINT"


def test_what_is_not_known_is_null_not_nan() -> None:
    with a_company(order_line=[a_line("A")]) as build:
        build_waist(build, AS_OF, POLICY)
        write(build, {"A": "gold"})

        assert build.one("select growth_per_year, mean_days_late, owner from mart.account") == (None, None, None)


def test_history_has_a_row_an_account_and_month_end_with_the_columns_of_account() -> None:
    past = date(2026, 3, 31)
    with a_company(order_line=[a_line("A"), a_line("B", "2026-04-10")]) as build:
        build_waist(build, AS_OF, POLICY)
        month = accounts(build, past).assign(month_end=past, layers='{"lifecycle": "first_time"}', flags="[]")
        write(build, {"A": "gold", "B": "iron"}, (month,))
        rows = build.rows("select account_id, month_end, revenue, layers, flags from mart.account_history")
        account, history = types_of(build, "account"), types_of(build, "account_history")

    assert rows == [("A", past, Decimal("100"), '{"lifecycle": "first_time"}', "[]")]
    assert history == account | {"month_end": "DATE", "layers": "VARCHAR", "flags": "VARCHAR"}


def test_month_ends_written_together_stay_whatever_becomes_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadash.marts.judged.ROWS_TOGETHER", 2)
    ends = [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]
    with a_company(order_line=[a_line("A")]) as build:
        build_waist(build, AS_OF, POLICY)
        write(build, {"A": "gold"})

        def months() -> Iterator[pd.DataFrame]:
            for end in ends:
                yield accounts(build, end).assign(month_end=end, layers="{}", flags="[]")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_history(build, months(), each=True)
        build.run("rollback")
        rows = build.rows("select month_end from mart.account_history")

    assert rows == [(ends[0],), (ends[1],)]


def test_a_frame_without_a_public_column_is_refused() -> None:
    with a_company(order_line=[a_line("A")]) as build:
        build_waist(build, AS_OF, POLICY)

        with pytest.raises(ValueError, match=r"mart.account lacks key_score"):
            write_judged(build, accounts(build).drop(columns="key_score"), values(["A"]), segments({"A": "gold"}),
                         no_flags(), no_proposals(), no_pairs())


def test_months_of_a_layer_are_those_of_its_accounts_in_every_scheme() -> None:
    with a_company(order_line=[
        a_line("A", amount=100), a_line("B", amount=50), a_line("C", amount=10), a_line("C", "2026-04-10", 7),
    ]) as build:
        build_waist(build, AS_OF, POLICY)
        write(build, {"A": "gold", "B": "iron", "C": "iron"})
        build_sums(build, AS_OF, POLICY)
        rows = build.rows(
            "select layer, month, active_accounts, revenue from mart.layer_month where scheme = 'value_tier' "
            "order by layer, month")
        total = build.one("select sum(revenue) from mart.layer_month where scheme = 'lifecycle'")

    assert rows == [
        ("gold", date(2026, 3, 1), 1, Decimal("100")), ("iron", date(2026, 3, 1), 2, Decimal("60")),
        ("iron", date(2026, 4, 1), 1, Decimal("7")),
    ]
    assert total == (Decimal("167"),)


def test_the_whale_curve_goes_down_the_accounts_best_first_and_ends_with_all() -> None:
    with a_company(order_line=[
        a_line("A", amount=100, cost=50), a_line("B", amount=100, cost=120), a_line("C", amount=100, cost=70),
    ], account=[{"account_id": "P"}]) as build:
        build_waist(build, AS_OF, POLICY)
        write(build, dict.fromkeys("ABCP", "gold"))
        build_sums(build, AS_OF, POLICY)
        rows = build.rows(
            "select accounts, amount, total, all_accounts from mart.whale_curve where measure = 'contribution' "
            "order by step")

    assert rows == [(1, Decimal("50"), Decimal("60"), 3), (2, Decimal("80"), Decimal("60"), 3),
                    (3, Decimal("60"), Decimal("60"), 3)]
