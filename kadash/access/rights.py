"""What a role may do; every act asks for its right where it is done, not where its button is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kadash.access.roles import Role


class Right(StrEnum):
    """Something that may be done. Its words are `right.<value>` in the catalogues."""

    SEE = "see"
    """Figures of the accounts in scope."""
    LOAD = "load"
    """Files: read, load, leave out, and say how they are read."""
    ROLL_BACK = "roll_back"
    """An earlier state made current."""
    EDIT_ENTRIES = "edit_entries"
    """What is entered about an account in scope: plans, reviews, people, answers, changes dealt with."""
    EDIT_SERVICE_PLAN = "edit_service_plan"
    EDIT_CATALOGUE = "edit_catalogue"
    EDIT_POLICY = "edit_policy"
    EDIT_COMPANY = "edit_company"
    """What holds for all readers: currency, year, unit of money, names of layers."""
    EDIT_ROLES = "edit_roles"
    """Who may what; also the journal as a file, since it holds what everybody entered."""
    SEE_TRAIL = "see_trail"
    EXPORT = "export"
    ERASE = "erase"
    """An account's personal data, on request."""


_AT_WORK = frozenset({Right.SEE, Right.EDIT_ENTRIES, Right.EXPORT})

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: frozenset(Right),
    Role.MANAGER: frozenset(Right) - {Right.EDIT_ROLES, Right.SEE_TRAIL, Right.ERASE},
    Role.LEAD: _AT_WORK,
    Role.REP: _AT_WORK,
    Role.ANALYST: frozenset({Right.SEE, Right.EXPORT}),
    Role.UPLOADER: frozenset({Right.LOAD}),
}
"""By role. Which accounts, and whether by name, is said by the viewer's scope and mask."""
