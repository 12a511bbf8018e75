"""A tab without a browser, hundreds of them in one process: it speaks Streamlit's protocol over a real websocket.

What `tests/sessions/client.py` is for tests, one thread a tab, this is for load: one task a tab, and no more read of
what comes than who moves a control needs.
"""

from __future__ import annotations

import asyncio
import http.client
import urllib.parse
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.sessions.screen import Screen

PATIENCE_S = 60.0
KEPT_RUNS = 2
"""As long as a browser keeps a message that does not come again."""
_DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
         ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


class Visitor:
    """One session. `async with Visitor(address) as visitor: await visitor.open("what-if", "lang=en")`."""

    def __init__(self, address: str, headers: Mapping[str, str] | None = None) -> None:
        self.address = address
        self.headers = dict(headers or {})
        self.screen = Screen()
        self.received = 0
        """Bytes that came over the websocket."""
        self._query, self._page_hash, self._path = "", "", ""
        self._run_number = 0
        self._known: dict[str, tuple[int, ForwardMsg]] = {}
        """Messages that a browser would have kept, by their hash, and the run that last had them: they come once."""

    async def __aenter__(self) -> Visitor:
        cookies = await asyncio.to_thread(_cookies, self.address, self.headers)
        self._socket: ClientConnection = await connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream", max_size=None, compression=None,
            subprotocols=[Subprotocol("streamlit"), Subprotocol(cookies.get("_streamlit_xsrf", "none"))],
            origin=Origin(self.address), open_timeout=PATIENCE_S,
            additional_headers={
                **self.headers, "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())})
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None,
                        trace: TracebackType | None) -> None:
        await self._socket.close()

    async def open(self, path: str, query: str) -> Screen:
        """The page of a deep link."""
        self._path, self._query = path, query
        return await self._run()

    async def set(self, name: str, value: Any) -> Screen:
        """Give a widget (by key or label) a value, and wait for the end of the run that it causes."""
        widget = self.screen.widget(name)
        self.screen.given[widget.id] = widget.state(value)
        return await self._run(widget.fragment)

    async def _run(self, fragment: str = "") -> Screen:
        self._run_number += 1
        self._known = {name: kept for name, kept in self._known.items() if kept[0] >= self._run_number - KEPT_RUNS}
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash, asked.fragment_id = self._query, self._page_hash, fragment
        asked.page_name = "" if self._page_hash else self._path
        asked.context_info.url = f"{self.address}/{self._path}"
        asked.context_info.locale, asked.context_info.timezone = "en", "Etc/UTC"
        asked.widget_states.widgets.extend(self.screen.given.values())
        asked.cached_message_hashes.extend(self._known)
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while not self._ended(await self._socket.recv()):
                pass
        return self.screen

    def _ended(self, frame: str | bytes) -> bool:
        raw = frame if isinstance(frame, bytes) else frame.encode()
        self.received += len(raw)
        message: ForwardMsg = ForwardMsg.FromString(raw)
        if message.metadata.cacheable:
            self._known[message.hash] = self._run_number, message
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.screen.begin(list(message.metadata.run.fragment_ids))
        elif kind == "delta":
            self.screen.draw(message)
        elif kind == "ref_hash":
            kept = self._known[message.ref_hash][1]
            self._known[message.ref_hash] = self._run_number, kept
            kept.metadata.CopyFrom(message.metadata)
            self.screen.draw(kept)
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "script_finished" and message.script_finished in _DONE:
            self.screen.end()
            return True
        return False


def _cookies(address: str, headers: Mapping[str, str]) -> dict[str, str]:
    """What a browser's first request brings: the token for the websocket, and with which process it stays."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/_stcore/health", headers=dict(headers))
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    return {name: value for cookie in answer.headers.get_all("set-cookie") or ()
            for name, _, value in [cookie.split(";")[0].partition("=")]}
