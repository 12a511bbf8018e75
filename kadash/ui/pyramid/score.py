"""Who is really key: the weight of volume as a slider, size against continuity, lists, and policies to try."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.among import Among
from kadash.answers.score import LISTS, Scored, list_of, scored, trial, with_weights
from kadash.answers.score.accounts import AtWeight
from kadash.charts.score import MOST_POINTS, size_against_continuity
from kadash.charts.theme import theme
from kadash.language import Words
from kadash.segments.score import PARTS
from kadash.ui import address, links
from kadash.ui.cache import kept
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.last_door import last_door
from kadash.ui.pictures import drawn, picture
from kadash.ui.pyramid.filters import among
from kadash.ui.read_table import table_title
from kadash.ui.settings.saving import policy_seen, save_policy, settle_policy
from kadash.ui.tables import HEAD_PX, ROW_PX, money_scale, unsigned_nought

ROWS_SEEN, MOST_SHOWN = 9, 300
MONEY = ("revenue_12m", "special_revenue_12m", "value_12m", "worth_if_back", "gain_if_back", "most_to_spend",
         "revenue_year")
RATES = ("growth_per_year", "margin_rate_12m", "stability")
TRUTHS = ("veto_overdue", "veto_lateness", "veto_one_off_giant", "margin_erosion", "late_payer")


def score_view(page: Page, asked: Asked) -> None:
    """The slider with what it moves; the picture; the lists; other weights to try."""
    whose = among(page.words, asked)
    found = scored(asked, whose)
    _slider(page, found)
    _picture(page, found)
    _lists(page, asked, whose)
    _try(page, asked, found)


@st.fragment
def _slider(page: Page, found: Scored) -> None:
    """Only this is redrawn when the slider moves."""
    words = page.words
    with last_door(words):
        headline = st.container()
        usual = round(found.weights.policy_weight * 100)
        percent = st.slider(
            words("score.weight"), 0, round(found.weights.most * 100), usual, 5,
            key="volume", format=words("what_if.format.percent_plain"), help=words("score.weight.help"),
            bind="query-params")
        at = found.at(found.weights.policy_weight if percent == usual else percent / 100)
        headline.markdown(f"**{at.sentence(words)}**")
        _enter_and_leave(words, at)
        _key_accounts(words, at)


def _enter_and_leave(words: Words, at: AtWeight) -> None:
    entered, left = st.columns(2, gap="medium")
    for place, name, rows in ((entered, "entered", at.entered), (left, "left", at.left)):
        with place:
            st.markdown(f":{'green' if name == 'entered' else 'orange'}-badge[{words(f'score.{name}', len(rows))}]")
            if len(rows):
                _table(words, rows.head(MOST_SHOWN), ("account_name", "score", "key_score", "revenue_12m"),
                       f"score_{name}", rows_seen=4)


def _key_accounts(words: Words, at: AtWeight) -> None:
    columns = ("account_name", "score", *(f"score_{part}" for part in PARTS), "stability", "revenue_12m", "owner")
    heads = {name: words(f"score.column.{name}") for name in columns}
    table_title(words, words("score.key_accounts", len(at.key)), "score_key",
                lambda: at.key[["account_id", *columns]].rename(columns=heads))
    _table(words, at.key.head(MOST_SHOWN), columns, "score_key_table", rows_seen=ROWS_SEEN)
    st.caption(words("score.ledger.about"))


def _picture(page: Page, found: Scored) -> None:
    words = page.words
    st.subheader(words("score.chart.title"), anchor=False)
    shown = found.largest(MOST_POINTS)
    if shown.empty:
        st.caption(words("score.chart.none"))
        return
    named = shown.assign(account_name=shown["account_name"].fillna(shown["account_id"]),
                         is_key=shown["key_account"].eq("key"))
    giants = shown[shown["one_shot_share_12m"].ge(0.5) & shown["continuity"].lt(0.5)]
    picture(drawn(size_against_continuity, named, words, theme(page.dark)), "score_chart",
            words("score.chart.sentence", len(giants)), on_click=_open_clicked)
    st.caption(words("score.chart.sentence", len(giants)))


def _open_clicked() -> None:
    points = st.session_state["score_chart"].selection.points
    if points:
        account = points[0]["customdata"]
        st.session_state["open_account"] = str(account[0] if isinstance(account, list) else account)


def _lists(page: Page, asked: Asked, whose: Among) -> None:
    words = page.words
    clicked = st.session_state.pop("open_account", None)
    if clicked:
        links.go("review", **{**address.held(), "account": clicked})
    st.subheader(words("score.lists"), anchor=False)
    name = address.one_of(words("score.lists"), tuple(LISTS), "list", lambda one: words(f"score.list.{one}"), "nursery")
    rows = kept(list_of, asked, name, whose)
    st.markdown(f"**{words(f'score.list.{name}.sentence', len(rows), **_facts(words, rows, name))}**")
    if rows.empty:
        return
    columns = ("account_name", *(str(column) for column in rows if column not in ("account_id", "account_name")))
    heads = {column: words(f"score.column.{column}") for column in columns}
    table_title(words, words(f"score.list.{name}.about"), f"score_{name}",
                lambda: rows[["account_id", *columns]].rename(columns=heads))
    shown = rows.dropna(axis="columns", how="all").head(MOST_SHOWN)
    _table(words, shown, tuple(column for column in columns if column in shown), f"score_list_{name}", ROWS_SEEN)


def _facts(words: Words, rows: pd.DataFrame, name: str) -> dict[str, str]:
    if name != "win_back":
        return {"revenue": words.money(rows["revenue_12m"].sum())}
    return {"gain": words.money(rows["gain_if_back"].clip(lower=0).sum()),
            "spend": words.money(rows["most_to_spend"].sum())}


def _try(page: Page, asked: Asked, found: Scored) -> None:
    """Other weights and another line from which an account is key: seen first, then saved and all judged anew."""
    words, policy = page.words, asked.policy
    policy_seen(page.home)
    settle_policy(page)
    state = running.current(page.home)
    if state is not None and state.kind == "rebuild" and state.outcome == "running":
        running.progress(words, page.home, state.job_id)
        return
    with st.expander(words("score.try")):
        st.caption(words("score.try.about"))
        with st.grid(3, min_column_width=150, gap=("xsmall", "medium")):
            weights = {part: float(st.slider(
                words(f"score.column.score_{part}"), 0, 60, round(getattr(policy.score, part).weight), 5,
                key=f"try_{part}")) for part in PARTS}
            key_from = float(st.slider(words("score.try.key_from"), 50, 90, round(policy.key_account.key_score), 1,
                                       key="try_key_from"))
        wanted = with_weights(policy, weights, key_from)
        if not any(weights.values()) or wanted == policy:
            st.caption(words("score.try.same"))
            return
        tried = trial(found, wanted)
        st.markdown(f"**{tried.sentence(words)}**")
        shown = tried.rows.assign(before=[words(f"layer.key_account.{layer}") for layer in tried.rows["before"]],
                                  after=[words(f"layer.key_account.{layer}") for layer in tried.rows["after"]])
        if len(shown):
            _table(words, shown.head(MOST_SHOWN),
                   ("account_name", "before", "after", "score_before", "score_after", "revenue_12m"), "score_trial",
                   rows_seen=ROWS_SEEN)
        if st.button(words("score.try.save"), type="primary", key="save_policy") and save_policy(page, policy, wanted):
            st.rerun()
        links.to("settings", words("score.try.all"), part="policy", section="score")


def _table(words: Words, rows: pd.DataFrame, columns: tuple[str, ...], key: str, rows_seen: int) -> None:
    """Accounts with figures; a click opens the review."""
    shown = rows[list(columns)].copy()
    shown["account_name"] = rows["account_name"].fillna(rows["account_id"])
    config: dict[str, Any] = {}
    for name in columns:
        head, about = words(f"score.column.{name}"), words(f"score.column.{name}.about")
        if name in MONEY:
            size, written = money_scale(shown[name], words)
            shown[name] = shown[name] / size
            config[name] = st.column_config.NumberColumn(head, format=written, help=about)
        elif name in RATES:
            shown[name] = shown[name] * 100
            config[name] = st.column_config.NumberColumn(head, format="%.0f%%", help=about)
        elif name in TRUTHS:
            config[name] = st.column_config.CheckboxColumn(head, help=about)
        elif shown[name].dtype.kind == "f":
            digits = 1 if name.removeprefix("score_") in PARTS else 0
            shown[name] = unsigned_nought(shown[name], digits)
            config[name] = st.column_config.NumberColumn(head, format="%+.1f" if digits else "%.0f", help=about)
        else:
            config[name] = st.column_config.TextColumn(head, help=about, pinned=name == "account_name" or None)
    event = st.dataframe(shown, hide_index=True, key=key, on_select="rerun", selection_mode="single-cell",
                         placeholder="–", height=HEAD_PX + ROW_PX * min(len(shown), rows_seen), column_config=config)
    for row, _ in event.selection.cells[:1]:
        links.go("review", **{**address.held(), "account": str(rows["account_id"].iloc[row])})
