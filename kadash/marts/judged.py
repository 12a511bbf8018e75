"""Writes what the judge found to the tables that everything reads, with types that no data can change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

import pandas as pd

from kadash.store import Build

MONEY = "decimal(18,4)"

ROWS_TOGETHER = 400_000
"""Rows of history that a commit is worth: fewer at a time are written twice, by way of the log, at twice the cost."""

_DATES = ("created_date", "first_order", "last_order", "first_purchase", "last_purchase", "contract_end", "month_end")
_MONEY = (
    "annual_wallet", "credit_limit", "revenue", "largest_order", "revenue_12m", "revenue_prev_12m", "largest_order_12m",
    "margin_12m", "margin_prev_12m", "service_cost_12m", "freight_12m", "commission_12m", "rebate_12m",
    "financing_12m", "service_cost_prev_12m", "special_revenue_12m", "contribution_12m", "contribution_prev_12m",
    "list_value_12m", "historical_contribution", "historical_margin", "open_receivable", "overdue_veto_amount",
)
_COUNTS = (
    "payment_terms_days", "orders", "purchases", "age_days", "recency_days", "days_since_order", "orders_12m",
    "purchases_12m", "purchases_prev_12m", "months_active_12m", "invoices", "events_12m", "complaints_open",
    "severe_open", "categories_12m", "advice_events_12m", "joint_projects", "quotes_12m", "quotes_open",
    "orders_prev_12m", "events_prev_12m", "complaints_12m", "contract_months", "contract_months_left", "layer_rank",
    "rank", "survey_answers_12m", "survey_low_driver", "pair",
)
_NUMBERS = (
    "order_gap_days", "gap_p80_days", "on_time_rate", "mean_days_late", "discount_rate_12m", "key_score",
    "score_continuity", "score_payment", "score_growth", "score_contribution", "score_volume", "growth_per_year",
    "historical_value", "current_value", "potential_value", "lifetime_value", "low", "high", "p_buys_12m",
    "expected_contribution_12m", "p_alive", "revenue_year", "before_service_rate", "service_cost_year",
    "retention_12m", "wallet_share", "expected_gain", "cost", "hours",
    "discount_of_most_12m", "price_elasticity", "price_elasticity_low", "price_elasticity_high",
    "days_late_trend", "response_days_12m", "quotes_won_share_12m", "relation_years",
    "survey_score_12m", "survey_low_score_12m", "gain", "hours_share",
)
_FLAGS = ("contract_in_force", "contract_ended_without_orders", "exclusive", "data_link")
_TEXTS = (
    "account_id", "account_name", "parent_id", "industry", "region", "owner", "declared_class", "model", "scheme",
    "layer", "previous_layer", "reason", "flag", "severity", "evidence", "service_id", "reasons", "vetoes", "layers",
    "flags", "first", "second",
)

TYPES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(_DATES, "date") | dict.fromkeys(_MONEY, MONEY) | dict.fromkeys(_COUNTS, "bigint")
    | dict.fromkeys(_NUMBERS, "double") | dict.fromkeys(_FLAGS, "boolean") | dict.fromkeys(_TEXTS, "varchar")
)
"""Column to its type in the published file. Others by dtype: text, boolean, else DOUBLE."""

ACCOUNT_COLUMNS = (
    "account_id", "account_name", "owner", "first_order", "last_order", "orders", "revenue", "revenue_12m",
    "revenue_prev_12m", "margin_12m", "contribution_12m", "orders_12m", "months_active_12m", "order_gap_days",
    "days_since_order", "on_time_rate", "mean_days_late", "discount_rate_12m", "key_score", "score_continuity",
    "score_payment", "score_growth", "score_contribution", "score_volume",
)
VALUE_COLUMNS = (
    "account_id", "historical_value", "current_value", "potential_value", "lifetime_value", "low", "high", "p_buys_12m",
    "expected_contribution_12m", "model", "p_alive", "revenue_year", "before_service_rate", "service_cost_year",
    "retention_12m", "wallet_share",
)
SEGMENT_COLUMNS = ("account_id", "scheme", "layer", "layer_rank", "previous_layer", "reason")
FLAG_COLUMNS = ("account_id", "flag", "severity", "evidence")
PROPOSAL_COLUMNS = (
    "account_id", "service_id", "rank", "expected_gain", "low", "high", "cost", "hours", "reasons",
)
PAIR_COLUMNS = ("account_id", "pair", "first", "second", "gain", "cost", "hours_share")


def write_judged(
    build: Build,
    accounts: pd.DataFrame,
    values: pd.DataFrame,
    segments: pd.DataFrame | None,
    flags: pd.DataFrame,
    proposals: pd.DataFrame | None,
    pairs: pd.DataFrame | None,
) -> None:
    """Write mart.account, value, segment, flag, proposal and proposal_pair; None: those that waiting.py writes.

    Every frame has at least the public columns of its table (the data contract); what it has beyond them is kept.
    """
    _write(build, "mart.account", accounts, ACCOUNT_COLUMNS, "account_id")
    _write(build, "mart.value", values, VALUE_COLUMNS, "account_id")
    if segments is not None:
        _write(build, "mart.segment", segments, SEGMENT_COLUMNS, "account_id, scheme")
    _write(build, "mart.flag", flags, FLAG_COLUMNS, "account_id, flag")
    if proposals is not None:
        _write(build, "mart.proposal", proposals, PROPOSAL_COLUMNS, "account_id, rank")
    if pairs is not None:
        _write(build, "mart.proposal_pair", pairs, PAIR_COLUMNS, "account_id, pair")


def write_history(build: Build, history: Iterable[pd.DataFrame], kept: Collection[date] = (), *,
                  each: bool = False) -> None:
    """Write mart.account_history, after mart.account.

    kept: past month-ends whose rows are there and stay. each: frames are in the file for good once some of them, of
    ROWS_TOGETHER rows or more, are written, whatever becomes of the next.

    `history` gives a frame a past month-end, accounts in order, with month_end, layers and flags (JSON) beside the
    columns of mart.account; frames may be made one after another, so that only one is in memory.
    """
    if kept:
        build.run("delete from mart.account_history where not list_contains($kept::date[], month_end)", kept=list(kept))
    else:
        _empty_history(build)
    frames, more = iter(history), True
    with build.in_order():
        while more:
            with build.transaction():
                more = _append_some(build, frames, ROWS_TOGETHER if each else None)


def _append_some(build: Build, frames: Iterator[pd.DataFrame], rows: int | None) -> bool:
    """Add frames until they are so many rows, None: all of them; whether there may be more."""
    written = 0
    while (frame := next(frames, None)) is not None:
        _append(build, frame)
        written += len(frame)
        del frame  # the next one is made without this one in memory
        if rows is not None and written >= rows:
            return True
    return False


def _empty_history(build: Build) -> None:
    build.run(
        "create or replace table mart.account_history as select account_id, cast(null as date) as month_end, "
        "* exclude (account_id), cast(null as varchar) as layers, cast(null as varchar) as flags "
        "from mart.account limit 0"
    )


def _append(build: Build, month: pd.DataFrame) -> None:
    """Add the accounts of one past month-end, in the order they are in; columns that mart.account lacks are refused."""
    needs("mart.account_history", month, (*ACCOUNT_COLUMNS, "month_end", "layers", "flags"))
    with build.staged(month) as file:
        build.run(
            f"insert into mart.account_history by name select {listed_with_types(month)} "
            f"from read_parquet('{_quoted(str(file))}')"
        )


def _write(build: Build, table: str, frame: pd.DataFrame, needed: tuple[str, ...], order: str) -> None:
    needs(table, frame, needed)
    with build.staged(frame) as file:
        build.run(
            f"create or replace table {table} as select {listed_with_types(frame)} "
            f"from read_parquet('{_quoted(str(file))}') order by {order}"
        )


def needs(table: str, frame: pd.DataFrame, needed: tuple[str, ...]) -> None:
    """Refuse a frame that lacks public columns of its table."""
    missing = [column for column in needed if column not in frame.columns]
    if missing:
        raise ValueError(f"{table} lacks {', '.join(missing)}")


def listed_with_types(frame: pd.DataFrame) -> str:
    """The select list that gives every column of a frame its type."""
    return ", ".join(f'cast("{name}" as {_type(str(name), frame[name])}) as "{name}"' for name in frame.columns)


def _type(name: str, column: pd.Series) -> str:
    if name in TYPES:
        return TYPES[name]
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    return "double" if pd.api.types.is_numeric_dtype(column) else "varchar"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
