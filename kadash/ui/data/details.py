"""How each file was understood, column by column, and the way to say otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from kadash.intake.reading import Column, reading_to_json
from kadash.intake.recognise import corrected
from kadash.language import Words
from kadash.loads import InspectedTable, Inspection
from kadash.ui.data.questions import Answers
from kadash.ui.plain import plain
from kadash.vocabulary import TABLES

NOT_USED = ""


def tables(words: Words, seen: Inspection, today: dt.date) -> Answers:
    """One fold a table; gives corrected readings (fingerprint to JSON) once the user applies them, and whether any
    correction was made that is not applied yet."""
    chosen: dict[str, str] = {}
    waiting = False
    st.caption(words("data.details"))
    for number, table in enumerate(seen.tables):
        with st.expander(plain(_title(words, table)), expanded=table.reading.table is None):
            applied, differs = _table(words, table, number, today)
            waiting |= differs
            if applied is not None:
                chosen[table.fingerprint] = applied
    if seen.rejected:
        with st.expander(words("data.rejected_rows", seen.counts.rejected)):
            st.dataframe(rejected_frame(words, pd.DataFrame([vars(row) for row in seen.rejected])), hide_index=True)
    return Answers(chosen, bool(chosen), waiting)


def rejected_frame(words: Words, rows: pd.DataFrame) -> pd.DataFrame:
    """Rejected rows as people read them: file, sheet, row, column, what was found, why."""
    reasons = {code: words(f"finding.{code}", 1) for code in rows["code"].unique()}
    columns = ["file", *(["sheet"] if rows["sheet"].notna().any() else []), "row", "column", "value", "reason"]
    named = rows.assign(reason=rows["code"].map(reasons), value=rows["value"].fillna(""))[columns]
    return named.rename(columns={name: words(f"data.column.{name}") for name in named})


def _title(words: Words, table: InspectedTable) -> str:
    name = table.text.file if table.text.sheet is None else f"{table.text.file} · {table.text.sheet}"
    taken = words(f"table.{table.reading.table}") if table.reading.table else words("data.not_used")
    if table.reading.known:
        taken = f"{taken} ({words('data.known')})"
    counts = table.counts
    return words("data.table_line", file=name, table=taken, read=words.number(counts.read),
                 accepted=words.number(counts.accepted), rejected=words.number(counts.rejected),
                 set_aside=words.number(counts.set_aside))


def _table(words: Words, table: InspectedTable, number: int, today: dt.date) -> tuple[str | None, bool]:
    """The corrected reading as JSON, once it is applied; and whether what is chosen differs from what was read."""
    reading = table.reading
    if reading.table is None and reading.why and words.has(f"finding.{reading.why}"):
        st.text(words(f"finding.{reading.why}"))
    options = [NOT_USED, *TABLES]
    chosen = st.selectbox(
        words("data.this_is"), options, index=options.index(reading.table or NOT_USED), key=f"table_{number}",
        format_func=lambda code: words(f"table.{code}") if code else words("data.not_used"))
    if not chosen:
        st.caption(words("data.say_what_it_holds"))
    edited, differs = _columns(words, table, chosen or NOT_USED, number)
    differs |= (chosen or None) != reading.table
    if not st.button(words("data.apply"), key=f"apply_{number}"):
        return None, differs
    fields = {index: _owner(chosen, field) for index, field in enumerate(edited) if field}
    return reading_to_json(corrected(table.text, chosen or None, fields, today)), differs


def _columns(words: Words, table: InspectedTable, chosen: str, number: int) -> tuple[list[str], bool]:
    """The field of every column, as edited, '' for one that is not used; and whether any was."""
    labels = field_labels(words, chosen)
    back = {label: field for field, label in labels.items()}
    grid = columns_grid(words, table, labels, chosen)
    fixed = [str(name) for name in grid if name != "meaning"]
    edited = st.data_editor(
        grid, hide_index=True, key=f"columns_{number}_{chosen}", disabled=fixed, placeholder=words("data.not_used"),
        column_config={
            "meaning": st.column_config.SelectboxColumn(words("data.column.meaning"), options=["", *back]),
            **{name: st.column_config.TextColumn(words(f"data.column.{name}")) for name in fixed},
        })
    labelled = [str(label or "") for label in edited["meaning"].fillna("")]
    return [back.get(label, "") for label in labelled], labelled != list(grid["meaning"])


def columns_grid(words: Words, table: InspectedTable, labels: Mapping[str, str], chosen: str) -> pd.DataFrame:
    """One row a column of the file: `column` as it is headed, `meaning` (a label; empty where nothing is read from it),
    beside it on a phone, too, `samples` of its cells, `confidence` in the meaning, and what the column could nearly as
    well be (`rival`), if there is any."""
    read = {column.index: column for column in table.reading.columns}
    samples = list(zip(*table.text.sample, strict=True)) if table.text.sample else [()] * len(table.text.header)
    rows = []
    for index, name in enumerate(table.text.header):
        column = read.get(index)
        meaning = _label_of(labels, column.table, column.field, chosen) if column else ""
        rows.append({
            "column": name, "meaning": meaning,
            "samples": " | ".join(list(dict.fromkeys(cell for cell in samples[index] if cell))[:3]),
            "confidence": words.percent(column.confidence, 0) if column and meaning else "",
            "rival": _rival(words, column) if column else ""})
    grid = pd.DataFrame(rows, columns=["column", "meaning", "samples", "confidence", "rival"])
    return grid if grid["rival"].any() else grid.drop(columns="rival")


def _rival(words: Words, column: Column) -> str:
    other = (column.rival or "").rpartition(".")[2]
    return words(f"field.{other}") if other not in ("", column.field) else ""


def field_labels(words: Words, table: str) -> dict[str, str]:
    """Fields that a column of this kind of table may hold, as `field` or `account.field`, to their words."""
    if not table:
        return {}
    own = {field: words(f"field.{field}") for field in TABLES[table]}
    if table != "order_line":
        return own
    more = [f for f in TABLES["account"] if f not in own]
    return own | {f"account.{f}": words("data.of_account", field=words(f"field.{f}")) for f in more}


def _label_of(labels: Mapping[str, str], owner: str, field: str, table: str) -> str:
    return labels.get(field if owner == table else f"{owner}.{field}", "")


def _owner(table: str | None, field: str) -> tuple[str, str]:
    if "." in field:
        owner, _, name = field.partition(".")
        return owner, name
    return str(table), field
