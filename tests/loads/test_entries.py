"""What people entered reaches the next judgement, and stays through loads."""

from __future__ import annotations

import datetime as dt

from kadash.judge import Contacts
from kadash.loads.entries import entries_in_use
from kadash.store import Home

AT = dt.datetime(2026, 10, 5, 9, 0, tzinfo=dt.UTC)


def test_calls_statements_and_contacts_are_read_from_the_journal(tmp_path):
    home = Home(tmp_path)
    journal = home.journal()
    journal.put("buyer_type", "A", {"called": "strategic", "reason": "joint plan"}, author="Li", at=AT)
    journal.put("buyer_type", "B", {"called": "nonsense"}, author="Li", at=AT)
    journal.put("buyer_type", "C", None, author="Li", at=AT)
    journal.put("heard", "A", {"told": {"heard_study_savings": 1}, "notes": ""}, author="Li", at=AT)
    journal.put("people", "A", {"people": [
        {"side": "theirs", "name": "Wu", "function": "finance", "director": True, "knows": "Li"}]}, author="Li", at=AT)

    found = entries_in_use(home)

    assert found.buyer_types == {"A": "strategic"}
    assert found.heard == {"A": {"heard_study_savings": 1.0}}
    assert found.contacts == {"A": Contacts(functions=1, director=True)}
