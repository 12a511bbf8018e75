"""Every figure that is published or shown: its key in the catalogues, its group, its unit, its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kadash.answers.metrics.metric import Metric, Unit
from kadash.scenarios.levers import LEVERS
from kadash.value.forecasts.registry import FORECASTERS
from kadash.value.models import MODELS

GROUPS = (
    "revenue", "rhythm", "payment", "growth", "ties", "score", "schemes", "flags", "changes", "value", "forecasts",
    "what_if", "voice", "account", "rows",
)
"""In the order in which a manager reads them; schemes and flags are in the vocabulary."""

TABLES = ("account", "value", "account_month", "account_day", "account_product_month", "account_category_month")
"""Tables of the schema `mart` of which every column is a metric."""

_ACCOUNT: Mapping[str, str] = {
    "revenue": """
        revenue_12m:money revenue_prev_12m:money revenue:money
        list_value_12m:money discount_rate_12m:share discount_rate_prev_12m:share
        discount_of_most_12m:share price_elasticity:number price_elasticity_low:number price_elasticity_high:number
        price_to_list_12m:share price_to_list_prev_12m:share basket_margin_lost:share
        margin_12m:money margin_prev_12m:money margin_rate_12m:share margin_rate_prev_12m:share historical_margin:money
        freight_12m:money commission_12m:money rebate_12m:money service_cost_12m:money
        service_cost_prev_12m:money financing_12m:money
        contribution_12m:money contribution_prev_12m:money contribution_rate_12m:share before_service_rate:share
        historical_contribution:money special_revenue_12m:money
    """,
    "rhythm": """
        first_order:date last_order:date orders:count orders_12m:count orders_prev_12m:count
        first_purchase:date last_purchase:date purchases:count purchases_12m:count purchases_prev_12m:count
        months_active_12m:count continuity:share
        order_gap_days:days gap_p80_days:days days_since_order:days lateness:times regularity:share
        age_days:days recency_days:days log_gap_sum:number
        largest_order:money largest_order_12m:money one_shot_share:share one_shot_share_12m:share giant_order:money
    """,
    "payment": """
        invoices:count mean_days_late:days days_late_trend:days on_time_rate:share
        open_receivable:money overdue_veto_amount:money
    """,
    "growth": "growth_per_year:share_a_year growth_error:share_a_year categories_12m:count",
    "ties": """
        contract_in_force:yes_no contract_end:date contract_ended_without_orders:yes_no
        contract_months:months contract_months_left:months exclusive:yes_no data_link:yes_no relation_years:years
        events_12m:count events_prev_12m:count advice_events_12m:count complaints_12m:count response_days_12m:days
        complaints_open:count severe_open:count joint_projects:count
        quotes_12m:count quotes_won_share_12m:share quotes_open:count
        survey_score_12m:share survey_low_score_12m:share survey_low_driver:number survey_answers_12m:count
    """,
    "score": """
        key_score:score score_continuity:score score_payment:score score_growth:score score_contribution:score
        score_volume:score score_coverage:share score_before_vetoes:score
        veto_overdue:yes_no veto_lateness:yes_no veto_one_off_giant:yes_no
    """,
    "account": """
        account_id:text account_name:text parent_id:text industry:text region:text owner:text created_date:date
        declared_class:text annual_wallet:money_a_year payment_terms_days:days credit_limit:money
    """,
}
"""Columns of mart.account with their units, by group; a metric's key is its column."""

_VALUE = """
    p_alive:chance p_buys_12m:chance retention_12m:chance model:text
    revenue_year:money_a_year before_service_rate_used:share before_service_rate_stands_in:yes_no
    service_cost_year:money_a_year expected_contribution_12m:money
    historical_value:money current_value:money potential_value:money lifetime_value:money low:money high:money
"""
_ROWS: Mapping[str, str] = {
    "row_month:date": "m.month p.month c.month",
    "row_day:date": "d.day",
    "row_product:text": "p.product_id",
    "row_category:text": "c.category",
    "row_orders:count": "m.orders d.orders",
    "row_lines:count": "m.lines c.lines",
    "row_quantity:number": "m.quantity p.quantity c.quantity",
    "row_revenue:money": "m.revenue d.revenue p.revenue c.revenue",
    "row_list_value:money": "m.list_value p.list_value c.list_value",
    "row_discount:money": "m.discount p.discount c.discount",
    "row_cost:money": "m.cost p.cost c.cost",
    "row_margin:money": "m.margin d.margin c.margin",
    "row_freight:money": "m.freight c.freight",
    "row_commission:money": "m.commission c.commission",
    "row_rebate:money": "m.rebate c.rebate",
    "row_service_cost:money": "m.service_cost",
    "row_financing:money": "m.financing c.financing",
    "row_contribution:money": "m.contribution",
    "row_category_contribution:money": "c.contribution",
    "row_purchases:count": "m.purchases c.days",
    "row_first_day:date": "c.first_day",
    "row_last_day:date": "c.last_day",
    "row_largest_order:money": "d.largest_order",
    "row_gap_days:days": "d.gap_days",
    "row_revenue_per_day:money": "d.revenue_per_day",
    "row_custom:yes_no": "p.custom",
}
"""Figures of the tables of sums with their units, to the columns that hold them."""

_ROW_TABLES = {"m": "account_month", "d": "account_day", "p": "account_product_month", "c": "account_category_month"}

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "account_id": tuple(f"{table}.account_id" for table in TABLES),
    "p_alive": ("account.p_alive", "value.p_alive"),
    "p_buys_12m": ("account.p_buys_12m", "value.p_buys_12m"),
    "before_service_rate_used": ("value.before_service_rate",),
}
"""Columns of metrics that stand in several tables, or are named otherwise than their key."""

_SHOWN: Mapping[str, str] = {
    "revenue": "price_rise:share minimum_order:money service_cut:share",
    "score": "stability:share score_change:score",
    "value": "worth_if_back:money gain_if_back:money most_to_spend:money",
    "changes": "at_stake:money",
    "forecasts": "error_share:share total_error:share brier_score:number top_capture:share coverage:share",
    "what_if": """
        customer_equity:money profit_12m:money observed_retention:share point_value:money
        spend_limit_per_account:money_a_year break_even_retention:points payback_months:months what_if_range:money
    """,
    "voice": """
        voice_score:score voice_expected:score voice_gap:score voice_stated:score voice_derived:share
        voice_shortfall:score voice_recommend:score
    """,
}
"""Figures that pages show and no table publishes, by group."""
_TERMS = {"discount": Unit.SHARE_A_YEAR, "years": Unit.YEARS}
_SAID_ON_THE_PAGE = ("margin", "cost_to_serve", "discount", "years")
"""Levers whose help on the what-if page is their definition."""

WAYS = ("mix", "share", "rule", "contract")
"""What chances rest on beside the models that can be fitted."""


def _parsed(listed: str) -> Iterator[tuple[str, Unit]]:
    for one in listed.split():
        key, _, unit = one.partition(":")
        yield key, Unit(unit)


def _of_accounts() -> Iterator[Metric]:
    for group, listed in _ACCOUNT.items():
        for key, unit in _parsed(listed):
            yield Metric(key, group, unit, _COLUMNS.get(key, (f"account.{key}",)), *_words_of_score(key))


def _words_of_score(key: str) -> tuple[str | None, str | None]:
    """The score's own words, where they stand already."""
    if key == "key_score":
        return "score.key_score", "score.key_score.about"
    part = key.removeprefix("score_")
    return (None if part == key or part in ("before_vetoes", "coverage") else f"score.{part}"), None


def _of_values() -> Iterator[Metric]:
    yield Metric("wallet_share", "growth", Unit.SHARE, ("value.wallet_share",))
    yield Metric("revenue_year_own", "value", Unit.MONEY_A_YEAR, ("account.revenue_year",))
    for key, unit in _parsed(_VALUE):
        yield Metric(key, "value", unit, _COLUMNS.get(key, (f"value.{key}",)))


def _shown() -> Iterator[Metric]:
    for group, listed in _SHOWN.items():
        for key, unit in _parsed(listed):
            yield Metric(key, group, unit)


def _of_rows() -> Iterator[Metric]:
    for listed, columns in _ROWS.items():
        places = (column.split(".") for column in columns.split())
        for key, unit in _parsed(listed):
            yield Metric(key, "rows", unit, tuple(f"{_ROW_TABLES[table]}.{column}" for table, column in places))


METRICS: Mapping[str, Metric] = MappingProxyType({
    metric.key: metric for metric in (*_of_accounts(), *_of_values(), *_shown(), *_of_rows())
})
"""Key to figure, each group in the order in which it is read."""

LEVER_METRICS: Mapping[str, Metric] = MappingProxyType({
    f"lever.{name}": Metric(
        f"lever.{name}", "what_if", unit, name=f"lever.{name}",
        about=f"what_if.lever.{name}_help" if name in _SAID_ON_THE_PAGE else None,
    )
    for name, unit in {**{name: Unit(lever.unit) for name, lever in LEVERS.items()}, **_TERMS}.items()
})
"""`lever.<name>` to the lever of the what-if, as the page shows them."""

MODEL_METRICS: Mapping[str, Metric] = MappingProxyType({
    f"model.{name}": Metric(f"model.{name}", "value", Unit.TEXT, name=f"model.{name}") for name in (*MODELS, *WAYS)
})
"""`model.<name>` to what chances rest on."""

FORECAST_METRICS: Mapping[str, Metric] = MappingProxyType({
    f"forecast.{name}": Metric(f"forecast.{name}", "forecasts", Unit.MONEY) for name in FORECASTERS
})
"""`forecast.<name>` to a forecast that races on the file's own past."""
