"""What the browser is told about every answer: nothing from elsewhere, nothing to elsewhere, no frame around it.

Even a name that reached a page as Markdown could then fetch nothing: the browser refuses.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path

import streamlit

from kadash.ui.serving.asgi import Message

_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def with_security_headers(start: Message, host: str, scripts: tuple[bytes, ...]) -> Message:
    """The start of an answer with the headers that it lacks; `scripts` stand in our own page beside Streamlit's."""
    given = {name for name, _ in start["headers"]}
    wanted = (*_ALWAYS, (b"content-security-policy", _policy(host, scripts)))
    return {**start, "headers": [*start["headers"], *((name, value) for name, value in wanted if name not in given)]}


@lru_cache(maxsize=64)
def _policy(host: str, scripts: tuple[bytes, ...]) -> bytes:
    """What a page may load. Styles are written by scripts everywhere in Streamlit, so inline ones are allowed.

    `host` is one of the names this server answers to; its websocket is named because older browsers do not count it
    as 'self'.
    """
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in (*_streamlits(), *scripts))
    return "; ".join((
        "default-src 'none'", f"script-src 'self' {hashes}", "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:", "font-src 'self' data:", "media-src 'self' blob:",
        f"connect-src 'self' ws://{host} wss://{host}", "worker-src 'self' blob:", "frame-src 'self'",
        "manifest-src 'self'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'",
    )).encode("latin-1")


@cache
def _streamlits() -> tuple[bytes, ...]:
    """The scripts that stand in Streamlit's own page."""
    return tuple(_INLINE_SCRIPT.findall(_PAGE.read_bytes()))


def _hash(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()
