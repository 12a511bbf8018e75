"""The questionnaire is handed out, filled in, dropped unedited, and every mark arrives."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from kadash.exports.voice_form import Addressee, voice_form_html, voice_form_xlsx
from kadash.intake.read import read_file
from kadash.language import words_in
from kadash.vocabulary import SURVEY_DRIVERS
from kadash.voice.questionnaire import DRIVER_OF_CODE, IMPORTANT, ITEMS
from tests.loads.builders import a_file, a_line, lines_file, taken_in

ACME = Addressee("A1", "Acme [Nord]/Süd")
OTHERS = (Addressee("A2", "Bolt"), Addressee("A3", "Bolt"))


def _filled(folder: Path, form: bytes, marks: dict[str, dict[str, object]]) -> Path:
    """The form with marks typed in: sheet to code to (third and fourth column) what is written there."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    for sheet, written in marks.items():
        rows = {row[0].value: row[0].row for row in book[sheet].iter_rows(max_col=1)}
        for code, cells in written.items():
            third, fourth = cells if isinstance(cells, tuple) else (cells, None)
            book[sheet].cell(rows[code], 3).value = third
            if fourth is not None:
                book[sheet].cell(rows[code], 4).value = fourth
    path = folder / "form.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_form_filled_in_is_read_back_unedited_mark_for_mark(tmp_path: Path, language: str) -> None:
    form = voice_form_xlsx(words_in(language), [ACME, *OTHERS])
    marks = {"DT": dt.date(2026, 3, 2), "PE": "Buyer", "NPS": (None, 9),
             **{item.code: (1 + place % 7, 7 - place % 7) for place, item in enumerate(ITEMS)},
             **{code: (None, 1 + place % 7) for place, code in enumerate(IMPORTANT)}}
    path = _filled(tmp_path, form, {"Acme NordSüd": marks, "Bolt": {"DT": dt.date(2026, 3, 9), "VA2": (6, 2)}})
    filled = a_file(tmp_path, "lines.csv", "")
    lines = lines_file(tmp_path, a_line(), a_line("A2"))

    with taken_in(tmp_path, lines, type(filled)(path, "form.xlsx")) as (build, core):
        answers = build.rows(
            "select account_id, response_date, respondent, driver, score, expectation, importance, scale_max, "
            "score_share from core.survey_response order by account_id, source_row")
        [wrong] = build.rows("select count(*) from meta.rejected_row")

    items = list(enumerate(ITEMS))
    assert [row[3:8] for row in answers if row[0] == "A1"] == [
        *((item.driver, 7 - place % 7, 1 + place % 7, 1 + place // 2 % 7, 7) for place, item in items),
        ("recommend", 9, None, None, 10)]
    assert {row[:3] for row in answers if row[0] == "A1"} == {("A1", dt.date(2026, 3, 2), "Buyer")}
    assert [row for row in answers if row[0] == "A2"] == [
        ("A2", dt.date(2026, 3, 9), None, "value", 2, 6, None, 7, pytest.approx(1 / 6))]
    assert {row[0] for row in answers} == {"A1", "A2"}  # nobody filled in the second Bolt
    assert wrong == (0,)


def test_a_form_for_anybody_takes_the_company_by_the_name_it_writes(tmp_path: Path) -> None:
    path = _filled(tmp_path, voice_form_xlsx(words_in("zh")), {
        "问卷": {"CO": "甲公司", "DT": dt.date(2026, 3, 2), "RL1": (7, 4)}})

    [table] = read_file(path, path.name, tmp_path / "scratch")

    assert table.sample == (("", "甲公司", "", "2026-03-02", "reliability", "4", "7", "", "7"),)


def test_the_page_to_print_asks_every_statement_and_escapes_names() -> None:
    words = words_in("en")

    page = voice_form_html(words, [Addressee("A1", "<Acme & Co>")])

    assert [item.code for item in ITEMS if words(f"voice.item.{item.code}") not in page] == []
    assert "&lt;Acme &amp; Co&gt;" in page
    assert "http" not in page


def test_the_questionnaire_asks_each_of_the_eight_drivers_twice_and_how_much_it_matters() -> None:
    assert [item.driver for item in ITEMS] == [driver for driver in SURVEY_DRIVERS for _ in range(2)]
    assert tuple(IMPORTANT.values()) == SURVEY_DRIVERS
    assert len(DRIVER_OF_CODE) == 17
