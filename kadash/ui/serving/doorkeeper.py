"""The doorkeeper at every request: which host was asked for, from which page, from which address, by whom.

Streamlit asks for the host on websockets only, and looks its own public address up on the internet where a request
comes from a page that it does not know; here such a request is refused before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from kadash.language import words_in
from kadash.ui import sign_in
from kadash.ui.serving import signed_in
from kadash.ui.serving.asgi import Message, Receive, Send, Served, header
from kadash.ui.serving.guard import is_allowed
from kadash.ui.serving.security_headers import with_security_headers
from kadash.ui.serving.setup import LOOPBACK_NAMES, Setup, is_loopback

_HEALTH = "/_stcore/health"
_NOT_HERE = re.compile(r"/_stcore/(metrics|agent|script-health-check)(/|$)")
"""What Streamlit tells about itself and its sessions to whoever asks."""
_BESIDE_PAGES = re.compile(r"/(media|_stcore/upload_file)/")
_POLICY_VIOLATION = 1008


class Doorkeeper:
    """Refuses what must not come in, with a sentence; gives every answer its security headers."""

    def __init__(self, app: Served, setup: Callable[[], Setup], scripts: tuple[bytes, ...]) -> None:
        self._app = app
        self._setup_of = setup
        self._setup: Setup | None = None
        self._scripts = scripts

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve or refuse a request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        self._setup = self._setup or self._setup_of()
        refused = refusal(scope, self._setup)
        host = header(scope, b"host") if refused is None else None

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = with_security_headers(message, host or "localhost", self._scripts)
            await send(message)

        if refused is None:
            await self._app(scope, receive, safely)
        else:
            await _refuse(scope, receive, safely, *refused)


def refusal(scope: Message, setup: Setup) -> tuple[HTTPStatus, str] | None:
    """Why a request does not come in: the status and the code of the sentence; None where it does."""
    path = scope["path"]
    if path == _HEALTH:
        return None
    if _NOT_HERE.match(path):
        return HTTPStatus.NOT_FOUND, "nothing_here"
    if not _came_the_way_of(setup.sign_in, scope, setup):
        return HTTPStatus.FORBIDDEN, f"way_{setup.sign_in}"
    host = _host(header(scope, b"host"))
    if host is None or not is_allowed(host, setup.hosts or LOOPBACK_NAMES):
        return HTTPStatus.FORBIDDEN, "other_host"
    if not _from_our_page(scope):
        return HTTPStatus.FORBIDDEN, "other_page"
    why_not = signed_in.why_not(scope, setup) if _BESIDE_PAGES.match(path) else None
    return (HTTPStatus.FORBIDDEN, why_not) if why_not else None


def _came_the_way_of(mode: str, scope: Message, setup: Setup) -> bool:
    """Alone: to an address of this machine. Behind a proxy: from one that is trusted."""
    if mode == "alone":
        server = scope.get("server")
        return server is None or is_loopback(str(server[0]))
    client = scope.get("client")
    return mode != "proxy" or (client is not None and sign_in.is_trusted(str(client[0]), setup.proxies))


def _from_our_page(scope: Message) -> bool:
    """Whether a request that names the page it comes from comes from one of ours."""
    origin = header(scope, b"origin")
    return origin is None or urlsplit(origin).netloc == header(scope, b"host")


def _host(named: str | None) -> str | None:
    """The name in a Host header without its port, in small letters; None where it is no plain host."""
    if not named or not re.fullmatch(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?", named):
        return None
    return (urlsplit(f"//{named}").hostname or "").rstrip(".")


async def _refuse(scope: Message, receive: Receive, send: Send, status: HTTPStatus, code: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        return
    language = "zh" if (header(scope, b"accept-language") or "").lower().startswith("zh") else "en"
    said = words_in(language)(f"door.{code}").encode()
    await send({"type": "http.response.start", "status": int(status), "headers": [
        (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(said)).encode()),
        (b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": said})
