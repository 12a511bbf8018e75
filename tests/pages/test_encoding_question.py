"""An encoding in doubt is asked with what the names would be; the other answer changes them, and so they are loaded.
An answer that was given and not used yet is never passed over by a load."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.store import Home
from tests.pages.test_data_page_panels import checked, data_page, ended, said

ROWS = ["Customer,Order No.,Order Date,Product,Quantity,Amount", "台灣積體,O1,2026-01-05,Valve,1,100.10",
        "Acme Ltd,O2,2026-02-07,Valve,2,50.05", "台灣積體,O3,2026-02-08,Pipe,3,30.00"]
AS_LATIN = "台灣積體".encode("big5").decode("cp1252")


def test_the_other_encoding_is_chosen_by_its_preview_and_nothing_is_loaded_in_another_than_was_chosen(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, orders = Home(tmp_path / "home"), tmp_path / "orders.csv"
    monkeypatch.setenv("KADASH_DATA", str(home.path))
    orders.write_bytes("\n".join(ROWS).encode("big5"))

    app = data_page("en", checked(home, orders))
    [asked] = app.radio
    assert "1 question only you can answer" in said(app)
    assert (asked.options, asked.value) == (["cp1252", "big5"], "cp1252")
    assert [AS_LATIN[:4] in asked.proto.captions[0], "台灣積體" in asked.proto.captions[1]] == [True, True]
    assert "of the letters beyond the plain alphabet make sense as cp1252" in asked.label
    assert not app.button(key="load_files").disabled

    asked.set_value("big5").run()
    assert app.button(key="load_files").disabled  # what is shown, and would be loaded, rests on the other answer
    assert "use the answers or apply the correction first" in said(app)
    app.button(key="apply_answers").click().run()
    answered = data_page("en", ended(home, app.session_state["job"]))
    assert "1 question answered" in said(answered)
    answered.button(key="load_files").click().run()
    ended(home, answered.session_state["job"])

    generation = home.generation()
    assert generation is not None
    assert generation.rows("select account_name, sum(amount)::double from core.order_line "
                           "join core.account using (account_id) group by all order by all") == [
        ("Acme Ltd", 50.05), ("台灣積體", 130.1)]
    assert generation.rows("select encoding, accepted from meta.source") == [("big5", 3)]
