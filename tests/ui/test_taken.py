"""A file that is taken away stands in the trail, with whom it tells of, before it is handed out."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pandas as pd
import pytest

from kadash.access import Role, Scope, Viewer
from kadash.access.rights import RIGHTS
from kadash.answers import Asked
from kadash.answers.exported import accounts_told
from kadash.errors import KadashError
from kadash.store import Home
from kadash.ui import session, taken
from tests.conftest import ROOT


@pytest.fixture
def looking(tmp_path, monkeypatch) -> Callable[[Role], Home]:
    """Somebody of a role looks at the account A1 of an empty kadash."""
    def who(role: Role) -> Home:
        home = Home(tmp_path)
        monkeypatch.setattr(session, "viewer", lambda: Viewer("li", role, Scope.everything(), RIGHTS[role]))
        monkeypatch.setattr(taken, "whole_home", lambda: home)
        monkeypatch.setattr(taken.st, "query_params", {"account": "A1"})
        return home
    return who


def test_a_file_is_noted_with_who_took_it_and_the_numbers_of_its_accounts(looking) -> None:
    home = looking(Role.REP)

    made = taken.taken(lambda: b"content", "accounts.csv", lambda: ["B2", "B1"])
    assert home.journal().trail_lines() == []
    content = made()

    line = home.journal().trail_lines()[0]
    assert content == b"content"
    assert (line.who, line.action, line.subject) == ("li", "exported", "A1")
    assert (line.detail["file"], line.detail["accounts"], line.detail["ids"]) == ("accounts.csv", 3, ["A1", "B1", "B2"])


def test_who_may_take_nothing_away_gets_nothing(looking) -> None:
    home = looking(Role.UPLOADER)

    with pytest.raises(KadashError, match="not_allowed"):
        taken.taken(lambda: b"content", "accounts.csv")()

    assert home.journal().trail_lines() == []


def test_whom_a_table_tells_of_is_read_from_numbers_and_names_in_any_column(asked: Asked) -> None:
    first, second, third = asked.generation.rows(
        "select account_id, account_name, owner from mart.account order by account_id limit 3")
    table = pd.DataFrame({"Who": [first[1], "nobody"], "Code": [None, second[0]], "Sum": [1.0, 2.0]})

    assert accounts_told(asked, table) == [first[0], second[0]]
    of_another = Asked(asked.generation, Scope.of_owners("nobody at all"))
    assert accounts_told(of_another, table) == []
    assert accounts_told(asked, pd.DataFrame({"Sum": [1.0]})) == []


def test_every_download_of_the_app_goes_through_the_trail() -> None:
    loose = []
    for file in [*(ROOT / "kadash/ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and (
                    call.func.attr == "download_button"):
                data = call.args[1] if len(call.args) > 1 else next(
                    word.value for word in call.keywords if word.arg == "data")
                made_by = data.func.id if isinstance(data, ast.Call) and isinstance(data.func, ast.Name) else ""
                if made_by not in ("taken", "taken_table"):
                    loose.append(f"{file.relative_to(ROOT)}:{call.lineno}")

    assert loose == []


def test_every_command_that_writes_a_file_of_figures_notes_it_in_the_trail() -> None:
    """Backups and restores write a line of their own; the sample company is nobody's."""
    writes = ("write_bytes", "write_text", "write_changes")
    loose = []
    for file in sorted((ROOT / "kadash" / "cli").glob("*.py")):
        called = {call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id
                  for call in ast.walk(ast.parse(file.read_text("utf-8")))
                  if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute | ast.Name)}
        if called.intersection(writes) and "note_taken" not in called:
            loose.append(file.name)

    assert loose == []
