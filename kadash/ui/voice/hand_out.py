"""The questionnaire to hand out: for whom, in which language, as a workbook or to print."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.voice.addressees import addressees
from kadash.exports.voice_form import Addressee, voice_form_html, voice_form_xlsx
from kadash.language import Words, words_in
from kadash.ui import session
from kadash.ui.cache import kept
from kadash.ui.taken import taken

LANGUAGES = ("zh", "en")


def hand_out(words: Words, asked: Asked | None, opened: bool) -> None:
    """Nothing is asked of the server until a button is pressed."""
    with st.expander(words("voice.hand_out"), expanded=opened):
        st.markdown(words("voice.hand_out.about"))
        listed = kept(addressees, asked) if asked is not None else []
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        with left:
            names = dict(listed)
            chosen = st.multiselect(words("voice.hand_out.whom"), [one for one, _ in listed], key="voice_whom",
                                    format_func=lambda one: f"{names[one]} · {one}",
                                    placeholder=words("voice.hand_out.anybody")) if listed else []
        with right:
            language = st.segmented_control(
                words("voice.hand_out.language"), LANGUAGES, key="voice_language", default=session.language(),
                format_func=lambda one: words(f"voice.language.{one}"), required=True)
        to = [Addressee(one, names[one]) for one in chosen] or [Addressee()]
        told = words_in(str(language or words.language))
        with st.container(horizontal=True):
            st.download_button(
                words("voice.hand_out.xlsx"), file_name="questionnaire.xlsx",
                data=taken(lambda: voice_form_xlsx(told, to), "questionnaire.xlsx", lambda: chosen),
                type="primary", on_click="ignore", key="voice_form_xlsx")
            st.download_button(
                words("voice.hand_out.html"),
                data=taken(lambda: voice_form_html(told, to).encode(), "questionnaire.html", lambda: chosen),
                file_name="questionnaire.html", mime="text/html", on_click="ignore", key="voice_form_html")
