"""No question is asked without a viewer's scope: held over the text of the whole program, and of planted offences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kadash.answers.explore.catalogue import sources
from kadash.policy import default_policy
from tests.access.scope_rules import ASKED_ROOMS, OUTSIDE, public_without_scope, unscoped, unscoped_sql
from tests.conftest import ROOT

ENTRY_POINTS = {
    "kadash/ui/session.py": "a session asks in the name of its viewer",
    "kadash/cli/command.py": "whoever has the machine's terminal sees all",
    "kadash/ui/ready.py": "makes what everybody's pages start from before anybody asks, and shows it to nobody",
}
"""Where an `Asked` is made for somebody, and a scope of everything for whom that is right."""

OTHER_GENERATIONS = {
    "kadash/answers/asked.py": "the one place that puts the scope in",
    "kadash/answers/changes/picture.py": "two whole days, whoever asks; `compared` keeps whom changes_seen shows",
    "kadash/answers/changes/forecasts.py": "what came of every forecast; `changes` keeps whom changes_seen shows",
    "kadash/answers/explore/answer.py": "its SQL is compiled with the scope of the ground (scope_condition)",
    "kadash/answers/explore/rows.py": "its SQL is compiled with the scope of the ground",
    "kadash/answers/explore/newest.py": "its SQL is compiled with the scope of the ground",
    "kadash/answers/explore/values.py": "its SQL is compiled with the scope of the ground",
    "kadash/answers/explore/starters.py": "its SQL is compiled with the scope of the ground",
    "kadash/answers/explore/ground.py": "asks which sources have any row at all",
    "kadash/answers/explore/stand_in.py": "asks whether costs are known, and orders in turn: yes or no",
    "kadash/answers/explore/stored/routing.py": "asks in which schemes every account has a layer",
    "kadash/answers/history.py": "who loaded which files when: for the Data page, whose right is to load",
    "kadash/answers/settings/sight.py": "an administrator tries what a grant would open",
}
"""Rooms of answers that ask a file itself, and what keeps others' accounts out of what they give."""

OF_THE_SCOPE_OR_THE_WHOLE = {
    "accounts_rows": "rows by the numbers that accounts_found gave, which asks for the scope",
    "changes_layers_now": "see changes/picture.py", "changes_layers_then": "see changes/picture.py",
    "changes_picture": "see changes/picture.py", "changes_seen_now": "see changes/picture.py",
    "changes_seen_then": "see changes/picture.py",
    "changes_load_before": "the as-of date of the load before", "first_month": "a month",
    "has_groups": "yes or no", "pyramid_month_ends": "days", "review_loaded": "which tables were loaded: yes or no",
    "margin_bridges_made": "yes or no", "margin_bridges_whole": "everybody's", "margin_bridges_accounts": "everybody's",
    "concentration": "everybody's", "overview_months": "everybody's", "overview_whale": "everybody's",
    "control_counted": "loading", "control_not_counted": "loading", "control_orders": "loading",
    "control_ours": "loading", "control_rows": "loading", "history_state": "loading", "loaded_notes": "loading",
    "loaded_reasons": "loading", "loaded_rejected": "loading", "loaded_set_aside": "loading",
    "loaded_waiting": "loading", "status_revenue": "loading", "status_sources": "loading",
    "models_alarms": "graded in models/check.py", "models_grades": "grades", "models_reliability": "grades",
    "models_segments": "grades", "models_total": "grades",
    "review_all_flags": "proposed together", "review_segments": "proposed together",
    "score_facts": "ranked together", "score_everything": "ranked together", "score_values": "ranked together",
    "score_layers": "ranked together",
    "service_plan_flags": "ranked together", "service_plan_segments": "ranked together",
    "service_plan_deliveries": "judged together",
    "service_plan_options": "in numbers", "service_plan_services": "services",
}
"""Questions without a condition on whose accounts, and why. everybody's: asked only where the viewer sees all. loading:
for pages whose right is to load. grades: how good forecasts were; shown in shares to who sees some. proposed, judged
or ranked together: ranks and medians are those of all accounts, the answer keeps those in scope (score_seen). in
numbers: of accounts by place, picked by the accounts in sight that the same module asks for."""

GUARDED = {"everybody's": "is_everything", "judged together": "scope.|in_sight(asked",
           "grades": "is_everything|knows_totals", "in numbers": '"service_plan_accounts"'}
"""Words of such a reason to what stands in every module that asks the question."""


def _sources(folders: tuple[str, ...], kind: str) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob(f"*.{kind}")):
            yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8")


def test_pages_exports_charts_and_the_terminal_ask_answers_in_the_name_of_a_viewer() -> None:
    found = [one for path, text in _sources(OUTSIDE, "py") if path not in ENTRY_POINTS for one in unscoped(path, text)
             if "names_of" not in one.what]  # the Asked of Explore's page is the question that was asked

    assert found == []


def test_an_answer_asks_what_it_was_given_in_the_scope_that_it_was_given() -> None:
    found = [one for path, text in _sources(("kadash/answers/",), "py") if path not in OTHER_GENERATIONS
             for one in unscoped(path, text)]

    assert found == []


def test_every_public_function_that_reaches_data_is_given_who_asks() -> None:
    found = [one for path, text in _sources(ASKED_ROOMS, "py") if path not in OTHER_GENERATIONS
             for one in public_without_scope(path, text)]

    assert found == []


def test_every_question_has_the_condition_names_an_account_or_says_why_not() -> None:
    found = {Path(one.path).stem for path, text in _sources(("kadash/answers/sql/",), "sql")
             for one in unscoped_sql(path, text)}

    assert found == set(OF_THE_SCOPE_OR_THE_WHOLE)


@pytest.mark.parametrize(("reason", "guard"), GUARDED.items())
def test_a_question_about_everybody_is_asked_beside_its_guard(reason: str, guard: str) -> None:
    names = [name for name, why in OF_THE_SCOPE_OR_THE_WHOLE.items() if why == reason]

    askers = {path: text for path, text in _sources(("kadash/answers/",), "py")
              for name in names if f'frame("{name}"' in text or f'records("{name}"' in text}

    assert askers
    assert [path for path, text in askers.items() if not any(word in text for word in guard.split("|"))] == []


def test_what_is_excepted_still_needs_it() -> None:
    files = dict(_sources(("pages/", "kadash/"), "py"))

    for path in {**ENTRY_POINTS, **OTHER_GENERATIONS}:
        assert [*unscoped(path, files[path]), *public_without_scope(path, files[path])], path


def test_every_source_of_explore_has_the_accounts_that_its_scope_is_asked_of() -> None:
    offered = sources(default_policy()).values()
    every = [*offered, *(one.source for source in offered for one in source.stand_ins)]

    assert [one.name for one in every if not one.has_account] == []


PLANTED = {
    "kadash/answers/a.py": [
        ("def f(home: Home):\n    return home.generation().frame('select 1')\n", "asks home.generation() itself"),
        ("def f(asked: Asked):\n    return asked.generation.rows('select 1')\n", "asks asked.generation itself"),
        ("def f(asked):\n    return asked.frame('q')\n", "asked came in as something else"),
        ("asked = made()\nrows = asked.records('q')\n", "asked came in as something else"),
        ("def f(asked: Asked):\n    return Asked(asked.generation, Scope.everything())\n", "makes a scope"),
        ("def f(asked: Asked, all: Scope):\n    return Asked(asked.generation, all)\n", "asks in the name of all"),
        ("def f(asked: Asked):\n    ask = asked.generation.frame\n    return ask('q')\n", "hands out a way to ask"),
        ("def f(asked: Asked):\n    return map(asked.frame, ['q'])\n", "hands out a way to ask"),
    ],
    "pages/a.py": [
        ("rows = page.asked.frame('q')\n", "asks a question of its own"),
        ("rows = session.home().generation().rows('select 1')\n", "itself"),
        ("asked = Asked(home.generation(), session.scope())\n", "asks in the name of session.scope()"),
        ("mine = answers.Asked(generation, scope=Scope.of_owners('Li'))\n", "makes a scope"),
    ],
    "kadash/exports/a.py": [("def f(asked: Asked):\n    return asked.frame('q')\n", "asks a question of its own")],
    "kadash/cli/a.py": [("asked = Asked(generation, Scope.everything())\n", "makes a scope")],
}


@pytest.mark.parametrize(("path", "source", "said"), [
    (path, source, said) for path, planted in PLANTED.items() for source, said in planted])
def test_a_planted_offence_is_found(path: str, source: str, said: str) -> None:
    assert any(said in one.what for one in unscoped(path, source))


@pytest.mark.parametrize("source", [
    "def f(asked: Asked):\n    return asked.frame('q')\n",
    "def f(ground: Ground):\n    return ground.asked.records('q')\n",
    "def f(asked: Asked):\n    return Asked(other, asked.scope).outdated\n",
    "def f(found: Loaded):\n    return found.rows('read')\n",
])
def test_what_is_asked_rightly_is_no_offence(source: str) -> None:
    assert list(unscoped("kadash/answers/a.py", source)) == []


def test_a_public_function_without_a_viewer_is_found_through_a_private_one() -> None:
    planted = ("def public(home: Home):\n    return _private(made(home))\n\n"
               "def _private(asked: Asked):\n    return asked.frame('q')\n\n"
               "def harmless(home: Home):\n    return 1\n")

    found = list(public_without_scope("kadash/answers/a.py", planted))

    assert [(one.line, "public" in one.what) for one in found] == [(1, True)]


@pytest.mark.parametrize(("text", "told"), [
    ("select * from mart.account", True),
    ("select 1 from core.order_line as line inner join mart.segment as s on true", True),
    ("-- seen(account), $account_id\nselect * from mart.account", True),
    ("select * from mart.account as a where seen(a)", False),
    ("select * from mart.flag where account_id = $account_id", False),
    ("select * from mart.account as a where among(a)", False),
    ("select current_date", False),
])
def test_sql_without_a_condition_is_found(text: str, told: bool) -> None:
    assert bool(list(unscoped_sql("q.sql", text))) is told
