"""Behind the mask stands every figure and no name: not of an account, not of a person, nothing that people wrote."""

from __future__ import annotations

import re

import duckdb
import pytest

from kadash.store import Generation, Home
from kadash.store.masked import HARMLESS, IDS, Mask, MaskedGeneration, is_hidden

MASK = Mask("a secret", "Account")
LEFT_OUT = {
    "core.account.note", "core.service_event.subject", "core.survey_response.respondent", "meta.load.loaded_by",
    "meta.load.notes", "meta.rejected_row.sheet", "meta.rejected_row.value", "meta.set_aside_row.sheet",
    "meta.source.loaded_by", "meta.source.reading", "meta.source.sheet", "meta.uncounted_row.value"}
REPLACED = IDS | {"account_name", "search", "file"}


@pytest.fixture(scope="module")
def plain(sample_home: Home) -> Generation:
    found = sample_home.generation()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def masked(plain: Generation) -> MaskedGeneration:
    return MaskedGeneration(plain.path, MASK)


def text_columns(plain: Generation) -> list[tuple[str, str, str, str]]:
    rows = plain.rows("select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal")
    return [(str(s), str(t), str(c), str(k)) for s, t, c, k in rows if "VARCHAR" in str(k) or "JSON" in str(k)]


def test_every_column_of_text_is_harmless_replaced_or_left_out(plain: Generation) -> None:
    left_out = {f"{s}.{t}.{c}" for s, t, c, k in text_columns(plain) if c not in REPLACED and is_hidden(s, t, c, k)}

    assert left_out == LEFT_OUT
    assert not HARMLESS & REPLACED


def test_no_name_and_no_number_of_an_account_stands_in_any_table(
        plain: Generation, masked: MaskedGeneration) -> None:
    known = plain.rows("select account_id, account_name from core.account")
    names = {str(name) for _, name in known if name} | {str(one) for one, _ in known}
    anybody = re.compile(r"(?<![\w.])(" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)")

    for schema, table, column, _ in text_columns(plain):
        told = masked.rows(f'select distinct cast("{column}" as varchar) from {schema}.{table}')
        found = anybody.search("\n".join(str(row[0]) for row in told if row[0] is not None))
        assert found is None, (schema, table, column, found)


def test_figures_are_the_same_and_relations_hold_together(plain: Generation, masked: MaskedGeneration) -> None:
    for sql in ("select count(*), sum(amount) from core.order_line",
                "select count(*), sum(line.amount) from core.order_line line join mart.account using (account_id)",
                "select layer, count(*), sum(a.revenue_12m) from mart.segment join mart.account a using (account_id) "
                "where scheme = 'value_tier' group by layer order by layer",
                "select count(*) from mart.account a join mart.account parent on a.parent_id = parent.account_id"):
        assert masked.rows(sql) == plain.rows(sql)


def test_a_pseudonym_is_the_accounts_own_everywhere_and_from_load_to_load(
        plain: Generation, masked: MaskedGeneration) -> None:
    again = MaskedGeneration(plain.path, MASK)
    other_company = MaskedGeneration(plain.path, Mask("another secret", "Account"))
    sql = "select account_id, account_name, revenue_12m from mart.account order by account_id"

    accounts = masked.rows(sql)

    assert accounts == again.rows(sql) != other_company.rows(sql)
    assert len({row[0] for row in accounts}) == len(accounts) == plain.rows("select count(*) from mart.account")[0][0]
    assert all(re.fullmatch(r"\d{4}-\d{4}(-\d+)?", str(number)) and name == f"Account {number}"
               for number, name, _ in accounts)
    listed = {row[:2] for row in masked.rows("select account_id, account_name from mart.account_list")}
    assert listed == {row[:2] for row in accounts}


def test_what_lies_behind_cannot_be_asked_for_by_another_file(masked: MaskedGeneration) -> None:
    for sql in ("select * from read_csv('/etc/passwd')", "set enable_external_access = true", "attach 'x.duckdb' as y"):
        with pytest.raises(duckdb.Error):
            masked.rows(sql)


def test_both_languages_are_kept_apart(plain: Generation) -> None:
    chinese = MaskedGeneration(plain.path, Mask("a secret", "客户"))

    assert str(chinese.rows("select min(account_name) from mart.account")[0][0]).startswith("客户 ")
    assert len({plain.key, chinese.key, MaskedGeneration(plain.path, MASK).key}) == 3
