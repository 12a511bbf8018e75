"""What a past month-end leaves in mart.account_history: the accounts with their layers and flags as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.judge import Judgement
from kadash.store import Build

Codes = NDArray[np.intp]


@dataclass
class Layers:
    """The layers of one day by scheme, taken as the judge makes them: a code an account, and what codes stand for."""

    by_scheme: dict[str, tuple[Codes, list[str]]] = field(default_factory=dict)

    def add(self, rows: pd.DataFrame) -> None:
        """Every account in one scheme, in the order of accounts."""
        codes, names = pd.factorize(rows["layer"])
        for scheme in rows["scheme"].head(1):
            self.by_scheme[str(scheme)] = codes, [str(name) for name in names]

    def as_json(self, accounts: int) -> pd.Series[str]:
        """Scheme to layer, one text an account."""
        schemes = sorted(self.by_scheme)
        held = np.full((accounts, len(schemes)), -1)
        for place, scheme in enumerate(schemes):
            held[:, place] = self.by_scheme[scheme][0]
        names = [self.by_scheme[scheme][1] for scheme in schemes]
        return _each_once(held, lambda codes: {
            scheme: of_scheme[code] for scheme, of_scheme, code in zip(schemes, names, codes, strict=True)})

    def frame(self, accounts: pd.Series[str]) -> pd.DataFrame:
        """One row an account in a scheme: account_id, scheme, layer."""
        parts = [pd.DataFrame({"account_id": accounts, "scheme": scheme, "layer": pd.array(names, dtype="str")[codes]})
                 for scheme, (codes, names) in self.by_scheme.items()]
        return pd.concat(parts, ignore_index=True) if parts else _NO_LAYERS


_NO_LAYERS = pd.DataFrame({"account_id": [], "scheme": [], "layer": []}, dtype="str")


def history_rows(judged: Judgement, layers: Layers, end: date) -> pd.DataFrame:
    """The accounts of a past judgement with their layers and flags as JSON."""
    accounts = judged.accounts["account_id"]
    return judged.accounts.assign(month_end=pd.Timestamp(end), layers=layers.as_json(len(accounts)),
                                  flags=_flags_as_json(accounts, judged.flags))


def layers_published(build: Build, day: date) -> pd.DataFrame:
    """The layers of a past month-end whose rows stand, as they say: account_id, scheme, layer."""
    rows = build.frame("select account_id, layers from mart.account_history where month_end = $day order by account_id",
                       day=day)
    which, texts = pd.factorize(rows["layers"])
    said = [json.loads(text) for text in texts]
    parts = []
    for scheme in sorted({scheme for one in said for scheme in one}):
        layer = pd.array([one.get(scheme) for one in said], dtype="str").take(which)
        part = pd.DataFrame({"account_id": rows["account_id"], "scheme": scheme, "layer": layer})
        parts.append(part[part["layer"].notna()])
    return pd.concat(parts, ignore_index=True) if parts else _NO_LAYERS


def _flags_as_json(accounts: pd.Series[str], flags: pd.DataFrame) -> pd.Series[str]:
    """The flags of an account in alphabetic order, one text an account."""
    row = pd.Index(accounts).get_indexer(pd.Index(flags["account_id"]))
    flag, distinct = pd.factorize(flags["flag"], sort=True)
    names = [str(name) for name in distinct]
    held = np.zeros((len(accounts), len(names)), dtype=int)
    held[row, flag] = 1
    return _each_once(held, lambda codes: [name for name, code in zip(names, codes, strict=True) if code])


def _each_once(held: NDArray[np.int_], said: Callable[[list[int]], object]) -> pd.Series[str]:
    """JSON of each row of codes, made once for equal rows: there are few."""
    which = np.zeros(len(held), dtype=np.intp)
    for column in held.T:
        which, _ = pd.factorize(which * (int(column.max(initial=0)) + 2) + column + 1)
    _, first = np.unique(which, return_index=True)
    texts = pd.array([json.dumps(said(codes)) for codes in held[first].tolist()], dtype="str")
    return pd.Series(texts.take(which))
