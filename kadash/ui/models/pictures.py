"""The race, chances against what came true, and totals against what came."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from kadash.answers.metrics import metric_about, metric_name
from kadash.answers.models import ModelCheck
from kadash.charts.models import race_chart, reliability_chart, totals_chart
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.policy import Policy
from kadash.ui.frame import Page
from kadash.ui.pictures import drawn, picture


def pictures(page: Page, check: ModelCheck, policy: Policy) -> None:
    """The three charts; nothing where no past could be graded."""
    if check.race.empty:
        st.info(page.words("models.nothing_graded", None, day=page.words.date(check.possible_from)))
        return
    race, chances = st.columns([1.3, 1], gap="medium")
    with race:
        _race(page, check, policy)
    with chances:
        _chances(page, check)
    if check.sees_totals:
        _totals(page, check)


def _race(page: Page, check: ModelCheck, policy: Policy) -> None:
    words = page.words
    title = words("models.race.title")
    st.markdown(f"**{title}**", help="\n".join([words("models.race.about"), "", *_definitions(check, words, policy)]))
    named = check.race.assign(name=[metric_name(f"forecast.{name}", words) for name in check.race["forecaster"]])
    picture(drawn(race_chart, named, words, theme(page.dark)), "models_race", title)
    days = [words.date(pd.Timestamp(day).date()) for day in sorted(check.grades["origin"].unique())]
    if check.sees_totals:
        graded = int(check.grades["accounts"].max())
        st.caption(words("models.race.origins", graded, days=words.listed(days)))


def _definitions(check: ModelCheck, words: Words, policy: Policy) -> list[str]:
    """What each forecaster does, a Markdown line each."""
    keys = [f"forecast.{name}" for name in check.race["forecaster"]]
    return [words("models.race.one", None, name=metric_name(key, words), about=metric_about(key, words, policy))
            for key in keys]


def _chances(page: Page, check: ModelCheck) -> None:
    words, bins = page.words, check.reliability
    st.markdown(f"**{_chances_sentence(words, bins)}**", help=words("models.reliability.about"))
    if bins.empty:
        return
    figure = reliability_chart(bins, words, theme(page.dark), counted=check.sees_totals)
    picture(figure, "models_reliability", _chances_sentence(words, bins))


def _chances_sentence(words: Words, bins: pd.DataFrame) -> str:
    """Of accounts told so and so, how many bought: all bins together."""
    accounts = float(bins["accounts"].sum()) if len(bins) else math.nan
    if not accounts > 0:
        return words("models.reliability.none")
    told, came = (float((bins[name] * bins["accounts"]).sum()) / accounts for name in ("expected", "came_true"))
    return words("models.reliability.title", None, told=words.percent(told, 0), came=words.percent(came, 0))


def _totals(page: Page, check: ModelCheck) -> None:
    words, used = page.words, check.used
    missed = used["total_error"].abs().mean()
    title = words("models.totals.title", len(used), miss=words.percent(missed, 0))
    st.markdown(f"**{title}**", help=words("models.totals.about"))
    past = pd.DataFrame({
        "name": [_half_year(words, pd.Timestamp(day)) for day in used["origin"]], "total": used["total_forecast"],
        "low": used["total_low"], "high": used["total_high"], "came": used["total_actual"]})
    ahead = pd.DataFrame([{"name": _half_year(words, pd.Timestamp(check.as_of)), "total": check.total,
                           "low": check.low, "high": check.high, "came": math.nan}])
    both = pd.concat([past, ahead], ignore_index=True)
    picture(drawn(totals_chart, both, words, theme(page.dark)), "models_totals", title)
    st.caption(words("models.totals.legend"))


def _half_year(words: Words, origin: pd.Timestamp) -> str:
    return words("models.totals.after", None, day=words.date(origin.date()))
