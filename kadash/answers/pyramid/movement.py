"""Who moved from layer to layer between two days, and how much contribution moved with them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.answers.concentration import Measure
from kadash.answers.pyramid.ways import WAYS, with_ways
from kadash.language import Words
from kadash.marts.calendar import window
from kadash.segments import layers_of
from kadash.segments.wording import layer_why
from kadash.vocabulary import PROSPECT


@dataclass(frozen=True)
class MovementAnswer:
    """Who moved between `before` and `now`, each with its layer on both days.

    accounts: one row an account that moved, those with most money at stake first: account_id, account_name, owner,
    from_layer, to_layer, way (one of WAYS), and of the 12 months before either day: contribution_then,
    contribution_now, revenue_then, revenue_now (NaN where unknown or not there).
    stayed: accounts in the same layer on both days, prospects left out.
    """

    scheme: str
    order: tuple[str, ...]
    before: dt.date
    now: dt.date
    measure: Measure
    accounts: pd.DataFrame
    stayed: int

    @cached_property
    def moves(self) -> pd.DataFrame:
        """One row a way from a layer to another: from_layer, to_layer, way, accounts."""
        return self.accounts.groupby(["from_layer", "to_layer", "way"], as_index=False).agg(
            accounts=("account_id", "size"))

    def moved(self, way: str) -> int:
        """How many accounts moved that way."""
        return self._by_way[way][0] if way in self._by_way else 0

    def money(self, way: str) -> tuple[float, float]:
        """What the accounts that moved that way brought then and bring now, in the 12 months before each day."""
        return self._by_way[way][1:] if way in self._by_way else (0.0, 0.0)

    @cached_property
    def _by_way(self) -> Mapping[str, tuple[int, float, float]]:
        """How many moved each way, and what they brought then and bring now: looked through once."""
        then, now = f"{self.measure}_then", f"{self.measure}_now"
        return {str(way): (len(rows), float(rows[then].sum()), float(rows[now].sum()))
                for way, rows in self.accounts.groupby("way")}

    def headline(self, words: Words) -> str:
        """How many moved up and down, and what that did to what they bring."""
        ends = {"before": words.date(self.before), "now": words.date(self.now)}
        if self.accounts.empty:
            return words("movement.headline.none", self.stayed, **ends)
        parts = [self._part(words, way) for way in ("up", "down") if self.moved(way)]
        if not parts:
            return words("movement.headline.beside", len(self.accounts), **ends)
        return words(f"movement.headline.{len(parts)}", None, first=parts[0], second=parts[-1], **ends)

    def _part(self, words: Words, way: str) -> str:
        then, now = self.money(way)
        return words(f"movement.{way}.{self.measure}", self.moved(way), then=words.money(then), now=words.money(now))

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways that anybody moved."""
        return tuple(way for way in WAYS if self.moved(way))

    def of_way(self, way: str | None) -> pd.DataFrame:
        """The accounts that moved one way; all without one."""
        return self.accounts if way is None else self.accounts[self.accounts["way"] == way].reset_index(drop=True)


def month_ends(asked: Asked) -> tuple[dt.date, ...]:
    """The past days before the present that layers are known of, the last one first."""
    found = asked.frame("pyramid_month_ends")["month_end"]
    return tuple(day.date() for day in pd.to_datetime(found) if day.date() < asked.as_of)


def year_before(asked: Asked, ends: tuple[dt.date, ...]) -> dt.date:
    """The month-end a year ago, as every page means it; the earliest one where history is shorter."""
    wanted = window(asked.as_of, asked.policy).first_day - dt.timedelta(days=1)
    return wanted if wanted in ends else min(ends)


def movement(asked: Asked, scheme: str, before: dt.date, now: dt.date | None,
             among: Among = EVERYBODY) -> MovementAnswer:
    """Who moved between a month-end and a later one, or the present (`now` None)."""
    found = asked.frame("pyramid_movement", scheme=scheme, path=f"$.{scheme}", before=before, now=now,
                        **among.params)
    placed = found.fillna({"from_layer": PROSPECT, "to_layer": PROSPECT})
    stays = placed["from_layer"] == placed["to_layer"]
    measure: Measure = "contribution" if asked.cost_known else "revenue"
    order = layers_of(asked.policy)[scheme]
    return MovementAnswer(
        scheme=scheme, order=order, before=before, now=now or asked.as_of, measure=measure,
        accounts=_by_stake(with_ways(placed[~stays], order), measure),
        stayed=int(placed.loc[stays & (placed["to_layer"] != PROSPECT), "accounts"].sum()))


def _by_stake(moved: pd.DataFrame, measure: str) -> pd.DataFrame:
    stake = moved[[f"{measure}_then", f"{measure}_now"]].fillna(0.0).abs().max(axis=1)
    ordered = moved.assign(stake=stake).sort_values(["stake", "account_id"], ascending=[False, True], ignore_index=True)
    return ordered.drop(columns=["stake", "accounts"])


def why_now(asked: Asked, scheme: str, account_ids: tuple[str, ...], words: Words) -> list[str]:
    """Why each account stands in its layer now, in words, in the order given."""
    found = asked.frame("pyramid_reasons", scheme=scheme, account_ids=list(account_ids))
    said = {row["account_id"]: layer_why(scheme, row["layer"], json.loads(row["reason"]), words)
            for row in found.to_dict("records")}
    return [said.get(account, "") for account in account_ids]
