"""A file without names of columns: refused as that, read as a person says, and not taken for another one like it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.intake.read import read_file
from kadash.intake.reading import fingerprint
from kadash.intake.recognise import corrected
from kadash.intake.text_table import TextTable
from kadash.loads import FileGiven
from kadash.loads.intake import refuse_if_nothing_usable
from tests.loads.builders import TODAY, taken_in

RealData = Callable[[str], Path]
COLUMNS = {1: "account_id", 2: "order_date", 3: "quantity", 4: "amount"}


@pytest.mark.real
def test_the_sample_of_cdnow_alone_is_refused_for_its_header_and_agrees_once_its_columns_are_said(
        real_data: RealData, tmp_path: Path) -> None:
    path = real_data("cdnow") / "CDNOW_sample.txt"
    known = json.loads(real_data("facts.json").read_text("utf-8"))["cdnow_sample"]
    file = FileGiven(path, path.name)
    [text] = read_file(path, path.name, tmp_path / "scratch")
    said = corrected(text, "order_line", {index: ("order_line", field) for index, field in COLUMNS.items()}, TODAY)

    with taken_in(tmp_path / "unread", file) as (build, core), pytest.raises(KadashError) as refused:
        refuse_if_nothing_usable(build, core)
    with taken_in(tmp_path / "read", file, readings={fingerprint(text): said}) as (build, core):
        lines = build.one("select count(*), count(distinct account_id), sum(amount)::double, "
                          "cast(min(order_date) as varchar), cast(max(order_date) as varchar) from core.order_line")

    assert (refused.value.code, refused.value.facts["file"]) == ("table_without_header", "CDNOW_sample.txt")
    assert [entry.table.reading.why for entry in core.entries] == [None]
    assert lines == (known["rows_used"], known["accounts"], known["revenue"], known["first_date"], known["last_date"])


def test_as_many_columns_without_names_make_no_two_files_one() -> None:
    lines = TextTable("a.txt", None, Path(), ("(A)", "(B)"), (), 0, 2, sample=(("2025-01-02", "5.00"), ("", "7.10")))
    next_month = replace(lines, file="b.txt", sample=(("2025-02-02", "8.00"),))
    others = replace(lines, file="c.txt", sample=(("Acme", "5.00"),))

    assert fingerprint(lines) == fingerprint(next_month) != fingerprint(others)
