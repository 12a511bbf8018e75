"""The check as `backtest --json` writes it, and as sentences for a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from kadash.answers.metrics import metric_name
from kadash.answers.models.check import ModelCheck
from kadash.answers.models.kept import KeptForecast
from kadash.language import Words

FORECAST = ("value", "accounts", "total", "low", "high", "as_of", "last_day")


def to_json(check: ModelCheck, kept: Iterable[KeptForecast]) -> dict[str, object]:
    """Forecasters with their grades by origin, the winner, its forecast, alarms, and the forecasts kept."""
    by_origin = check.grades.assign(origin=check.grades["origin"].astype(str))
    forecasters = [
        {**row, "grades": _records(by_origin[by_origin["forecaster"] == row["forecaster"]].drop(columns="forecaster"))}
        for row in _records(check.race)
    ]
    return {
        "winner": check.forecaster, "decided_by": check.decided_by, "horizon_days": check.horizon_days,
        "possible_from": check.possible_from, "forecast": {name: getattr(check, name) for name in FORECAST},
        "forecasters": forecasters, "reliability": _records(check.reliability), "segments": _records(check.segments),
        "alarms": _records(check.alarms), "kept": [forecast.to_json() for forecast in kept],
    }


def sentences(check: ModelCheck, words: Words) -> list[str]:
    """Headline, what is expected, the race and the alarms, a line each."""
    caution = check.caution(words)
    race = [words("models.line.forecaster", None, name=metric_name(f"forecast.{row['forecaster']}", words),
                  error=words.percent(row["error"])) for row in check.race.to_dict("records")]
    warned = [words("models.line.alarm", None, flag=words(f"flag.{row['flag']}"), raised=words.number(row["raised"]),
                    precision=words.percent(row["precision"], 0), base=words.percent(row["base_rate"], 0))
              for row in check.alarms.to_dict("records") if row["raised"]]
    return [check.headline(words), check.expected(words), *([caution] if caution else []), *race, *warned]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows by column name; unknown is null."""
    return [{str(name): None if isinstance(value, float) and math.isnan(value) else value
             for name, value in row.items()} for row in frame.to_dict("records")]
