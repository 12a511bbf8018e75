"""The one pure function: account facts, policy and entries to segments, flags, values and proposals, with reasons."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from kadash.judge.entries import NO_ENTRIES, Entries, entered
from kadash.judge.facts import Facts
from kadash.judge.judgement import Judgement, Taken
from kadash.policy import Policy
from kadash.segments import segment_table, segments_by_scheme, value_tier
from kadash.segments.categories import with_categories
from kadash.segments.flags import flag_table
from kadash.segments.shared import shared
from kadash.services import Catalogue, account_columns
from kadash.services import catalogue as shipped_catalogue
from kadash.services.plan.pairs import COLUMNS as PAIR_COLUMNS
from kadash.services.plan.pairs import READ, pair_gains_in_parts
from kadash.services.proposals import COLUMNS as PROPOSAL_COLUMNS
from kadash.services.proposals import propose_in_parts
from kadash.value import activity, values

SEGMENT_COLUMNS = ("account_id", "scheme", "layer", "layer_rank", "reason")


def judge(
    facts: Facts,
    policy: Policy,
    entries: Entries = NO_ENTRIES,
    catalogue: Catalogue | None = None,
    *,
    proposals: bool = True,
    reasons: bool = True,
    taken: Taken | None = None,
) -> Judgement:
    """What the policy makes of every account on the date of `facts`.

    catalogue: the services that may be proposed, as shipped unless given. Past dates need neither `proposals` nor
    `reasons` (JSON texts, '{}' when left out): layers, flags, values and scores are the same without. taken: who
    is given segments with their reasons and proposals as they are made; what is returned has neither, and without
    `proposals` no segments at all.
    """
    found = activity(facts.accounts, facts.as_of, policy)
    tiered = _with_peer_tier(facts.accounts, policy)
    worth = values(tiered, found, facts.categories, policy)
    bought = with_categories(_beside(facts.accounts, worth), facts.categories, policy)
    told = entered(facts.accounts, entries).assign(peer_tier=tiered["peer_tier"].to_numpy())
    known = pd.concat([bought, told.reset_index(drop=True)], axis=1)
    seen = shared(known, policy)
    if taken and not proposals:
        segments = pd.DataFrame(columns=SEGMENT_COLUMNS)
        for rows in segments_by_scheme(known, policy, reasons, seen):
            taken.segments(rows)
    else:
        segments = segment_table(known, policy, reasons, seen, taken.segments if taken else None)
    flags = flag_table(known, policy, reasons, seen)
    ledger, vetoes = seen.key.ledger, seen.key.vetoes
    del seen
    offered, pairs = pd.DataFrame(columns=PROPOSAL_COLUMNS), pd.DataFrame(columns=PAIR_COLUMNS)
    if proposals:
        wide = account_columns(known, segments, flags)
        del bought, told, known  # what offers do not read is gone before they are made: 0.2 GB at 190,000 accounts
        menu, kept = catalogue or shipped_catalogue(), _Kept(taken.proposals if taken else None)
        read = [kept.add(part)[READ] for part in propose_in_parts(wide, menu, policy)]
        offered, kept = kept.together(offered), _Kept(taken.pairs if taken else None)
        for part in pair_gains_in_parts(wide, read, menu, policy):
            kept.add(part)
        pairs = kept.together(pairs)
        del wide
    return Judgement(
        accounts=pd.concat(
            [_beside(facts.accounts, worth[["account_id", "p_alive", "p_buys_12m"]]), ledger, vetoes],
            axis=1,
        ),
        values=worth,
        segments=segments,
        flags=flags,
        proposals=offered,
        pairs=pairs,
        fit=found.fit,
    )


class _Kept:
    """Frames that are made one after another: handed on to who takes them, else kept."""

    def __init__(self, taken: Callable[[pd.DataFrame], None] | None) -> None:
        self._taken, self._parts = taken, list[pd.DataFrame]()

    def add(self, part: pd.DataFrame) -> pd.DataFrame:
        (self._taken or self._parts.append)(part)
        return part

    def together(self, nothing: pd.DataFrame) -> pd.DataFrame:
        return pd.concat(self._parts, ignore_index=True) if self._parts else nothing


def _with_peer_tier(accounts: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """The accounts with the value tier that makes them each other's peers."""
    return accounts.assign(peer_tier=value_tier.layer(accounts, policy, reasons=False)["layer"].to_numpy())


def _beside(accounts: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """The accounts with the columns of `more` for the same account; where both have one, that of `more`."""
    accounts, more = accounts.reset_index(drop=True), more.reset_index(drop=True)
    aligned = more.drop(columns="account_id")
    if not more["account_id"].equals(accounts["account_id"]):
        aligned = more.set_index("account_id").reindex(accounts["account_id"]).reset_index(drop=True)
    kept = accounts.drop(columns=[name for name in aligned if name in accounts])
    return pd.concat([kept, aligned], axis=1)
