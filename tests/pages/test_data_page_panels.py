"""The Data page's questions, proposals, history, remembered readings and inbox, in both languages."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from kadash.exports.rejected_job import made_workbook
from kadash.intake.reading import Column, Reading, reading_to_json
from kadash.loads import job_state, start_job
from kadash.loads.excluded import decided_accounts
from kadash.loads.inbox import inbox
from kadash.loads.lock import one_load_at_a_time
from kadash.loads.overlap import chosen_overlaps
from kadash.store import Home
from tests.loads.builders import a_line, lines_file, loaded

KEYLESS = "Customer No.,Order Date,Amount"
NOW = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    found = Home(tmp_path / "home")
    monkeypatch.setenv("KADASH_DATA", str(found.path))
    return found


def data_page(language: str = "en", job: str | None = None) -> AppTest:
    def page(language: str, job: str | None) -> None:
        import streamlit as st

        st.query_params["lang"] = language
        if job and "seen" not in st.session_state:
            st.session_state["seen"] = st.query_params["job"] = job
        from pages import data

        data.render()

    return AppTest.from_function(page, kwargs={"language": language, "job": job}, default_timeout=60).run()


def said(app: AppTest) -> str:
    texts = [element.value for element in [*app.markdown, *app.caption, *app.code, *app.info, *app.error]]
    return " ".join([*texts, *(fold.label for fold in app.expander)]).replace("\\", "")


def checked(home: Home, file: Path) -> str:
    job_id = start_job(home, "inspect", {"today": "2026-10-01", "who": "Li", "files": [[str(file), file.name]],
                                         "readings": {}})
    return ended(home, job_id)


def ended(home: Home, job_id: str) -> str:
    for _ in range(1200):
        if job_state(home, job_id).outcome != "running":
            break
        time.sleep(0.1)
    assert job_state(home, job_id).outcome == "done"
    return job_id


def test_each_state_is_a_line_and_a_click_goes_back(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, a_line()), currency="CNY")
    loaded(home, lines_file(tmp_path, a_line(order="O2"), name="april.csv"))

    assert "载入 lines.csv。共 1 个文件，计入 1 行，数据截至 2026年3月2日，CNY。" in said(data_page("zh"))
    app = data_page("en")
    assert "loaded lines.csv. 1 file, 1 row used, as of 2 Mar 2026, CNY." in said(app)
    app.button(key="back_1").click().run()

    assert not app.exception
    assert [info.number for info in home.generations() if info.current] == [1]
    assert home.journal().get("state", "current").body == {"generation": "generations/g000001.duckdb"}


def test_a_remembered_reading_is_a_line_and_a_click_forgets_it(home: Home, tmp_path: Path) -> None:
    loaded(home, lines_file(tmp_path, a_line()))
    reading = Reading("order_line", (Column(0, "who", "order_line", "account_id"),
                                     Column(1, "when", "order_line", "order_date")))
    home.journal().put("reading", "0123456789abcdef", reading_to_json(reading), author="Li", at=NOW)

    assert "表头为 who、when 的文件自 2026年10月1日 起按“订单明细”读取，由 Li 确认。" in said(data_page("zh"))
    app = data_page("en")
    assert "Files with who, when are read as order lines since 1 Oct 2026, settled by Li." in said(app)
    app.button(key="forget_0123456789abcdef").click().run()

    assert not app.exception
    assert home.journal().all("reading") == []


def test_whole_files_in_the_inbox_are_offered_by_name_and_the_folder_can_be_copied(home: Home) -> None:
    file = lines_file(inbox(home), a_line(), name="big.csv").path
    os.utime(file, (1, 1))
    lines_file(inbox(home), a_line(), name="half.csv.part")
    time.sleep(2.2)

    app = data_page()

    assert "1 file lies in the inbox folder: big.csv." in said(app)
    assert str(home.path / "inbox") in [code.value for code in app.code]
    assert app.button(key="check_inbox").label == "Check it"


def test_an_account_that_looks_like_none_is_decided_on_before_the_load(home: Home, tmp_path: Path) -> None:
    file = lines_file(tmp_path, "A1,Ruhr Stahl,2026-03-02,100", "A2,Miscellaneous,2026-03-03,5",
                      header="Customer No.,Customer Name,Order Date,Amount")
    job_id = checked(home, file.path)
    assert "1 个“客户”看起来不是真正的客户" in said(data_page("zh", job_id))
    app = data_page("en", job_id)
    assert "1 account looks like no customer" in said(app)

    app.button(key="decide_accounts").click().run()

    assert decided_accounts(home) == {"A2": True}


def test_what_is_asked_of_checked_files_is_not_asked_a_second_time_of_those_loaded(home: Home, tmp_path: Path) -> None:
    header = "Customer No.,Customer Name,Order Date,Amount"
    loaded(home, lines_file(tmp_path, "A1,Ruhr Stahl,2026-03-02,100", "A2,Miscellaneous,2026-03-03,5", header=header))
    april = lines_file(tmp_path, "A1,Ruhr Stahl,2026-04-02,100", name="april.csv", header=header)

    app = data_page("en", checked(home, april.path))

    assert not app.exception
    assert [button.key for button in app.button].count("decide_accounts") == 1


PAIR = {
    "zh": ("1 对没有订单号的文件覆盖相同日期",
           ["以较新的文件为准，替换较早文件中的相同日期：总额 30.00",
            "两边完全相同的行只计一次，其余都计入：总额 50.00", "两个文件的所有行都计入：总额 60.00"]),
    "en": ("Two files cover the same days without order numbers",
           ["The newer file's days replace those of the older one: total 30.00",
            "Rows alike in both count once, all others count: total 50.00",
            "Every row of both files counts: total 60.00"])}


def test_each_pair_of_overlapping_files_is_a_question_with_the_total_of_each_answer(home: Home, tmp_path: Path) -> None:
    older = lines_file(tmp_path, "A1,2026-03-02,10", "A2,2026-03-09,20", name="old.csv", header=KEYLESS)
    newer = lines_file(tmp_path, "A1,2026-03-02,10", "A3,2026-03-09,20", name="new.csv", header=KEYLESS)
    loaded(home, older, newer)

    for language, (title, choices) in PAIR.items():
        app = data_page(language)
        assert title in said(app)
        [asked] = app.radio
        assert (asked.options, asked.value) == (choices, "once")
    asked.set_value("keep")
    app.button(key="decide_overlap").click().run()

    assert not app.exception
    assert chosen_overlaps(home) == {f"{older.sha256}:{newer.sha256}": "keep"}
    ended(home, app.session_state["job"])
    assert home.generation().rows("select sum(amount) from core.order_line") == [(60,)]


def test_a_question_is_asked_with_the_safest_reading_chosen_and_answered_once(home: Home, tmp_path: Path) -> None:
    rows = [f"A{n},{n:02}/{n + 1:02}/2026,{n}00" for n in range(1, 8)]
    file = lines_file(tmp_path, *rows, header="Customer No.,Order Date,Amount")
    job = checked(home, file.path)

    app = data_page("en", job)
    assert "1 question only you can answer" in said(app) or "questions only you can answer" in said(app)
    [dates] = [radio for radio in app.radio if "day or the month first" in radio.label]
    assert dates.value == "dmy"
    dates.set_value("mdy")
    app.button(key="apply_answers").click().run()

    again = ended(home, app.session_state["job"])
    assert again != job
    assert '"date_order": "mdy"' in job_state(home, again).order["readings"].popitem()[1]


def killed(home: Home, *files: Path) -> str:
    """A load of these files that was killed before it had begun."""
    with one_load_at_a_time(home):
        job_id = start_job(home, "load", {"today": "2026-10-01", "who": "Li", "currency": "EUR", "readings": {},
                                          "files": [[str(file), file.name] for file in files]})
        os.kill(int((home.path / "jobs" / job_id / "pid").read_text()), 9)
        while job_state(home, job_id).outcome == "running":
            time.sleep(0.05)
    return job_id


def test_after_a_killed_load_one_click_loads_the_files_that_were_dropped(home: Home, tmp_path: Path) -> None:
    dropped = home.path / "incoming" / "1"
    files = [lines_file(dropped, a_line(order=order), name=f"{order}.csv").path for order in ("O1", "O2")]
    job_id = killed(home, *files)

    app = data_page()
    text = said(app)
    app.button(key="once_again").click().run()
    again = ended(home, app.session_state["job"])

    assert "The load ended without a result; what was loaded before is untouched." in text and job_id in text
    assert "O1.csv, O2.csv lie here still: they need not be dropped again." in text
    assert home.generation().one("select count(*) from core.order_line") == (2,)
    assert home.generation().settings["currency"] == "EUR"
    assert again != job_id


def test_who_lets_go_of_the_files_of_a_killed_load_is_not_asked_again(home: Home, tmp_path: Path) -> None:
    file = lines_file(home.path / "incoming" / "1", a_line()).path
    killed(home, file)

    app = data_page("zh")
    assert "lines.csv 仍保存在这里，不必重新拖入。" in said(app)
    app.button(key="let_go").click().run()

    assert not file.exists()
    assert "once_again" not in [button.key for button in app.button]
    assert app.error == []


def test_the_workbook_of_many_rejected_rows_is_made_beside_the_page(home: Home, tmp_path: Path,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadash.ui.data.rejected.MADE_AT_ONCE", 1)
    good = [a_line(order=f"G{number}") for number in range(20)]
    bad = [a_line(order=order, day="2026-13-45") for order in ("O2", "O3")]
    loaded(home, lines_file(tmp_path, *good, *bad))

    app = data_page()
    app.button(key="make_rejected").click().run()
    job_id = ended(home, app.session_state["job"])
    again = data_page(job=job_id)

    assert not app.exception and not again.exception
    name, workbook = made_workbook(home, job_state(home, job_id))
    assert name == "generations/g000001.duckdb"
    rows = list(openpyxl.load_workbook(workbook).active.iter_rows(min_row=2, max_col=4, values_only=True))
    assert rows == [("A1", "O2", "1", "2026-13-45"), ("A1", "O3", "1", "2026-13-45")]
    assert "make_rejected" not in [button.key for button in again.button]
