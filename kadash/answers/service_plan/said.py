"""What was said of accounts, when and with which chance, and what came: offers, alarms and forecasts, by account."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kadash.answers.asked import Asked
from kadash.answers.models import KeptForecast, forecasts_kept
from kadash.answers.models.alarms import alarms
from kadash.answers.service_plan.ledger import offers_kept
from kadash.store import Home

MOST_ACCOUNTS = 500
"""Accounts that are listed at once, by revenue; the next so many are the next page."""

SAID = ["account_id", "account_name", "kind", "code", "said_on", "chance", "said", "low", "high", "came", "verdict"]
JUDGED, TRUE = ("came_true", "partly", "not", "within", "outside"), ("came_true", "within")


def said_of(asked: Asked, home: Home, accounts: Sequence[str] | None = None, page: int = 0) -> pd.DataFrame:
    """One row a thing said of an account in sight, newest first: columns of SAID. Of the accounts that are named, else
    of those of a page by revenue, the largest first.

    kind: offer, alarm or forecast; code: the service, the flag, or what was forecast (contribution, revenue). chance:
    of an offer, that it adds anything in its first year (missing of plans that were saved without); of an alarm, how
    many of its kind came true; of a forecast, that the account buys within the half year. said: money
    promised for a year or forecast for half a year, low and high its range; came: what there was of it. verdict: of an
    offer as `offers_kept` says; came_true, not, early or unknown of an alarm; within or outside its range, early or
    unknown of a forecast.
    """
    known = _named(asked, accounts) if accounts is not None else asked.frame(
        "predictions_accounts", most=MOST_ACCOUNTS, skipped=page * MOST_ACCOUNTS)
    ids = known["account_id"].tolist()
    parts = [_offers(asked, home, ids), _alarms(asked, ids),
             *(_forecast(asked, home, one, ids) for one in forecasts_kept(home))]
    found = [part for part in parts if len(part)]
    if not found:
        return pd.DataFrame(columns=SAID)
    rows = pd.concat(found, ignore_index=True)
    rows["account_name"] = rows["account_id"].map(known.set_index("account_id")["account_name"])
    return rows.sort_values(["said_on", "account_id"], ascending=[False, True], ignore_index=True)[SAID]


def accounts_in_sight(asked: Asked) -> int:
    """How many accounts there are pages of."""
    return int(asked.records("in_sight_count")[0]["accounts"])


def by_account(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an account of what `said_of` gives: account_id, account_name, offers, alarms, forecasts, judged, true,
    last_said; who was spoken of most comes first.
    """
    counted = rows.assign(judged=rows["verdict"].isin(JUDGED), true=rows["verdict"].isin(TRUE), **{
        f"{kind}s": rows["kind"].eq(kind) for kind in ("offer", "alarm", "forecast")})
    sums = counted.groupby("account_id", sort=False).agg(
        account_name=("account_name", "first"), offers=("offers", "sum"), alarms=("alarms", "sum"),
        forecasts=("forecasts", "sum"), judged=("judged", "sum"), true=("true", "sum"), last_said=("said_on", "max"))
    return sums.sort_values(["judged", "alarms", "account_id"], ascending=[False, False, True]).reset_index()


def _named(asked: Asked, accounts: Sequence[str]) -> pd.DataFrame:
    found = [(one, name[0]["account_name"]) for one in accounts if (name := asked.records(
        "account_name", account_id=one))]
    return pd.DataFrame(found, columns=["account_id", "account_name"])


def _offers(asked: Asked, home: Home, ids: list[str]) -> pd.DataFrame:
    rows = offers_kept(asked, home.journal())
    rows = rows[rows["account_id"].isin(ids)]
    return rows.rename(columns={"service_id": "code", "made_on": "said_on", "promised": "said"}).assign(
        kind="offer", **{name: rows[name].astype("float64") for name in ("chance", "low", "high")}
    ).reindex(columns=SAID)


def _alarms(asked: Asked, ids: list[str]) -> pd.DataFrame:
    rows = asked.frame("predictions_alarms", accounts=ids)
    of_kind = alarms(asked).set_index("flag")["precision"].to_dict()
    true, known = rows["came_true"].astype("boolean"), rows["is_known"].to_numpy(dtype=bool)
    verdict = np.select([~known, true.isna().to_numpy(), true.fillna(False).to_numpy(dtype=bool)],
                        ["early", "unknown", "came_true"], "not")
    return rows.rename(columns={"flag": "code"}).assign(
        kind="alarm", said_on=pd.to_datetime(rows["said_on"]).dt.date, chance=rows["flag"].map(of_kind),
        verdict=verdict).reindex(columns=SAID)


def _forecast(asked: Asked, home: Home, kept: KeptForecast, ids: list[str]) -> pd.DataFrame:
    """What a forecast that was kept said of the accounts; nothing where its file is gone or its money another."""
    file = home.path / "forecasts" / f"{kept.as_of.isoformat()}.parquet"
    if not file.is_file() or kept.currency != asked.currency:
        return pd.DataFrame(columns=SAID)
    rows = pd.read_parquet(file)
    rows = rows[rows["account_id"].isin(ids)].reset_index(drop=True)
    came = rows["came"] if "came" in rows else pd.Series(np.nan, index=rows.index)
    verdict = np.select([came.notna() & came.between(rows["low"], rows["high"]), came.notna()], ["within", "outside"],
                        "unknown" if asked.as_of >= kept.horizon_end else "early")
    return rows.rename(columns={"p_buys": "chance", "forecast": "said"}).assign(
        kind="forecast", code=kept.value, said_on=kept.as_of, came=came, verdict=verdict).reindex(columns=SAID)

