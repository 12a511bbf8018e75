"""Who gets what, who just missed and who is held out: tables to read and to take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers import Asked
from kadash.answers.service_plan import ServicePlan
from kadash.exports.service_plan import plan_workbook
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.pyramid.money_table import go_to, money_table
from kadash.ui.tables import download, money_scale
from kadash.ui.taken import taken

MOST_SHOWN = 200
COLUMNS = ("account", "services", "expected_gain", "cost", "hours", "buyer_type", "owner", "region")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def who_gets_what(page: Page, asked: Asked, plan: ServicePlan) -> None:
    """The three tables; a click on a row opens the account's review."""
    words = page.words
    heads = {name: words(f"service_plan.column.{name}") for name in COLUMNS}
    rows = plan.largest(MOST_SHOWN)
    shown = named(words, rows)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{words('service_plan.who', plan.accounts_served)}**", width="stretch")
        download(words, lambda: for_file(words, plan.rows), "service-plan", "service_plan_csv")
        st.download_button(
            words("service_plan.workbook"), key="service_plan_xlsx", mime=XLSX, type="tertiary", on_click="ignore",
            file_name="service-plan.xlsx", data=taken(lambda: plan_workbook(
                plan, words, for_file(words, plan.rows), for_file(words, plan.held)), "service-plan.xlsx",
                lambda: [*plan.rows["account_id"], *plan.held["account_id"]]))
    if len(shown):
        go_to(rows, _table(words, shown, heads, "service_plan_who"))
        more = [words("service_plan.who.first", MOST_SHOWN)] if plan.accounts_served > MOST_SHOWN else []
        st.caption(" ".join([words("service_plan.who.about"), *more]))
    if len(plan.missed):
        st.markdown(f"**{words('service_plan.missed')}**")
        go_to(plan.missed, _table(words, named(words, plan.missed), heads, "service_plan_missed"))
        st.caption(words("service_plan.missed.about"))


def named(words: Words, rows: pd.DataFrame) -> pd.DataFrame:
    """Options as people read them; the same services are put into words once."""
    said = {services: words.listed([service_word(words, one) for one in services])
            for services in set(rows["services"])}
    kinds = {kind: words(f"layer.buyer_type.{kind}") for kind in rows["buyer_type"].dropna().unique()}
    return pd.DataFrame({
        "account": rows["account_name"].fillna(rows["account_id"]),
        "services": [said[services] for services in rows["services"]],
        "expected_gain": rows["expected_gain"], "cost": rows["cost"], "hours": rows["hours"],
        "buyer_type": [kinds.get(kind) for kind in rows["buyer_type"]],
        "owner": rows["owner"], "region": rows["region"]}, columns=list(COLUMNS))


def for_file(words: Words, rows: pd.DataFrame) -> pd.DataFrame:
    """The same for a file: the account's number first, heads in words."""
    shown = named(words, rows)
    shown.insert(0, "account_id", rows["account_id"])
    return shown.rename(columns=lambda name: words(f"service_plan.column.{name}"))


def service_word(words: Words, service_id: str) -> str:
    """What a service is called; its id where the catalogue no longer has it."""
    key = f"service.{service_id}"
    return words(key) if words.has(key) else service_id


def _table(words: Words, shown: pd.DataFrame, heads: dict[str, str], key: str) -> int | None:
    hours = st.column_config.NumberColumn(heads["hours"], format="%.0f")
    size, written = money_scale(shown["cost"], words)
    small = size > 1 and shown["cost"].median() < 10 * size
    cost = st.column_config.NumberColumn(heads["cost"], format=written.replace(".0f", ".1f") if small else written)
    shown = shown.assign(cost=shown["cost"] / size)
    wide = st.column_config.TextColumn(heads["services"], width=300)
    return money_table(words, shown.dropna(axis="columns", how="all"), heads, key, money=("expected_gain",),
                       others={"hours": hours, "services": wide, "cost": cost})
