"""What a reader wants other than it is saved, field by field, until it is saved or dropped."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from pydantic import ValidationError

from kadash.errors import KadashError
from kadash.language import Words
from kadash.policy import Change, Policy, changes, with_values
from kadash.policy.wrong import Wrong, dotted, wrong_parts
from kadash.segments import check_own_schemes

_DRAFT, _ROUND = "policy_draft", "policy_draft_round"
Values = dict[tuple[str, str], object]


@dataclass(frozen=True)
class Draft:
    """The saved policy, the one that is wanted (None where it cannot be), and what is wrong with it, in words."""

    saved: Policy
    wanted: Policy | None
    wrong: tuple[str, ...]

    @property
    def changes(self) -> list[Change]:
        """What is wanted other than it is saved."""
        return [] if self.wanted is None else changes(self.saved, self.wanted)


def draft(words: Words, saved: Policy) -> Draft:
    """The draft of this session."""
    try:
        wanted = with_values(saved, values())
        check_own_schemes(wanted)
    except ValidationError as error:
        return Draft(saved, None, tuple(said(words, one) for one in wrong_parts(error, Policy, dotted)))
    except KadashError as error:
        return Draft(saved, None, (words.of_error(error),))
    return Draft(saved, wanted, ())


def said(words: Words, wrong: Wrong) -> str:
    """One thing that is wrong, as a sentence that names where."""
    facts = {name: value if isinstance(value, str) else words.fact(value) for name, value in wrong.facts.items()}
    return words(f"import.wrong.{wrong.code}", None, **{**facts, "where": wrong.where})


def values() -> Values:
    """What was typed, by section and field."""
    found: Values = st.session_state.setdefault(_DRAFT, {})
    return found


def put(section: str, field: str, value: object) -> None:
    """Want another value of a field."""
    values()[section, field] = value


def put_policy(saved: Policy, wanted: Policy) -> None:
    """Want all in which another policy differs from the saved one."""
    plain = wanted.model_dump()
    st.session_state[_DRAFT] = {(one.section, one.field): plain[one.section][one.field]
                                for one in changes(saved, wanted)}
    new_round()


def drop() -> None:
    """Want nothing else any more; widgets show what is saved again."""
    st.session_state[_DRAFT] = {}
    new_round()


def round_() -> int:
    """A number for the keys of widgets: they are new ones after a draft was dropped."""
    return int(st.session_state.setdefault(_ROUND, 0))


def new_round() -> None:
    """From now on widgets are new ones."""
    st.session_state[_ROUND] = round_() + 1
