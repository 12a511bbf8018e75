"""Of which data, under which policy, for whose eyes: what every question carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from kadash.access import Scope
from kadash.answers.question import question_text, scope_params
from kadash.answers.whole import without_the_whole
from kadash.errors import KadashError
from kadash.marts.version import SETTING, relations_version
from kadash.policy import Policy, kept_policy
from kadash.services import Catalogue
from kadash.services.in_force import kept_catalogue
from kadash.store import Generation

BY_NUMBER = ("account_id", "account_ids", "accounts")
"""Parameters that name accounts."""

REASON = "reason"
"""The column in which a question tells why an account stands in a layer (JSON of mart.segment)."""


@dataclass(frozen=True)
class Asked:
    """A generation, the viewer's scope, and the policy the generation was judged by."""

    generation: Generation
    scope: Scope

    @cached_property
    def policy(self) -> Policy:
        """The policy in force when the generation was published."""
        return kept_policy(self.generation.settings["policy"])

    @cached_property
    def catalogue(self) -> Catalogue:
        """The services that were in force when the generation was published."""
        return kept_catalogue(self.generation.settings.get("catalogue"))

    @property
    def outdated(self) -> bool:
        """Whether the file was made by another version of kadash: to be made anew before anything is asked of it."""
        return self.generation.settings.get(SETTING) != relations_version()

    @cached_property
    def as_of(self) -> dt.date:
        """The day on which everything is looked at."""
        return dt.date.fromisoformat(self.generation.settings["as_of"])

    @property
    def currency(self) -> str:
        """The reporting currency, as a code."""
        return self.generation.settings["currency"]

    @property
    def cost_known(self) -> bool:
        """Whether any cost was loaded: without it contribution is unknown, not zero."""
        return self.generation.settings.get("cost_known") == "true"

    @property
    def amounts_with_tax(self) -> bool:
        """Whether money includes tax because the export had no other amount: every page that shows money says so."""
        return self.generation.settings.get("amounts_with_tax") == "true"

    @property
    def rolled_up(self) -> bool:
        """Whether every account here is a group, or an account of none."""
        return self.generation.settings.get("rolled_up") == "true"

    @property
    def has_groups(self) -> bool:
        """Whether any account stands under another: then all figures can be asked for by group."""
        return _has_groups(self)

    @property
    def knows_ranks(self) -> bool:
        """Whether the viewer may know an account's place among all, how many these are, and where layers end."""
        return self.scope.is_everything or self.policy.access.ranks_seen

    @property
    def knows_totals(self) -> bool:
        """Whether the viewer may know what all accounts together bring."""
        return self.scope.is_everything or self.policy.access.totals_seen

    @property
    def knows_peers(self) -> bool:
        """Whether the viewer may know what an account's peers buy, as shares and medians."""
        return self.scope.is_everything or self.policy.access.peers_seen

    @property
    def key(self) -> tuple[str, str]:
        """What answers may be kept under: the file, which never changes, and the viewer's scope."""
        return (self.generation.key, self.scope.key)

    def frame(self, question: str, **params: object) -> pd.DataFrame:
        """The rows of a question that stands in answers/sql, as a data frame (decimals as float64).

        Where it says `seen(alias)`, only the accounts in scope: nobody passes them, so nobody forgets to. Where it
        asks for accounts by number instead, those out of scope are as if they were not there: KadashError
        `account_unknown` for the one of $account_id, left out of $account_ids and $accounts.
        """
        found = self.generation.frame(self._text(question, params), **self._given(question, params))
        if self.knows_ranks or REASON not in found.columns:
            return found
        return found.assign(**{REASON: found[REASON].map(without_the_whole, na_action="ignore")})

    def records(self, question: str, **params: object) -> list[dict[str, Any]]:
        """The same by column name, decimals exact: for few rows, where a data frame would cost more."""
        found = self.generation.records(self._text(question, params), **self._given(question, params))
        if self.knows_ranks or not found or REASON not in found[0]:
            return found
        return [{**row, REASON: row[REASON] and without_the_whole(row[REASON])} for row in found]

    def _text(self, question: str, params: Mapping[str, object]) -> str:
        return question_text(question, narrowed=not self.scope.is_everything, grouped=bool(params.get("groups")))

    def _given(self, question: str, params: dict[str, Any]) -> dict[str, Any]:
        """The parameters of a question, with those of the scope, without the accounts that are out of it."""
        own = scope_params(self._text(question, params), self.scope)
        if own or self.scope.is_everything:
            return {**own, **params}
        return {**params, **{name: _in_scope(self, params[name]) for name in BY_NUMBER if name in params}}


def _in_scope(asked: Asked, wanted: str | list[str]) -> str | list[str]:
    """Those of some accounts that the viewer sees; KadashError `account_unknown` where it is one and they do not."""
    if isinstance(wanted, str):
        if not _sees(asked, wanted):
            raise KadashError("account_unknown", account=wanted)
        return wanted
    return [row["account_id"] for row in asked.records("in_scope", wanted=list(wanted))]


@lru_cache(maxsize=64)
def _has_groups(asked: Asked) -> bool:
    return bool(asked.records("has_groups")[0]["has_groups"])


@lru_cache(maxsize=4096)
def _sees(asked: Asked, account_id: str) -> bool:
    return bool(asked.records("in_scope", wanted=[account_id]))
