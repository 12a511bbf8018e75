"""The words of ASGI: what a request, its answer and an app that serves it are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Served = Callable[[Message, Receive, Send], Awaitable[None]]


def header(scope: Message, name: bytes) -> str | None:
    """The first value of a request's header, or None."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), None)
