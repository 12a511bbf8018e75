"""Who gets what, who just missed and who is held out: tables to read and to take away."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import streamlit as st

from kadash.answers import Asked
from kadash.answers.service_plan import Columns, ServicePlan
from kadash.charts.room import text_px
from kadash.exports.service_plan import plan_workbook
from kadash.language import Words
from kadash.ui.frame import Page
from kadash.ui.pyramid.money_table import go_to, to_click
from kadash.ui.tables import CELL_PX, ROW_PX, TEXT_SIZE_PX, TWO_LINES_PX, download, money_scale_of
from kadash.ui.taken import taken

Floats = npt.NDArray[np.float64]

MOST_SHOWN = 200
SERVICES_PX, LONG_SERVICES_PX = 300, 430
_FIRST_CHINESE = "\u2e7f"
COLUMNS = ("account", "services", "expected_gain", "cost", "hours", "buyer_type", "owner", "region")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def who_gets_what(page: Page, asked: Asked, plan: ServicePlan) -> None:
    """The three tables; a click on a row opens the account's review."""
    words = page.words
    heads = {name: words(f"service_plan.column.{name}") for name in COLUMNS}
    rows = plan.largest(MOST_SHOWN)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{words('service_plan.who', plan.accounts_served)}**", width="stretch")
        download(words, lambda: for_file(words, plan.rows), "service-plan", "service_plan_csv")
        st.download_button(
            words("service_plan.workbook"), key="service_plan_xlsx", mime=XLSX, type="tertiary", on_click="ignore",
            file_name="service-plan.xlsx", data=taken(lambda: plan_workbook(
                plan, words, for_file(words, plan.rows), for_file(words, plan.held)), "service-plan.xlsx",
                lambda: [*plan.rows["account_id"], *plan.held["account_id"]]))
    if plan.accounts_served:
        go_to(rows, _table(words, rows, heads, "service_plan_who"))
        more = [words("service_plan.who.first", MOST_SHOWN)] if plan.accounts_served > MOST_SHOWN else []
        st.caption(" ".join([words("service_plan.who.about"), *more]))
    if len(plan.missed["account_id"]):
        st.markdown(f"**{words('service_plan.missed')}**")
        go_to(plan.missed, _table(words, plan.missed, heads, "service_plan_missed"))
        st.caption(words("service_plan.missed.about"))


def named(words: Words, rows: pd.DataFrame | Columns) -> dict[str, Sequence[Any] | Floats]:
    """Options as people read them, by column; the same services are put into words once."""
    said = {services: words.listed([service_word(words, one) for one in services])
            for services in set(rows["services"])}
    kinds = {kind: words(f"layer.buyer_type.{kind}") for kind in set(rows["buyer_type"]) if isinstance(kind, str)}
    return {
        "account": [name if isinstance(name, str) else number
                    for name, number in zip(rows["account_name"], rows["account_id"], strict=True)],
        "services": [said[services] for services in rows["services"]],
        "expected_gain": np.asarray(rows["expected_gain"]), "cost": np.asarray(rows["cost"]),
        "hours": np.asarray(rows["hours"]),
        "buyer_type": [kinds.get(kind) for kind in rows["buyer_type"]],
        "owner": list(rows["owner"]), "region": list(rows["region"])}


def for_file(words: Words, rows: pd.DataFrame) -> pd.DataFrame:
    """The same for a file: the account's number first, heads in words."""
    shown = pd.DataFrame(named(words, rows))
    shown.insert(0, "account_id", rows["account_id"])
    return shown.rename(columns=lambda name: words(f"service_plan.column.{name}"))


def service_word(words: Words, service_id: str) -> str:
    """What a service is called; its id where the catalogue no longer has it."""
    key = f"service.{service_id}"
    return words(key) if words.has(key) else service_id


def _table(words: Words, rows: Columns, heads: dict[str, str], key: str) -> int | None:
    """Made as Streamlit sends it, without a data frame: two of them are made anew at every move of a slider."""
    shown = named(words, rows)
    gain_size, gain_written = money_scale_of(_typical(rows["expected_gain"]), words)
    cost_size, cost_written = money_scale_of(_typical(rows["cost"]), words)
    if cost_size > 1 and np.median(rows["cost"]) < 10 * cost_size:
        cost_written = cost_written.replace(".0f", ".1f")
    services_px, row_px = room_for(words, shown["services"], shown["account"])
    shown |= {"expected_gain": rows["expected_gain"] / gain_size, "cost": rows["cost"] / cost_size}
    table = pa.table({name: pa.array(column) for name, column in shown.items()})
    table = table.select([name for name in COLUMNS if table[name].null_count < len(table)])
    return to_click(table, len(table), key, {name: heads[name] for name in table.column_names} | {
        "account": st.column_config.TextColumn(heads["account"], pinned=True),
        "services": st.column_config.TextColumn(heads["services"], width=services_px),
        "expected_gain": st.column_config.NumberColumn(heads["expected_gain"], format=gain_written),
        "cost": st.column_config.NumberColumn(heads["cost"], format=cost_written),
        "hours": st.column_config.NumberColumn(heads["hours"], format="%.0f")}, row_px)


def room_for(words: Words, services: Iterable[str], accounts: Iterable[str]) -> tuple[int, int]:
    """Width of the column of services and height of a row, in pixels: two lines where two names do not fit into one.

    Latin services beside Chinese accounts take one line that holds two names: the table breaks lines by the mean
    width of all letters that it has drawn, and leaves narrow ones unbroken beside wide ones.
    """
    longest = max((text_px(one, TEXT_SIZE_PX) for one in set(services)), default=0) + CELL_PX
    if longest <= SERVICES_PX:
        return SERVICES_PX, ROW_PX
    mixed = words.language != "zh" and any(letter > _FIRST_CHINESE for name in accounts for letter in name)
    return (min(longest, LONG_SERVICES_PX), ROW_PX) if mixed else (SERVICES_PX, TWO_LINES_PX)


def _typical(amounts: Floats) -> float:
    """The middle of those that are not nought; NaN where all are."""
    some = np.abs(amounts[amounts != 0])
    return float(np.median(some)) if len(some) else math.nan
