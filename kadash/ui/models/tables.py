"""Grades by segment, alarms replayed, and forecasts kept with how they turned out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers.metrics import metric_name
from kadash.answers.models import KeptForecast, ModelCheck, forecasts_kept
from kadash.language import Words
from kadash.policy import Policy
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table
from kadash.ui.why import flag_lines, why

MOST_MISS = 10.0


def segments_table(words: Words, check: ModelCheck) -> None:
    """One row a layer: how far the forecast in use missed there, and how far the naive one."""
    rows = check.segments
    if rows.empty:
        return
    names = [words(f"layer.{scheme}.{layer}") for scheme, layer in zip(rows["scheme"], rows["layer"], strict=True)]
    counts = ("accounts",) if check.sees_totals else ()
    head = {name: words(f"models.segments.{name}") for name in (
        "scheme", "layer", *counts, "error", "naive_error", "total_error", "coverage")}
    schemes = [words(f"scheme.{scheme}.one") for scheme in rows["scheme"]]
    shown = pd.DataFrame({
        head["scheme"]: schemes, head["layer"]: names,
        **{head[name]: [words.number(count) for count in rows[name]] for name in counts},
        **{head[name]: [_miss(words, share) for share in rows[name]]
           for name in ("error", "naive_error")},
        head["total_error"]: [words.percent(share, 0, sign=True) for share in rows["total_error"]],
        head["coverage"]: [words.percent(share, 0) for share in rows["coverage"]],
    })
    file = rows.assign(scheme=schemes, layer=names)[list(head)].rename(columns=head)
    read_table(words, words("models.segments.title"), shown, list(head.values())[2:], key="models_segments",
               file=lambda: file)
    st.caption(words("models.segments.about"))


def _miss(words: Words, share: float) -> str:
    """A miss as per cent, up to a tenfold one: of next to nothing a share says little."""
    if share > MOST_MISS:
        return words("models.much", None, share=words.percent(MOST_MISS, 0))
    return words.percent(share, 0)


def alarms_table(words: Words, check: ModelCheck, policy: Policy) -> None:
    """One row an alarm: how often it was right, how often the same came without it, how early it came."""
    rows = check.alarms[check.alarms["raised"] > 0]
    if rows.empty:
        st.markdown(f"**{words('models.alarms.title')}**")
        st.caption(words("models.alarms.none"))
        return
    counts = ("raised", "came_true") if check.sees_totals else ()
    head = {name: words(f"models.alarms.{name}") for name in ("flag", *counts, "precision", "base_rate", "lead_days")}
    flags = [words(f"flag.{flag}") for flag in rows["flag"]]
    shown = pd.DataFrame({
        head["flag"]: flags,
        **{head[name]: [words.number(count) for count in rows[name]] for name in counts},
        head["precision"]: [words.percent(share, 0) for share in rows["precision"]],
        head["base_rate"]: [words.percent(share, 1) for share in rows["base_rate"]],
        head["lead_days"]: [words("models.alarms.days", None, days=words.number(days)) if days == days else "–"
                            for days in rows["lead_days"]],
    })
    file = rows.assign(flag=flags)[list(head)].rename(columns=head)
    read_table(words, _alarms_title(words, rows), shown, list(head.values())[1:], key="models_alarms",
               file=lambda: file)
    st.caption(words("models.alarms.about"))
    why(words, [line for flag in rows["flag"] for line in _right_when(words, policy, str(flag))], "models_alarms_why",
        words("models.alarms.why"), page="models")


def _alarms_title(words: Words, rows: pd.DataFrame) -> str:
    known = rows.dropna(subset=["precision", "base_rate"])
    better = int((known["precision"] > known["base_rate"]).sum())
    return words("models.alarms.sentence", None, better=words.number(better), all=words.number(len(known)))


def _right_when(words: Words, policy: Policy, flag: str) -> list[str]:
    return [*flag_lines(words, policy, flag), words(
        f"models.alarms.right.{flag}", None, days=words.number(policy.flags.late_days),
        points=words.number(policy.flags.burden_points * 100))]


def forecasts_table(page: Page, check: ModelCheck) -> None:
    """One row a forecast made since: what it said, what came, whether it was right."""
    words = page.words
    if not check.sees_totals:
        return
    found = forecasts_kept(page.home)
    if not found:
        st.markdown(f"**{words('models.kept.title')}**")
        st.caption(words("models.kept.none"))
        return
    head = {name: words(f"models.kept.{name}") for name in (
        "as_of", "horizon_end", "forecaster", "total", "range", "came", "outcome", "accounts_held", "error")}
    shown = pd.DataFrame([_kept_row(words, forecast) for forecast in found]).rename(columns=head)
    file = pd.DataFrame([forecast.to_json() for forecast in found])
    read_table(words, words("models.kept.title"), shown, [head[name] for name in (
        "total", "range", "came", "accounts_held", "error")], key="models_kept", file=lambda: file)
    st.caption(words("models.kept.about"))


def _kept_row(words: Words, kept: KeptForecast) -> dict[str, str]:
    outcome = "waiting" if kept.held is None else "right" if kept.held else "wrong"
    return {
        "as_of": words.date(kept.as_of), "horizon_end": words.date(kept.horizon_end),
        "forecaster": metric_name(f"forecast.{kept.forecaster}", words), "total": words.money(kept.total),
        "range": words("models.range", None, low=words.money(kept.low), high=words.money(kept.high)),
        "came": words.money(kept.came), "outcome": words(f"models.kept.{outcome}"),
        "accounts_held": words.percent(kept.accounts_held, 0), "error": words.percent(kept.error, 0),
    }
