"""The plan of an account in the journal, as two steps of the review read and write it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.review import ReviewHead, figures_seen
from kadash.errors import KadashError
from kadash.reviews.plan import Plan, plan_from_body, plan_to_body
from kadash.store import Entry
from kadash.ui import session
from kadash.ui.changed_meanwhile import both_versions
from kadash.ui.frame import Page


@dataclass(frozen=True)
class PlanEntry:
    """The plan as the journal has it, and the number of the entry this reader last saw (0: none was there)."""

    page: Page
    asked: Asked
    account: ReviewHead
    entry: Entry | None
    seen: int

    @property
    def plan(self) -> Plan:
        """The plan that holds; empty where there is none."""
        return plan_from_body(self.entry.body) if self.entry else Plan()

    @property
    def changed_meanwhile(self) -> bool:
        """Whether somebody else wrote since this reader opened the account."""
        return (self.entry.entry_id if self.entry else 0) != self.seen

    def save(self, plan: Plan) -> bool:
        """Keep a plan with today's figures; False, and the reason on screen, where somebody else was first."""
        made = replace(plan, seen=figures_seen(self.account, self.asked))
        try:
            kept = self.page.home.journal().put(
                "plan", self.account.account_id, plan_to_body(made), author=session.author(Right.EDIT_ENTRIES),
                at=session.now(), expected=self.seen)
        except KadashError as error:
            if error.code != "entry_changed":
                raise
            st.session_state[_mine(self.account)] = plan_to_body(made)
            st.rerun()
        st.session_state[_key(self.account)] = kept.entry_id
        return True

    def settle(self) -> None:
        """Both versions and the choice, where what this reader saved met another's."""
        newest, mine = self._newest, _mine(self.account)
        if mine not in st.session_state or newest is None:
            return
        body = st.session_state[mine]
        answer = both_versions(self.page.words, newest, body, f"plan_{self.account.account_id}",
                               "review.planned.see_new")
        if answer is None:
            return
        del st.session_state[mine]
        st.session_state[_key(self.account)] = newest.entry_id
        if answer == "mine":
            replace(self, seen=newest.entry_id).save(plan_from_body(body))
        st.rerun()

    @property
    def is_unsettled(self) -> bool:
        """Whether both versions are on the page."""
        return _mine(self.account) in st.session_state

    @property
    def _newest(self) -> Entry | None:
        history = self.page.home.journal().history("plan", self.account.account_id)
        return history[-1] if history else None

    def undo(self) -> None:
        """Put back what held before the newest entry."""
        history = self.page.home.journal().history("plan", self.account.account_id)
        before = history[-2].body if len(history) > 1 else None
        kept = self.page.home.journal().put(
            "plan", self.account.account_id, before, author=session.author(Right.EDIT_ENTRIES), at=session.now(),
            expected=self.seen)
        st.session_state[_key(self.account)] = kept.entry_id

    def service_button(self, service_id: str) -> None:
        """Takes a service into the plan, or out again; a second click before the page is redrawn does nothing."""
        words, taken = self.page.words, service_id in self.plan.services
        name, key = (words("review.decided.taken"), "drop") if taken else (words("review.decided.take"), "take")
        if st.button(name, key=f"{key}_{service_id}",
                     type="primary" if taken else "secondary", width="stretch"):
            others = tuple(one for one in self.plan.services if one != service_id)
            if self.save(replace(self.plan, services=others if taken else (*others, service_id))):
                st.rerun()


def plan_entry(page: Page, asked: Asked, account: ReviewHead) -> PlanEntry:
    """The account's plan; what this reader saw first stays what their changes are held against."""
    history = page.home.journal().history("plan", account.account_id)
    newest = history[-1] if history else None
    seen = st.session_state.setdefault(_key(account), newest.entry_id if newest else 0)
    return PlanEntry(page, asked, account, newest if newest and newest.body is not None else None, int(seen))


def _mine(account: ReviewHead) -> str:
    return f"plan_mine_{account.account_id}"


def _key(account: ReviewHead) -> str:
    return f"plan_seen_{account.account_id}"
