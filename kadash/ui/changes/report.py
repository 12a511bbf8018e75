"""The weekly file: everything that changed, as a workbook or as a page that fetches nothing."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kadash.answers import Asked
from kadash.answers.changes import Changes
from kadash.exports.changes import FORMATS, MIMES, changes_file, changes_file_name
from kadash.ui.frame import Page
from kadash.ui.taken import taken


def report(page: Page, asked: Asked, found: Changes) -> None:
    """A button that opens the formats; the file is made when it is asked for."""
    words = page.words
    if not found.changes:
        return
    with st.popover(words("changes.report"), type="tertiary", key="changes_report"):
        st.caption(words("changes.report.about"))
        for format_ in FORMATS:
            st.download_button(
                words(f"changes.report.{format_}"), data=taken(
                    partial(changes_file, asked, found, format_, words), f"changes.{format_}",
                    lambda: [one.account_id for one in found.changes if one.account_id]),
                file_name=changes_file_name(found, format_, words), mime=MIMES[format_], on_click="ignore",
                key=f"changes_{format_}")
