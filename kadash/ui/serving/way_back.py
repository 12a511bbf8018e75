"""After signing in, the page that was asked for: a link to an account's review leads there, not to the first page.

Streamlit leads everybody back to the root. The address that was asked for waits in a cookie meanwhile; whoever chose
another language beside the button comes back in that one, since the button is asked for from that address.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import HTTPConnection

from kadash.ui.serving import signed_in
from kadash.ui.serving.asgi import Message, Receive, Send, Served, header

COOKIE = "kadash_wanted"
_KEPT_S = 600
_LONGEST = 1500
_PAGE = re.compile(r"/[a-z-]*(\?[^\s\\\x00-\x1f]*)?")
"""A page of ours with its choices: never another host, which would begin with two slashes."""
_CALLBACK, _TO_PROVIDER = "/oauth2callback", "/auth/login"


class WayBack:
    """Remembers the page that somebody asked for before they signed in, and leads them there after."""

    def __init__(self, app: Served) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve a request; a page asked for without a sign-in is remembered, and led to after it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = _OF_PATH.get(scope["path"], _remembered)(scope, message)
            await send(message)

        await self._app(scope, receive, led)


def _remembered(scope: Message, start: Message) -> Message:
    wanted = scope["path"] + (f"?{query}" if (query := scope.get("query_string", b"").decode("latin-1")) else "")
    asks_for_page = scope["method"] == "GET" and "text/html" in (header(scope, b"accept") or "")
    if not asks_for_page or start["status"] != 200 or not is_page(wanted) or signed_in.by_cookie(scope):
        return start
    return _waiting(start, wanted)


def _left(scope: Message, start: Message) -> Message:
    """The page on which somebody pressed the button, with what they chose there: their browser says where it was."""
    left = urlsplit(header(scope, b"referer") or "")
    wanted = f"{left.path or '/'}{'?' if left.query else ''}{left.query}"
    if start["status"] != 302 or left.netloc != header(scope, b"host") or not is_page(wanted):
        return start
    return _waiting(start, wanted)


def _waiting(start: Message, wanted: str) -> Message:
    return _with(start, f"{COOKIE}={quote(wanted, safe='')}; Max-Age={_KEPT_S}; Path=/; HttpOnly; SameSite=Lax")


def _led_back(scope: Message, start: Message) -> Message:
    wanted = unquote(HTTPConnection(scope).cookies.get(COOKIE, ""))
    if start["status"] != 302 or not is_page(wanted) or not _signs_in(start):
        return start
    headers = [(name, wanted.encode("latin-1") if name == b"location" else value) for name, value in start["headers"]]
    return _with({**start, "headers": headers}, f"{COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax")


def is_page(wanted: str) -> bool:
    """Whether an address is a page of this app.

    >>> [is_page(address) for address in ("/review?account=A%201", "/", "//evil.example/", "https://evil.example", "")]
    [True, True, False, False, False]
    """
    return len(wanted) <= _LONGEST and wanted.isascii() and _PAGE.fullmatch(wanted) is not None


def _signs_in(start: Message) -> bool:
    return any(name == b"set-cookie" and value.startswith(b"_streamlit_user=") and b"Max-Age=0" not in value
               for name, value in start["headers"])


def _with(start: Message, cookie: str) -> Message:
    return {**start, "headers": [*start["headers"], (b"set-cookie", cookie.encode("latin-1"))]}


_OF_PATH = {_CALLBACK: _led_back, _TO_PROVIDER: _left}
