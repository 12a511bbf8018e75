"""Services edited on a page count from the next judging on, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime

from kadash.loads import catalogue_in_use, keep_service
from kadash.services import catalogue
from kadash.services.in_force import RETIRED
from kadash.store import Home

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_an_edited_and_a_retired_service_are_in_use_until_taken_back(tmp_path):
    home = Home(tmp_path)
    club = catalogue().service("key_account_club").model_copy(update={"minimum_term_months": 24})

    keep_service(home, club, who="ann", at=NOW)
    home.journal().put("service", "win_back", dict(RETIRED), author="ann", at=NOW)

    used = catalogue_in_use(home)
    assert used.service("key_account_club").minimum_term_months == 24
    assert "win_back" not in {one.id for one in used.services}
    for taken_back in ("key_account_club", "win_back"):
        home.journal().put("service", taken_back, None, author="bob", at=NOW)
    assert catalogue_in_use(home) == catalogue()
    assert [entry.author for entry in home.journal().history("service", "win_back")] == ["ann", "bob"]
