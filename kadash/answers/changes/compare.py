"""What changed between two pictures of the same accounts: pure functions, two frames in, one frame of changes out.

Both frames have one row an account in the same order (`aligned`); who was not there before has an empty past.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.answers.changes.change import rows_of
from kadash.answers.changes.picture import FLAG_CODES, flag_bit
from kadash.policy.flags import ChangeRules
from kadash.vocabulary import FLAGS, Severity

TOLD_OTHERWISE = ("margin_erosion", "contract_ending")
"""Flags that the kinds `margin` and `contract` tell of."""

BY_MONEY = ("value_tier", "five_level")
"""Schemes whose layers are ranks by contribution."""

_SAME_MONEY = 0.005

_STAKE: Mapping[str, str] = MappingProxyType({
    "below_zero": "contribution", "over_credit_limit": "over_limit", "late_payer": "open_money",
    "one_off_giant": "largest_order", "service_burden": "burden", "lost_category": "lost_category",
})
"""Flag to the money at stake where it is not what the account brings in a year."""


def aligned(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """`before` with the rows of `now`; an account that was not there has no flags, no money and no contract."""
    if before.index.equals(now.index):
        return before.assign(there=True)
    there = now.index.isin(before.index)
    nothing = {name: 0 for name in ("flags", "complaints", "severe", "overdue", "own")}
    return before.reindex(now.index).fillna({**nothing, "contract_in_force": False}).astype(
        {"flags": "int64", "contract_in_force": "bool"}).assign(there=there)


def moved_itself(before: pd.DataFrame, now: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether any measured fact of the account's own differs: else layer or flag moved because others or rules did."""
    owns: NDArray[np.bool_] = before["own"].to_numpy() != now["own"].to_numpy()
    change = now["contribution"].fillna(0.0) - before["contribution"].fillna(0.0)
    return owns | (change.abs().to_numpy() > _SAME_MONEY)


def amounts(before: pd.DataFrame, now: pd.DataFrame) -> tuple[pd.Series[float], pd.Series[float]]:
    """Contribution of both days, or revenue where either day's is unknown; nothing for who was not there."""
    known = now["contribution"].notna() & (before["contribution"].notna() | ~before["there"])
    return (before["contribution"].where(known, before["revenue"]).fillna(0.0),
            now["contribution"].where(known, now["revenue"]).fillna(0.0))


def crossed(before: pd.DataFrame, now: pd.DataFrame, beside: frozenset[int], by_money: bool) -> pd.DataFrame:
    """Accounts in another layer than before (column `layer`, 1 the top); `beside`: layers outside the pyramid.

    At stake is the money that moved where the scheme ranks by money, else what the account brings in a year.
    """
    moved = before["layer"].ne(now["layer"]).to_numpy()
    before, now = before[moved], now[moved]
    then_amount, now_amount = amounts(before, now)
    stake = (now_amount - then_amount).abs() if by_money else now["stake"]
    from_beside, to_beside = before["layer"].isin(beside), now["layer"].isin(beside)
    up = np.where(now["layer"] < before["layer"], "up", "down")
    detail = np.where(to_beside & ~from_beside, "left", np.where(from_beside & ~to_beside, "new", up))
    return rows_of(pd.DataFrame({
        "kind": "layer", "detail": detail, "way": np.where(np.isin(detail, ("up", "new")), "better", "worse"),
        "account_id": now.index, "at_stake": stake.to_numpy(), "then": before["layer"].to_numpy(),
        "now": now["layer"].to_numpy()}))


def flagged(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Flags raised and cleared, but for those of TOLD_OTHERWISE; slipping that became defected is no relief."""
    raised = now["flags"].to_numpy() & ~before["flags"].to_numpy()
    cleared = before["flags"].to_numpy() & ~now["flags"].to_numpy()
    gone = (raised & flag_bit("defected")) != 0
    cleared = np.where(gone, cleared & ~flag_bit("slipping"), cleared)
    parts = [_flags(flag, side, bits, then)
             for flag in FLAG_CODES if flag not in TOLD_OTHERWISE
             for side, bits, then in (("raised", raised, now), ("cleared", cleared, before))
             if (bits & flag_bit(flag)).any()]
    return rows_of(pd.concat(parts or [pd.DataFrame()]))


def _flags(flag: str, side: str, bits: NDArray[np.int64], seen: pd.DataFrame) -> pd.DataFrame:
    at = np.flatnonzero(bits & flag_bit(flag))
    good = (FLAGS[flag] is Severity.INFO) == (side == "raised")
    return pd.DataFrame({
        "kind": "flag", "detail": f"{flag} {side}", "way": "better" if good else "worse",
        "account_id": seen.index.take(at),
        "at_stake": seen[_STAKE.get(flag, "stake")].abs().fillna(0.0).to_numpy()[at]})


def movers(before: pd.DataFrame, now: pd.DataFrame, rules: ChangeRules) -> pd.DataFrame:
    """Accounts known before whose contribution of 12 months changed much: for themselves, and for the company."""
    then_amount, now_amount = amounts(before, now)
    change = now_amount - then_amount
    large = change.abs().ge(rules.mover_share * then_amount.abs()) & before["there"] & change.abs().gt(_SAME_MONEY)
    large &= change.abs().ge(rules.company_share * now_amount.clip(lower=0.0).sum())
    change, then_amount, now_amount = change[large], then_amount[large], now_amount[large]
    rose = change > 0
    return rows_of(pd.DataFrame({
        "kind": "mover", "detail": np.where(rose, "rose", "fell"), "way": np.where(rose, "better", "worse"),
        "account_id": change.index, "at_stake": change.abs().to_numpy(), "then": then_amount.to_numpy(),
        "now": now_amount.to_numpy()}))


def melted(before: pd.DataFrame, now: pd.DataFrame, rules: ChangeRules) -> pd.DataFrame:
    """Margins that melt: flagged for it since, or lower by the points of the policy; and those that recovered.

    At stake is the margin lost, of a year's revenue: on last year where flagged, between the two days else.
    """
    lost = before["margin_rate"] - now["margin_rate"]
    fell = lost.ge(rules.margin_points - 1e-9) & now["revenue"].gt(0)
    was, is_ = _has(before, "margin_erosion"), _has(now, "margin_erosion")
    raised, cleared = is_ & ~was, was & ~is_ & now["revenue"].gt(0)
    kept = raised | cleared | fell
    before, now, raised, fell, lost = before[kept], now[kept], raised[kept], fell[kept], lost[kept]
    on_last_year = now["melted"].where(raised, before["melted"]).fillna(0.0).clip(lower=0.0)
    stake = on_last_year.where(raised | ~fell, lost) * now["revenue"]
    return rows_of(pd.DataFrame({
        "kind": "margin", "detail": np.where(raised, "raised", np.where(fell, "fell", "cleared")),
        "way": np.where(raised | fell, "worse", "better"), "account_id": now.index, "at_stake": stake.to_numpy(),
        "then": before["margin_rate"].to_numpy(), "now": now["margin_rate"].to_numpy()}))


def overdue(before: pd.DataFrame, now: pd.DataFrame, rules: ChangeRules) -> pd.DataFrame:
    """Accounts whose overdue money grew by the policy's share of what all accounts bring."""
    more, company = now["overdue"] - before["overdue"], amounts(before, now)[1].clip(lower=0.0).sum()
    large = more.ge(rules.company_share * company) & more.gt(_SAME_MONEY)
    rows, past = now[large], before[large]
    return rows_of(pd.DataFrame({
        "kind": "overdue", "detail": "grew", "way": "worse", "account_id": rows.index,
        "at_stake": more[large].to_numpy(), "then": past["overdue"].to_numpy(), "now": rows["overdue"].to_numpy(),
        "day": rows["overdue_since"].to_numpy()}))


def contracts(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Contracts that come near their end, ended with none after them, or were renewed while near their end."""
    was, is_ = _has(before, "contract_ending"), _has(now, "contract_ending")
    ended = before["contract_in_force"] & ~now["contract_in_force"]
    renewed = was & ~is_ & now["contract_in_force"]
    kept = ended | renewed | (is_ & ~was)
    before, now, ended, renewed = before[kept], now[kept], ended[kept], renewed[kept]
    return rows_of(pd.DataFrame({
        "kind": "contract", "detail": np.where(ended, "ended", np.where(renewed, "renewed", "ending")),
        "way": np.where(renewed, "better", "worse"), "account_id": now.index, "at_stake": now["stake"].to_numpy(),
        "day": now["contract_end"].where(~ended, now["contract_end"].fillna(before["contract_end"])).to_numpy()}))


def complaints(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Accounts with more severe complaints open than before."""
    more = now["severe"] > before["severe"]
    rows, past = now[more], before[more]
    return rows_of(pd.DataFrame({
        "kind": "complaint", "detail": "opened", "way": "worse", "account_id": rows.index,
        "at_stake": rows["stake"].to_numpy(), "then": past["severe"].to_numpy(), "now": rows["severe"].to_numpy()}))


def _has(seen: pd.DataFrame, flag: str) -> pd.Series[bool]:
    return (seen["flags"] & flag_bit(flag)).ne(0)
