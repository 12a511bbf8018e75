"""A browser tab without a browser: it speaks Streamlit's own protocol over a websocket, as the page does.

A tab is one session of the app. It is some fifty times lighter than a browser, so that a test can look at a hundred
pages in a minute or run twenty people at once (one thread a tab; a tab is not shared between threads).

    with Tab("http://127.0.0.1:8501", headers={"X-User": "rep@company"}) as tab:
        screen = tab.open("accounts", q="steel")            # deep link: path and query as in the address bar
        screen = tab.go("review", account="A-7")            # another page of the same session
        screen = tab.set("Search", "harbour")               # a widget by its key or label, and its new value
        screen = tab.click("save")                          # a button by its key or label
        name, body = tab.download("accounts.csv")           # a download by its key, label
        tab.beat()                                          # what a page's timers would ask for by now
        screen.text, screen.errors, screen.widgets, tab.query, tab.page, tab.heard

Every call waits for the end of the run that it caused and gives the screen after it (`tab.screen`), TimeoutError where
it does not end within `patience_s`. `tab.heard` has everything the server sent to this tab, websocket and downloads.
"""

from __future__ import annotations

import http.client
import time
import urllib.parse
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.sessions.heard import Heard
from tests.sessions.screen import Screen, Widget

PATIENCE_S = 60.0
_XSRF = "_streamlit_xsrf"
_DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
         ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
"""Ends after which the server waits for the tab; any other end is followed by another run."""


class Tab:
    """One session. `headers` go with every request, as a reverse proxy would add them; `cookies` as a browser's."""

    def __init__(self, address: str, headers: Mapping[str, str] | None = None, *,
                 cookies: Mapping[str, str] | None = None, language: str = "en", patience_s: float = PATIENCE_S
                 ) -> None:
        self.address = address.rstrip("/")
        self.headers = dict(headers or {})
        self.cookies = dict(cookies or {})
        self.language = language
        self.patience_s = patience_s
        self.heard = Heard()
        self.screen = Screen()
        self.page, self.query, self.session_id = "", "", ""
        self.pages: dict[str, str] = {}
        """Path to the hash by which the server knows the page."""
        self._page_hash = ""
        self._timers: dict[str, float] = {}
        if _XSRF not in self.cookies:
            self.fetch("/_stcore/health")
        self._opened = ExitStack()
        self._socket = self._opened.enter_context(connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream", max_size=None, compression=None,
            ping_interval=None,  # on a busy machine an answer may take longer than a ping waits
            subprotocols=[Subprotocol("streamlit"), Subprotocol(self.cookies.get(_XSRF, "none"))],
            origin=Origin(self.address), additional_headers={**self.headers, **self._cookie_header()}))

    def __enter__(self) -> Tab:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        self.close()

    def close(self) -> None:
        """Close the tab; the server forgets its session some time later."""
        self._opened.close()

    def open(self, path: str = "", query: str | None = None, **parts: str) -> Screen:
        """The page of a deep link, as the first thing a new tab asks for; `query` as it stands, or its parts."""
        self.page, self._page_hash = path, ""
        return self._ask_for(query, parts)

    def go(self, path: str, query: str | None = None, **parts: str) -> Screen:
        """Another page of the menu, in the same session; the widgets of the page before are gone."""
        self.page, self._page_hash = path, self.pages[path]
        return self._ask_for(query, parts)

    def set(self, name: str, value: Any) -> Screen:
        """Give a widget (by key or label) a value: text, number, bool, a date, the words of an option, or a list.

        What stands in a form waits for the form's button, as in a browser.
        """
        widget = self.screen.widget(name)
        self.screen.given[widget.id] = widget.state(value)
        return self.screen if widget.form_id else self._rerun(widget)

    def click(self, name: str) -> Screen:
        """Press a button (by key or label)."""
        widget = self.screen.widget(name)
        return self._rerun(widget, pressed=widget)

    def select(self, name: str, selection: str) -> Screen:
        """Choose in a table or a chart, by its key: the selection as the page writes it, JSON."""
        return self.set(name, selection)

    def download(self, name: str) -> tuple[int, bytes]:
        """The status and the bytes of a download (by key or label), made now where the page makes it when asked."""
        button = self.screen.widget(name).element
        return self.fetch(button.url if button.url else self._made(button.deferred_file_id))

    def beat(self) -> Screen:
        """Let every timer of the page ring once."""
        for fragment in list(self._timers):
            self._send_rerun(fragment=fragment, timer=True)
            self._wait()
        return self.screen

    def fetch(self, path: str) -> tuple[int, bytes]:
        """Status and body of a path of the server, asked for with this tab's headers and cookies."""
        parts = urllib.parse.urlsplit(self.address)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.netloc, timeout=self.patience_s)
        try:
            connection.request("GET", path, headers={**self.headers, **self._cookie_header()})
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        self.heard.fetched(path, body)
        return answer.status, body

    def _ask_for(self, query: str | None, parts: Mapping[str, str]) -> Screen:
        self.query = query if query is not None else urllib.parse.urlencode({"lang": self.language, **parts})
        self.screen.given.clear()
        self._timers.clear()
        self._send_rerun()
        return self._wait()

    def _rerun(self, widget: Widget, pressed: Widget | None = None) -> Screen:
        self._send_rerun(widget.fragment, pressed)
        return self._wait()

    def _send_rerun(self, fragment: str = "", pressed: Widget | None = None, timer: bool = False) -> None:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash, asked.fragment_id = self.query, self._page_hash, fragment
        asked.page_name = "" if self._page_hash else self.page
        asked.is_auto_rerun = timer
        asked.context_info.url = f"{self.address}/{self.page}"
        asked.context_info.locale = self.language
        asked.context_info.timezone = "Etc/UTC"
        asked.widget_states.widgets.extend(self.screen.given.values())
        if pressed is not None:
            asked.widget_states.widgets.append(pressed.state(True))
        self._socket.send(message.SerializeToString())

    def _wait(self) -> Screen:
        """Read until the run is over; what the page before had and this one has not is gone from the screen then."""
        limit = time.monotonic() + self.patience_s
        while True:
            message = self._receive(limit)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._begin(message)
            elif kind == "delta":
                self.screen.draw(message)
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
                self._page_hash = message.navigation.page_script_hash
                self.page = next((path for path, known in self.pages.items() if known == self._page_hash), self.page)
            elif kind == "auto_rerun":
                self._timers[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            elif kind == "script_finished" and message.script_finished in _DONE:
                self.screen.end()
                return self.screen

    def _begin(self, message: ForwardMsg) -> None:
        self.session_id = message.new_session.initialize.session_id or self.session_id
        fragments = list(message.metadata.run.fragment_ids)
        if not fragments:
            self._timers.clear()
        self.screen.begin(fragments)

    def _receive(self, limit: float) -> ForwardMsg:
        """The next message, kept in `heard` as it came; TimeoutError after the limit."""
        frame = self._socket.recv(timeout=max(0.0, limit - time.monotonic()))
        raw = frame if isinstance(frame, bytes) else frame.encode()
        message: ForwardMsg = ForwardMsg.FromString(raw)
        self.heard.framed(raw, message)
        return message

    def _made(self, file_id: str) -> str:
        """The address of a download that is made when asked for."""
        request = BackMsg()
        request.backend_operation_request.request_id = uuid.uuid4().hex
        request.backend_operation_request.session_id = self.session_id
        request.backend_operation_request.deferred_file.file_id = file_id
        self._socket.send(request.SerializeToString())
        limit = time.monotonic() + self.patience_s
        while True:
            message = self._receive(limit)
            if message.WhichOneof("type") == "backend_operation_response":
                answer = message.backend_operation_response
                if answer.error_msg:
                    raise RuntimeError(answer.error_msg)
                return answer.deferred_file.url

    def _cookie_header(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
