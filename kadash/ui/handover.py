"""A review as a file: for whom, in which format and language, of which accounts."""

from __future__ import annotations

import streamlit as st

from kadash.answers import Asked
from kadash.answers.review import ReviewHead, reviews_wanted
from kadash.exports.handover.order import AUDIENCES, FILE_FORMATS, Audience, FileFormat, Order, file_name, hand_over
from kadash.language import LANGUAGES, Words, words_in
from kadash.ui.frame import Page
from kadash.ui.taken import taken

MOST_ACCOUNTS = (5, 10, 20)
_THIS = 0


@st.fragment
def handover(page: Page, asked: Asked, account: ReviewHead) -> None:
    """A button that opens the choices; the file is made when it is asked for, in the language that is chosen."""
    words = page.words
    with st.popover(words("handover.button"), key="handover"):
        st.caption(words("handover.about_button"))
        audience: Audience = st.segmented_control(
            words("handover.audience"), AUDIENCES, default="us", required=True, key="handover_audience",
            format_func=lambda one: words(f"handover.audience.{one}"))
        st.caption(words(f"handover.audience.{audience}_about"))
        file_format: FileFormat = st.segmented_control(
            words("handover.format"), FILE_FORMATS, default="pptx", required=True, key="handover_format",
            format_func=lambda one: words(f"handover.format.{one}"))
        language = st.segmented_control(
            words("handover.language"), LANGUAGES, default=words.language, required=True, key="handover_language",
            format_func=lambda one: words(f"handover.language.{one}"))
        many = st.selectbox(
            words("handover.accounts"), (_THIS, *MOST_ACCOUNTS), key="handover_accounts",
            format_func=lambda count: words("handover.accounts.urgent", count) if count else words(
                "handover.accounts.this"))
        if many and audience == "customer":
            st.caption(words("handover.many_customer"))
        order = Order(_accounts(asked, account, int(many)), audience, file_format)
        name = _name(asked, account, order, words_in(language))
        st.download_button(
            words("handover.download"), data=taken(
                lambda: hand_over(asked, page.home, order, words_in(language)).content, f"handover.{order.format}",
                lambda: order.account_ids),
            file_name=name, type="primary", on_click="ignore",
            key="handover_download")


def _accounts(asked: Asked, account: ReviewHead, many: int) -> tuple[str, ...]:
    """The account that is looked at, or so many of those that want a review most."""
    if not many:
        return (account.account_id,)
    return tuple(str(account_id) for account_id in reviews_wanted(asked, many).rows["account_id"])


def _name(asked: Asked, account: ReviewHead, order: Order, words: Words) -> str:
    """The name that the file will have: it tells a file for us from one for the customer."""
    day, many = asked.as_of.isoformat(), len(order.account_ids)
    if many > 1:
        return file_name("kadash", day, "zip") if order.audience == "customer" else file_name(
            words("handover.title.us_many", many), day, order.format)
    return file_name(words(f"handover.title.{order.audience}", account=account.account_name), day, order.format)
