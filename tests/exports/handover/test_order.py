"""Ordering a file: of one account or several, from the page's scope, on the page and in the terminal."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.review import reviews_wanted
from kadash.cli import main
from kadash.errors import KadashError
from kadash.exports.handover.order import Order, file_name, hand_over
from kadash.language import words_in
from kadash.store import Home
from tests.exports.handover.documents import says

EN = words_in("en")


@pytest.fixture(scope="module")
def wanted(asked: Asked) -> tuple[str, ...]:
    return tuple(reviews_wanted(asked, 3).rows["account_id"])


def test_a_deck_of_several_accounts_opens_with_their_list(asked: Asked, sample_home: Home, wanted: tuple[str, ...]):
    made = hand_over(asked, sample_home, Order(wanted, "us", "pptx"), EN)

    first, *rest = (slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(made.content)).slides)
    assert first.startswith("3 accounts, ") and len(rest) > 20
    assert made.name == "Review of 3 accounts 2026-09-30.pptx"


def test_several_customers_get_a_file_each_and_none_names_another(
        asked: Asked, sample_home: Home, wanted: tuple[str, ...]):
    made = hand_over(asked, sample_home, Order(wanted, "customer", "html"), EN)

    names = dict(asked.generation.rows("select account_id, account_name from mart.account"))
    with zipfile.ZipFile(io.BytesIO(made.content)) as packed:
        said = [says(packed.read(name), "html") for name in packed.namelist()]
    assert made.name == "kadash 2026-09-30.zip" and len(said) == 3
    for account_id, page in zip(wanted, said, strict=True):
        assert [name for name in names.values() if name in page] == [names[account_id]]


def test_an_account_that_is_not_for_the_viewers_eyes_is_as_if_it_were_not_there(
        asked: Asked, sample_home: Home, wanted: tuple[str, ...]):
    nobodys = Asked(asked.generation, Scope.of_owners("nobody"))

    for asking, account_id in ((nobodys, wanted[0]), (asked, "no such number")):
        with pytest.raises(KadashError) as refused:
            hand_over(asking, sample_home, Order((account_id,), "us", "html"), EN)
        assert (refused.value.code, refused.value.facts) == ("handover_no_account", {"account": account_id})


@pytest.mark.parametrize(("title", "name"), [
    ("客户评审：昆明华源（集团）", "客户评审 昆明华源（集团） 2026-09-30.pdf"),
    ("../../etc/passwd", "etc passwd 2026-09-30.pdf"), ("CON: a\\b|c?*", "CON a b c 2026-09-30.pdf"),
])
def test_a_files_name_is_one_that_every_file_system_takes(title: str, name: str):
    assert file_name(title, "2026-09-30", "pdf") == name


def test_the_terminal_writes_the_file_and_says_where(
        sample_home: Home, wanted: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code = main(["handover", wanted[0], "--for", "customer", "--format", "xlsx", "--out", str(tmp_path / "out"),
                 "--data", str(sample_home.path), "--lang", "en", "--json"])

    said = json.loads(capsys.readouterr().out)
    written, = (tmp_path / "out").iterdir()
    assert (code, said) == (0, {"file": str(written), "accounts": [wanted[0]], "for": "customer"})
    assert written.suffix == ".xlsx" and written.name.startswith("Working together ")


def test_the_plan_in_the_journal_is_in_the_file(asked: Asked, tmp_path: Path, wanted: tuple[str, ...]):
    home = Home(tmp_path / "home")
    home.journal().put("plan", wanted[0], {"goal": "halve their standstill", "actions": []}, author="Li",
                       at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))

    made = hand_over(asked, home, Order((wanted[0],), "us", "html"), EN)

    assert "Goal: halve their standstill" in says(made.content, "html")
