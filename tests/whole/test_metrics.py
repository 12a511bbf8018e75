"""Every published column has a name and a definition, and nothing is defined that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kadash.answers.metrics import (
    FORECAST_METRICS,
    GROUPS,
    LEVER_METRICS,
    METRICS,
    MODEL_METRICS,
    TABLES,
    Unit,
    metric_about,
    metric_name,
)
from kadash.language import LANGUAGES, words_in
from kadash.policy import Policy, default_policy
from kadash.scenarios.levers import LEVERS
from kadash.store import Home
from kadash.value.models import MODELS
from kadash.vocabulary import FLAGS, SCHEMES
from tests.conftest import LOADING_DAY

ORDERS = """customer,order_date,order_id,product,category,quantity,amount,cost
A-1,2025-11-03,1,P-1,pumps,2,100.00,60.00
A-1,2026-03-03,2,P-1,pumps,2,110.00,60.00
B-2,2026-04-01,3,P-2,valves,1,40.00,30.00
"""
ALL_KEYS = [*METRICS, *LEVER_METRICS, *MODEL_METRICS, *FORECAST_METRICS, *(f"flag.{flag}" for flag in FLAGS),
            *(f"scheme.{scheme}" for scheme in SCHEMES)]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """`table.column` of every column of the tables that metrics are of, as a load publishes them."""
    from kadash.loads import FileGiven, load

    folder = tmp_path_factory.mktemp("metrics")
    file = folder / "orders.csv"
    file.write_text(ORDERS, "utf-8")
    home = Home(folder / "home")
    load(home, [FileGiven(file, file.name)], currency="CNY", as_of=None, today=LOADING_DAY, who="test",
         policy=default_policy())
    return columns_of(home)


def columns_of(home: Home) -> list[str]:
    generation = home.generation()
    assert generation is not None
    found = generation.rows(
        "select table_name, column_name from information_schema.columns where table_schema = 'mart'"
    )
    return sorted(f"{table}.{column}" for table, column in found if table in TABLES)


def with_text(policy: Policy, section: str, **values: object) -> Policy:
    part = getattr(policy, section).model_copy(update=values)
    return policy.model_copy(update={section: part})


def test_every_published_column_has_an_entry_and_every_entry_a_column(published: list[str]) -> None:
    entered = sorted(column for metric in METRICS.values() for column in metric.columns)

    assert entered == published


def test_every_lever_and_every_fitted_model_has_an_entry() -> None:
    assert {f"lever.{name}" for name in LEVERS} <= set(LEVER_METRICS)
    assert {f"model.{name}" for name in MODELS} <= set(MODEL_METRICS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_a_name_and_a_definition_without_gaps(language: str) -> None:
    words, policy = words_in(language), default_policy()

    said = {key: (metric_name(key, words), metric_about(key, words, policy)) for key in ALL_KEYS}

    assert [key for key, (name, about) in said.items() if not name or not about or "{" in name + about] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_figures_of_a_group_have_the_same_name(language: str) -> None:
    words = words_in(language)

    named = [(metric.group, metric_name(key, words)) for key, metric in METRICS.items()]

    assert sorted(name for name in set(named) if named.count(name) > 1) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_and_every_unit_has_words(language: str) -> None:
    words = words_in(language)
    groups = [f"metric.group.{group}{part}" for group in GROUPS for part in ("", ".about")]
    keys = [*groups, *(f"metric.unit.{unit}" for unit in Unit)]

    assert [key for key in keys if not words.has(key)] == []
    assert {metric.group for metric in METRICS.values()} <= set(GROUPS)


def test_no_wording_of_a_metric_is_left_over() -> None:
    listed = (METRICS, LEVER_METRICS, MODEL_METRICS, FORECAST_METRICS)
    used = {key for metrics in listed for metric in metrics.values() for key in (metric.name_key, metric.about_key)}
    folder = Path(__file__).parents[2] / "kadash" / "language" / "catalogues" / "en"
    written = set(re.findall(r'msgid "(metric\..+)"', (folder / "metrics.po").read_text("utf-8")))
    kept = {key for key in written if key.startswith(("metric.page.", "metric.group.", "metric.unit."))}

    assert sorted(written - used - kept) == ["metric.points_at"]


def test_a_definition_quotes_the_threshold_in_force() -> None:
    policy = with_text(default_policy(), "flags", min_purchases_for_lateness=7)

    about = metric_about("lateness", words_in("en"), policy)

    assert about == ("Days silent divided by its own long gap: 1 is as long as it usually takes at most, 2 is twice "
                     "that. Unknown with fewer than 7 purchases, since there is no rhythm to be late against.")


def test_a_part_of_the_score_tells_the_points_its_line_gives() -> None:
    about = metric_about("score_payment", words_in("en"), default_policy())

    assert about == "Points above or below 50 for days late on average, by amount (0: +10, 10: 0, 30: -10)."


def test_the_account_table_says_of_a_column_what_the_glossary_says_first() -> None:
    shown = ("revenue_12m", "contribution_12m", "days_since_order", "mean_days_late", "current_value", "owner")

    for language in LANGUAGES:
        words = words_in(language)
        differs = [column for column in shown
                   if not metric_about(column, words, default_policy()).startswith(
                       words(f"tables.{column}.about").rstrip(".。"))]
        assert differs == []
