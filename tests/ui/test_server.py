"""The browser is told where the server is, and nothing else on the way is touched."""

import asyncio
import errno
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from streamlit.file_util import get_static_dir

from bench.in_browser import Apps
from kadash.store import Home
from kadash.ui import server
from kadash.ui.server import RootKnown
from tests.conftest import ROOT


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


def test_a_server_before_a_closed_data_folder_starts_and_says_what_to_do(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(_: Home) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setenv("KADASH_DATA", str(tmp_path))
    monkeypatch.setattr(server, "note_after_a_kill", refused)
    monkeypatch.setattr(server, "keep_values_out_of_logs", lambda: None)
    monkeypatch.setattr(server.Ready, "begin", lambda self: None)
    monkeypatch.setattr("locale.getlocale", lambda: ("en_GB", "UTF-8"))

    server.get_ready()

    said = capsys.readouterr().err
    assert said.startswith("kadash: The data folder cannot be written to") and "Give the user who runs kadash" in said


def test_the_server_ends_though_a_browser_fell_asleep_over_an_answer(tmp_path: Path) -> None:
    largest = max((Path(get_static_dir()) / "static" / "js").glob("*.js"), key=lambda file: file.stat().st_size)
    app = Apps()
    at = urlsplit(app.start(ROOT / "app.py", tmp_path / "data", tmp_path / "app.log"))
    with socket.create_connection((at.hostname, at.port)) as asleep:
        asleep.sendall(f"GET /static/js/{largest.name} HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode())
        assert asleep.recv(12) == b"HTTP/1.1 200"

        app.__exit__()  # fails where the server runs on after a minute: left to itself, as long as the browser sleeps

        assert "Cancel 1 running task" in (tmp_path / "app.log").read_text("utf-8")
