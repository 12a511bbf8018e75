"""What another policy would make of the accounts that are loaded, before it is saved: judged in full on a copy."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from kadash.errors import KadashError
from kadash.judge import Entries, Facts, Judgement, judge
from kadash.loads.entries import entries_in_use
from kadash.loads.progress import Progress, silent
from kadash.marts.facts import open_book
from kadash.marts.runner import build_waist
from kadash.policy import Policy, kept_policy
from kadash.segments import check_own_schemes
from kadash.store import Build, Home, open_build

STAGE = "trial"
COLUMNS = ("account_id", "kind", "name", "before", "after", "score_before", "score_after")
OF_THE_WAIST = ("calendar", "money")
"""Sections of the policy that the sums by month are made with."""


def try_policy(home: Home, wanted: Policy, folder: Path, tell: Progress = silent) -> pd.DataFrame:
    """One row a fact that would change: a flag, the layer of a scheme, or the score of an account.

    account_id; kind: flag, layer or score; name: the flag or scheme; before, after: layers, for a flag `yes` or `no`;
    score_before, score_after: for scores. Against the policy of the current generation, on the same entries. `folder`
    takes a copy of the published file for as long as this runs. KadashError `nothing_loaded` where there is none.
    """
    check_own_schemes(wanted)
    generation = home.generation()
    if generation is None:
        raise KadashError("nothing_loaded", folder=home.path.name)
    shown, entries = kept_policy(generation.settings["policy"]), entries_in_use(home)
    as_of, currency = date.fromisoformat(generation.settings["as_of"]), generation.settings["currency"]
    copy = folder / "trial.duckdb"
    try:
        tell(STAGE, 0.05)
        shutil.copy(generation.path, copy)
        with open_build(copy) as build:
            tell(STAGE, 0.2)
            before = _judged(build, as_of, currency, shown, entries)
            tell(STAGE, 0.5)
            if any(getattr(shown, section) != getattr(wanted, section) for section in OF_THE_WAIST):
                build_waist(build, as_of, wanted)
            after = _judged(build, as_of, currency, wanted, entries)
        tell(STAGE, 0.9)
        return what_changes(before, after)
    finally:
        copy.unlink(missing_ok=True)


def what_changes(before: Judgement, after: Judgement) -> pd.DataFrame:
    """Columns of COLUMNS; one row a flag, layer or score of an account that two judgements tell differently."""
    parts = [_flags(before.flags, after.flags), _layers(before.segments, after.segments),
             _scores(before.accounts, after.accounts)]
    return pd.concat([part.reindex(columns=list(COLUMNS)) for part in parts], ignore_index=True)


def _judged(build: Build, as_of: date, currency: str, policy: Policy, entries: Entries) -> Judgement:
    book = open_book(build, policy, [as_of])
    facts = Facts(as_of, book.account_facts(as_of), book.account_categories(as_of), currency)
    return judge(facts, policy, entries, proposals=False, reasons=False)


def _flags(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    keys = ["account_id", "flag"]
    both = before[keys].merge(after[keys], how="outer", on=keys, indicator="found")
    moved = both[both["found"].ne("both")]
    raised = moved["found"].eq("right_only")
    return pd.DataFrame({
        "account_id": moved["account_id"], "kind": "flag", "name": moved["flag"],
        "before": np.where(raised, "no", "yes"), "after": np.where(raised, "yes", "no")})


def _layers(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Schemes that only one of both policies has are no change of an account."""
    keys = ["account_id", "scheme"]
    both = before[[*keys, "layer"]].merge(after[[*keys, "layer"]], on=keys, suffixes=("_before", "_after"))
    moved = both[both["layer_before"].ne(both["layer_after"])]
    return pd.DataFrame({"account_id": moved["account_id"], "kind": "layer", "name": moved["scheme"],
                         "before": moved["layer_before"], "after": moved["layer_after"]})


def _scores(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    keys = ["account_id", "key_score"]
    both = before[keys].merge(after[keys], on="account_id", suffixes=("_before", "_after"))
    one, other = both["key_score_before"], both["key_score_after"]
    moved = both[one.ne(other) & ~(one.isna() & other.isna())]
    return pd.DataFrame({"account_id": moved["account_id"], "kind": "score", "name": "key_score",
                         "score_before": moved["key_score_before"], "score_after": moved["key_score_after"]})
