"""The guard at the start: a server that would show figures to whoever connects does not start, and says what to set."""

from __future__ import annotations

import locale
import sys
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from itertools import chain
from urllib.parse import urlsplit

from kadash.errors import KadashError
from kadash.language import Words, words_in
from kadash.ui.serving.setup import Setup, is_loopback

NOT_STARTED = 2
SHORTEST_SECRET = 32
_LONGEST_HOURS = 30 * 24
"""As long as Streamlit's cookie lives."""
_SAFE = {"client.showErrorDetails": "none", "server.enableXsrfProtection": True, "server.enableCORS": True,
         "server.enableAgentApi": False, "server.enableStaticServing": False, "global.developmentMode": False}
"""What Streamlit's own switches must say on a server of several people."""
_PROVIDER = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")


def refuse_or_pass(setup: Setup) -> None:
    """Nothing where this server may start; else what to set, in a sentence a problem, and the end with code 2."""
    found = problems(setup)
    if not found:
        return
    words = terminal_words()
    sys.stderr.write("".join(f"kadash: {words.of_error(problem)}\n" for problem in found))
    raise SystemExit(NOT_STARTED)


def terminal_words() -> Words:
    """The words in which a server speaks to who starts it."""
    return words_in("zh" if (locale.getlocale()[0] or "").startswith("zh") else "en")


def problems(setup: Setup) -> list[KadashError]:
    """What stands against starting, each with what to set; none where the server may start."""
    judge = _OF_MODE.get(setup.sign_in)
    if judge is None:
        return [KadashError("server_sign_in_mode", found=setup.sign_in)]
    return list(judge(setup))


def _alone(setup: Setup) -> Iterator[KadashError]:
    if not setup.listens_here_only:
        yield KadashError("server_alone_public", address=setup.address or "0.0.0.0")


def _oidc(setup: Setup) -> Iterator[KadashError]:
    sections = [value for value in setup.auth.values() if hasattr(value, "keys")]
    missing = [key for key in _PROVIDER if not any(section.get(key) for section in (setup.auth, *sections))]
    if missing:
        yield KadashError("server_no_provider", missing=", ".join(missing))
    elif len(str(setup.auth["cookie_secret"])) < SHORTEST_SECRET:
        yield KadashError("server_weak_secret", shortest=SHORTEST_SECRET)
    elif not _comes_back(str(setup.auth["redirect_uri"]), setup.hosts):
        yield KadashError("server_redirect", found=setup.auth["redirect_uri"])
    if setup.hours and not _is_time(setup.hours):
        yield KadashError("server_hours", found=setup.hours)


def _comes_back(redirect: str, hosts: tuple[str, ...]) -> bool:
    """Whether the provider's answer reaches this server, and nobody reads it on the way."""
    parts = urlsplit(redirect)
    host = parts.hostname or ""
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    return safe and parts.path.endswith("/oauth2callback") and (not hosts or is_allowed(host, hosts))


def _is_time(hours: str) -> bool:
    try:
        return 0 < float(hours) <= _LONGEST_HOURS
    except ValueError:
        return False


def _proxy(setup: Setup) -> Iterator[KadashError]:
    if not setup.proxy_header or not setup.proxies:
        yield KadashError("server_no_proxy")
    for network in setup.proxies:
        if not _is_network(network):
            yield KadashError("server_bad_proxy", found=network)
    if setup.forwarded != "none":
        yield KadashError("server_forwarded")


def _shared(setup: Setup) -> Iterator[KadashError]:
    if not setup.hosts or "*" in setup.hosts or any("," in host for host in setup.hosts):
        yield KadashError("server_no_hosts")
    if not setup.listens_here_only and not setup.name:
        yield KadashError("server_no_name")
    for option, safe in _SAFE.items():
        if option in setup.options and setup.options[option] != safe:
            yield KadashError("server_option", option=option, found=setup.options[option], safe=safe)


def is_allowed(host: str, hosts: tuple[str, ...]) -> bool:
    """Whether a host name is one of those the server answers to; `*.` stands for any first part.

    >>> [is_allowed(host, ("kadash.lan", "*.example.com")) for host in ("kadash.lan", "a.example.com", "example.com")]
    [True, True, False]
    """
    return any(host.endswith(name[1:]) if name.startswith("*.") else host == name for name in hosts)


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


_OF_MODE: dict[str, Callable[[Setup], Iterator[KadashError]]] = {
    "alone": _alone,
    "oidc": lambda setup: chain(_oidc(setup), _shared(setup)),
    "proxy": lambda setup: chain(_proxy(setup), _shared(setup)),
}
