"""Whatever a person edits is held against what they saw: read from the syntax tree, so that nobody forgets it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

HOLDS_AGAINST = "expected"
OF_THE_MACHINE = {
    "kadash/answers/changes/looked.py": "what a viewer saw: their own, one a day",
    "kadash/loads/forecasts/keep.py": "forecasts are made by a load, one at a time",
    "kadash/loads/trail.py": "a way back is an act, told in the history; the newest holds",
    "kadash/loads/currency.py": "the currency of a load stands in the history with who loaded; one load at a time",
    "kadash/loads/catalogue.py": "which catalogue was imported last, after each of its services was held against",
}
"""Files that may write over what is there, and why."""
EDITS = ("keep_policy", "keep_company", "keep_service", "exclude_account",
         "choose_overlap", "forget_reading", "remember", "keep_grant", "bring_back")
"""Functions that pass on what the author saw: who calls them says it."""
AT_THE_TERMINAL = "kadash/cli/roles.py"
"""Reads and writes at one moment: nothing was on a page meanwhile."""


def calls(*folders: str) -> Iterator[tuple[str, ast.Call]]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield file.relative_to(ROOT).as_posix(), node


def holds(call: ast.Call) -> bool:
    return any(word.arg == HOLDS_AGAINST for word in call.keywords)


def is_put(call: ast.Call) -> bool:
    """A journal's put: of something called a journal, or with the keywords that only it has."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "put" and (
        {"author", "at"} <= {word.arg for word in call.keywords})


def test_every_entry_of_something_a_person_edits_is_held_against_what_they_saw() -> None:
    loose = [(file, call.lineno) for file, call in calls("kadash", "pages") if is_put(call) and not holds(call)
             and not file.startswith("kadash/store/")]

    assert {file for file, _ in loose} == set(OF_THE_MACHINE), loose
    assert len(loose) == 7, loose


def test_whoever_calls_what_edits_says_what_was_seen() -> None:
    named = [(file, call) for file, call in calls("kadash", "pages")
             if isinstance(call.func, ast.Name) and call.func.id in EDITS]
    loose = [f"{file}:{call.lineno} {call.func.id}" for file, call in named if not holds(call)]

    assert len(named) > 8
    assert [one for one in loose if not one.startswith(AT_THE_TERMINAL)] == []


def test_the_files_that_may_write_over_are_still_there() -> None:
    assert [file for file in OF_THE_MACHINE if not Path(ROOT / file).exists()] == []
