"""What the server adds to Streamlit: where the browser finds it, and that the menu is ours from the first visit on.

Opened by a deep link such as /pyramid, Streamlit's page first asks /pyramid/_stcore/health, gets a 404, and only then
asks the root. Told the root at once, it asks once, and the browser's console stays clean.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys

from starlette.middleware import Middleware
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
from uvicorn import Server

from kadash.errors import KadashError
from kadash.language import LANGUAGES, catalogue
from kadash.loads.trail import note_after_a_kill
from kadash.logs import keep_values_out_of_logs
from kadash.store import Home
from kadash.store.disk import disk_faults_in_words
from kadash.ui import sign_in
from kadash.ui.home import home as whole_home
from kadash.ui.ready import Ready
from kadash.ui.serving.asgi import Message, Receive, Send, Served
from kadash.ui.serving.doorkeeper import Doorkeeper
from kadash.ui.serving.guard import terminal_words
from kadash.ui.serving.setup import setup
from kadash.ui.serving.way_back import WayBack
from kadash.ui.sign_in import SignInMode

_LAST_ANSWERS_S = 5
_ROOT_SCRIPT = b'window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}'
_ROOT_KNOWN = b"<head><script>" + _ROOT_SCRIPT + b"</script>"


def middleware() -> list[Middleware]:
    """What stands between the browser and Streamlit."""
    way_back = [Middleware(WayBack)] if sign_in.mode() is SignInMode.OIDC else []
    return [Middleware(Doorkeeper, setup, (_ROOT_SCRIPT,)), *way_back, Middleware(RootKnown)]


def get_ready() -> None:
    """What the first visitor need not wait for; called once, before the server answers anybody.

    Until st.navigation first ran, Streamlit would take the files of pages/ for the menu: the first visitor would see
    file names, and a first deep link would run its page without the frame. A browser test holds this.
    """
    keep_values_out_of_logs()
    PagesManager.uses_pages_directory = False
    _tell_sessions_apart(setup().proxy_header)
    _end_in_time()
    for language in LANGUAGES:
        catalogue(language)
    try:
        with disk_faults_in_words():
            _look_after(whole_home())
    except KadashError as error:  # every page says so too, until it is mended; nothing has to be started anew then
        sys.stderr.write(f"kadash: {terminal_words().of_error(error)}\n")
    _leave_what_stays()
    Ready(whole_home()).begin()


def _look_after(home: Home) -> None:
    """Away with what killed loads and old sign-ins left; what the first visitor would wait for is opened."""
    home.sweep()
    sign_in.sign_ins().sweep()
    home.generation()
    note_after_a_kill(home)


def _leave_what_stays() -> None:
    """Streamlit has Python look for garbage among all objects after every run; what was imported and read until here
    (some two hundred thousand of them) is none as long as the server lives, and not looked at again."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else DuckDB counts what is left at the end as leaks, and says so in the terminal


def _end_in_time() -> None:
    """Told to end, uvicorn waits for every connection to be done, without a limit: a browser that fell asleep over an
    answer, or one that asked whether we are back as we left, would keep the server from ending. Streamlit passes no
    limit on; the server that waits for the signal is reached through its handler, and is not there where nobody serves.
    """
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if isinstance(server, Server):
        server.config.timeout_graceful_shutdown = _LAST_ANSWERS_S


def _tell_sessions_apart(proxy_header: str) -> None:
    """A broken connection comes back to its session only for the person whose it was; the proxy's header says who."""
    if proxy_header:
        config.set_option("server.trustedUserHeaders", {proxy_header: "named_by_proxy"})


class RootKnown:
    """Tells Streamlit's page, in its head, that its server is at the root."""

    def __init__(self, app: Served) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve a request; pages get the hint, everything else passes as it is."""
        if scope["type"] != "http" or not _asks_for_page(scope):
            await self._app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _Hinting(send))


def _asks_for_page(scope: Message) -> bool:
    headers = dict(scope["headers"])
    return scope["method"] == "GET" and b"text/html" in headers.get(b"accept", b"")


class _Hinting:
    """Passes a response on, with the hint at the start of its head where it is a page."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if not _is_page(message):
                await self._send(message)
                return
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._body.replace(b"<head>", _ROOT_KNOWN, 1)
        headers = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag")]
        await self._send({**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body, "more_body": False})


def _is_page(start: Message) -> bool:
    kind: bytes = dict(start["headers"]).get(b"content-type", b"")
    return bool(start["status"] == 200 and kind.startswith(b"text/html"))
