"""The browser is told where the server is, and nothing else on the way is touched."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kadash.ui.server import RootKnown


def served(answer: bytes, kind: bytes, accept: bytes, status: int = 200) -> tuple[dict[str, Any], bytes]:
    """What the browser gets for a request that Streamlit would answer so."""
    sent: list[dict[str, Any]] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status,
                    "headers": [(b"content-type", kind), (b"content-length", str(len(answer)).encode())]})
        await send({"type": "http.response.body", "body": answer[:5], "more_body": True})
        await send({"type": "http.response.body", "body": answer[5:]})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "headers": [(b"accept", accept), (b"accept-encoding", b"gzip")]}
    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have left its loop in this thread
        apart.submit(lambda: asyncio.run(RootKnown(streamlit)(scope, receive, send))).result()
    return dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


def test_a_page_is_told_that_its_server_is_at_the_root() -> None:
    page = b"<html><head><title>x</title></head></html>"

    headers, body = served(page, b"text/html; charset=utf-8", b"text/html,*/*")

    assert b'BACKEND_BASE_URL:location.origin+"/"' in body and body.endswith(b"<title>x</title></head></html>")
    assert headers[b"content-length"] == str(len(body)).encode()


def test_whatever_is_no_page_passes_as_it_is() -> None:
    script = b"let head = '<head>'"

    assert served(script, b"text/javascript", b"*/*")[1] == script
    assert served(script, b"text/javascript", b"text/html")[1] == script
    assert served(b"<head>gone", b"text/html", b"text/html", status=404)[1] == b"<head>gone"
