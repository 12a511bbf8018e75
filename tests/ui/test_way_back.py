"""A page asked for before signing in is found after it, and nothing but a page of ours."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kadash.ui.serving import signed_in
from kadash.ui.serving.way_back import WayBack

SIGNED_IN = (b"set-cookie", b"_streamlit_user=2|x; HttpOnly; Max-Age=2592000; Path=/")


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_in, "by_cookie", lambda scope: False)


def told(path: str, query: str = "", cookie: str = "", status: int = 200, *more: tuple[bytes, bytes], referer: str = ""
         ) -> list[tuple[bytes, bytes]]:
    """The headers of the answer to a request, which was `status` with a way to the root."""
    sent: list[Any] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [(b"location", b"/"), *more]})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(),
             "headers": [(b"accept", b"text/html"), (b"cookie", cookie.encode()), (b"host", b"kadash.lan"),
                         *([(b"referer", referer.encode())] if referer else [])]}
    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have left its loop in this thread
        apart.submit(lambda: asyncio.run(WayBack(streamlit)(scope, None, send))).result()  # type: ignore[arg-type]
    return list(sent[0]["headers"])


def test_a_page_asked_for_without_a_sign_in_waits_in_a_cookie() -> None:
    assert told("/review", "account=A%201&lang=zh")[-1] == (
        b"set-cookie", b"kadash_wanted=%2Freview%3Faccount%3DA%25201%26lang%3Dzh; Max-Age=600; Path=/; HttpOnly; "
                       b"SameSite=Lax")


@pytest.mark.parametrize(("left", "waits"), [
    ("https://kadash.lan/review?account=A1&lang=zh", b"%2Freview%3Faccount%3DA1%26lang%3Dzh"),
    ("https://kadash.lan/?lang=zh", b"%2F%3Flang%3Dzh"), ("https://kadash.lan", b"%2F")])
def test_what_was_chosen_beside_the_button_waits_too(left: str, waits: bytes) -> None:
    headers = told("/auth/login", "", "", 302, referer=left)

    assert headers[-1][1].startswith(b"kadash_wanted=" + waits + b"; Max-Age=600")


@pytest.mark.parametrize("left", ["", "https://evil.example/review", "https://kadash.lan//evil.example/", "x"])
def test_no_other_place_is_taken_for_the_page_that_was_left(left: str) -> None:
    assert told("/auth/login", "", "", 302, referer=left) == [(b"location", b"/")]


def test_neither_a_file_nor_a_failure_waits() -> None:
    assert told("/media/x") == told("/static/js/x.js") == told("/overview", status=500) == [(b"location", b"/")]


def test_who_is_signed_in_gets_no_cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_in, "by_cookie", lambda scope: True)

    assert told("/review") == [(b"location", b"/")]


def test_the_way_back_from_the_provider_leads_to_it() -> None:
    headers = told("/oauth2callback", "", "kadash_wanted=%2Freview%3Faccount%3DA%25201%26lang%3Dzh", 302, SIGNED_IN)

    assert headers[0] == (b"location", b"/review?account=A%201&lang=zh")
    assert headers[-1][1].startswith(b"kadash_wanted=; Max-Age=0")


@pytest.mark.parametrize("wanted", ["//evil.example/x", "https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "/%5Cevil",
                                    "/review%0d%0aSet-Cookie:x", "", "/" + "a" * 2000])
def test_no_other_place_is_led_to(wanted: str) -> None:
    assert told("/oauth2callback", "", f"kadash_wanted={wanted}", 302, SIGNED_IN) == [(b"location", b"/"), SIGNED_IN]


def test_who_did_not_get_in_is_led_nowhere() -> None:
    assert told("/oauth2callback", "", "kadash_wanted=%2Freview", 302) == [(b"location", b"/")]
