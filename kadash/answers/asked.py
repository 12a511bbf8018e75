"""Of which data, under which policy, for whose eyes: what every question carries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from kadash.access import Scope
from kadash.answers.question import question_text, scope_params
from kadash.marts.version import SETTING, relations_version
from kadash.policy import Policy, kept_policy
from kadash.services import Catalogue
from kadash.services.in_force import kept_catalogue
from kadash.store import Generation


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

    @cached_property
    def has_groups(self) -> bool:
        """Whether any account stands under another: then all figures can be asked for by group."""
        return bool(self.records("has_groups")[0]["has_groups"])

    @property
    def key(self) -> tuple[str, str]:
        """What answers may be kept under: the file, which never changes, and the viewer's scope."""
        return (str(self.generation.path), self.scope.key)

    def frame(self, question: str, **params: object) -> pd.DataFrame:
        """The rows of a question that stands in answers/sql, as a data frame (decimals as float64).

        Where it says `seen(alias)`, only the accounts in scope: nobody passes them, so nobody forgets to.
        """
        text = question_text(question, narrowed=not self.scope.is_everything)
        return self.generation.frame(text, **scope_params(text, self.scope), **params)

    def records(self, question: str, **params: object) -> list[dict[str, Any]]:
        """The same by column name, decimals exact: for few rows, where a data frame would cost more."""
        text = question_text(question, narrowed=not self.scope.is_everything)
        return self.generation.records(text, **scope_params(text, self.scope), **params)
