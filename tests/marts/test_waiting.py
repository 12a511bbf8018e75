"""Rows that wait in files until all are there: the table has them all, in the order of accounts."""

from __future__ import annotations

import pandas as pd
import pytest

from kadash.marts import waiting
from kadash.marts.waiting import judged_rows
from tests.marts.builders import a_company, a_line

IDS = ["A", "B", "C"]


def scheme_rows(scheme: str, ids: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"account_id": ids, "scheme": scheme, "layer": "gold", "layer_rank": 2, "previous_layer": None,
                         "reason": "{}"})


def offers(ids: list[str]) -> pd.DataFrame:
    numbers = ("expected_gain", "low", "high", "cost", "hours")
    return pd.DataFrame({"account_id": ids, "service_id": "club", "rank": 1, "reasons": "{}",
                         **dict.fromkeys(numbers, 1.5)})


def test_schemes_made_one_after_another_lie_beside_each_other_by_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "ACCOUNTS_AT_ONCE", 2)
    with a_company(order_line=[a_line("A")]) as build:
        build.run("create schema if not exists mart")
        with judged_rows(build) as rows:
            rows.add_scheme(scheme_rows("value_tier", IDS))
            rows.add_scheme(scheme_rows("lifecycle", IDS))
            rows.add_proposals(offers(["A"]))
            rows.add_proposals(offers(["C"]))
            rows.write()

        assert build.rows("select account_id, scheme, layer_rank from mart.segment order by rowid") == [
            (account, scheme, 2) for account in IDS for scheme in ("lifecycle", "value_tier")]
        assert build.rows("select account_id, rank from mart.proposal order by rowid") == [("A", 1), ("C", 1)]
        assert not list(build.temp.iterdir())


def test_a_load_without_proposals_has_the_table_with_its_types() -> None:
    with a_company(order_line=[a_line("A")]) as build:
        build.run("create schema if not exists mart")
        with judged_rows(build) as rows:
            rows.add_scheme(scheme_rows("value_tier", IDS))
            rows.add_proposals(offers([]))
            rows.write()

        assert build.rows("select column_type from (describe mart.proposal) where column_name in ('rank', 'low')") == [
            ("BIGINT",), ("DOUBLE",)]
        assert build.one("select count(*) from mart.proposal") == (0,)


def test_rows_without_a_public_column_are_refused() -> None:
    with a_company(order_line=[a_line("A")]) as build, judged_rows(build) as rows, \
            pytest.raises(ValueError, match=r"mart.segment lacks reason"):
        rows.add_scheme(scheme_rows("value_tier", IDS).drop(columns="reason"))
