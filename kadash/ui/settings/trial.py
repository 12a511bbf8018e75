"""What rules that are wanted would change, asked of a job beside the page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.settings import Effect, effect
from kadash.language import Words
from kadash.loads.trial_worker import MODULE, trial_rows
from kadash.policy import Policy
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.read_table import table_title
from kadash.ui.tables import HEAD_PX, ROW_PX, money_scale

MOST_SHOWN, ROWS_SEEN = 300, 8


def trial(page: Page, asked: Asked, wanted: Policy, *, begin: bool) -> None:
    """Begin to try, or the effect of what was tried, as long as the very same rules are wanted."""
    text = wanted.model_dump_json()
    if begin:
        running.begin(page.home, "trial", MODULE, right=Right.EDIT_POLICY, policy=text)
        st.rerun()
    state = running.ended(page.home, "trial")
    if state is None or state.order.get("policy") != text:
        st.caption(page.words("settings.effect.about"))
        return
    _shown(page.words, effect(asked, trial_rows(page.home, state)))


def _shown(words: Words, found: Effect) -> None:
    st.markdown(f"**{found.sentence(words)}**")
    if not found.changed:
        return
    flags, layers = st.columns([1, 1.4], gap="medium")
    with flags:
        if len(found.flags):
            st.table({words("settings.effect.flag"): [words(f"flag.{flag}") for flag in found.flags["flag"]],
                      words("settings.effect.raised"): [words.number(count) for count in found.flags["raised"]],
                      words("settings.effect.cleared"): [words.number(count) for count in found.flags["cleared"]]},
                     border="horizontal", hide_index=True, alt=words("settings.effect.flags"))
    with layers:
        if len(found.layers):
            st.dataframe(_layers(words, found.layers), hide_index=True, key="effect_layers",
                         height=HEAD_PX + ROW_PX * min(len(found.layers), ROWS_SEEN))
    table_title(words, words("settings.effect.accounts"), "policy_effect", lambda: _accounts(words, found.rows))
    rows = _accounts(words, found.rows.head(MOST_SHOWN))
    revenue = words("tables.revenue_12m")
    size, written = money_scale(found.rows["revenue_12m"], words)
    st.dataframe(rows.assign(**{revenue: rows[revenue] / size}), hide_index=True, key="effect_accounts",
                 placeholder="–", height=HEAD_PX + ROW_PX * min(len(rows), ROWS_SEEN),
                 column_config={revenue: st.column_config.NumberColumn(revenue, format=written)})


def _layers(words: Words, layers: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        words("settings.names.scheme"): [_scheme(words, one) for one in layers["scheme"]],
        words("settings.effect.before"): [_layer(words, *one) for one in layers[["scheme", "before"]].to_numpy()],
        words("settings.effect.after"): [_layer(words, *one) for one in layers[["scheme", "after"]].to_numpy()],
        words("settings.effect.how_many"): layers["accounts"]})


def _accounts(words: Words, rows: pd.DataFrame) -> pd.DataFrame:
    records = rows.to_dict("records")
    return pd.DataFrame({
        words("tables.account"): rows["account_name"], words("tables.revenue_12m"): rows["revenue_12m"],
        words("settings.effect.what"): [_what(words, one["kind"], one["name"]) for one in records],
        words("settings.effect.before"): [_value(words, one, "before") for one in records],
        words("settings.effect.after"): [_value(words, one, "after") for one in records],
        words("tables.owner"): rows["owner"]})


def _what(words: Words, kind: str, name: str) -> str:
    if kind == "score":
        return words("score.key_score")
    return words(f"flag.{name}") if kind == "flag" else _scheme(words, name)


def _value(words: Words, row: Mapping[Hashable, object], side: str) -> str:
    value, name = row[side], str(row["name"])
    if row["kind"] == "score":
        return words.number(row[f"score_{side}"], 1)
    if row["kind"] == "flag":
        return words("policy.unit.yes" if value == "yes" else "policy.unit.no")
    return _layer(words, name, str(value))


def _scheme(words: Words, scheme: str) -> str:
    """A scheme that is only being tried has no words yet: its code."""
    return words(f"scheme.{scheme}") if words.has(f"scheme.{scheme}") else scheme


def _layer(words: Words, scheme: str, layer: str) -> str:
    key = f"layer.{scheme}.{layer}"
    return words(key) if words.has(key) else layer
