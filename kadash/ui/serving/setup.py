"""How this server is set up, read once at its start from the environment, Streamlit's settings and its secrets."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
OPTIONS_READ = ("client.showErrorDetails", "server.enableXsrfProtection", "server.enableCORS",
                "server.enableAgentApi", "server.enableStaticServing", "global.developmentMode")


@dataclass(frozen=True)
class Setup:
    """What the guard judges and the doorkeeper goes by.

    sign_in: the word of KADASH_SIGN_IN; address: where the server listens, empty for everywhere; hosts: the names it
    answers to; auth: the section [auth] of the secrets; forwarded: what uvicorn believes headers about addresses of.
    """

    sign_in: str = "alone"
    address: str = "127.0.0.1"
    hosts: tuple[str, ...] = ()
    name: str = ""
    auth: Mapping[str, Any] = field(default_factory=dict)
    hours: str = ""
    proxy_header: str = ""
    proxies: tuple[str, ...] = ()
    forwarded: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def listens_here_only(self) -> bool:
        """Whether nobody but this machine can connect."""
        return is_loopback(self.address)


def setup() -> Setup:
    """What this process was started with; of several behind one address, what they were started with together."""
    asked, told = os.environ, _told()
    named = config.is_manually_set("browser.serverAddress")
    return Setup(
        sign_in=asked.get("KADASH_SIGN_IN", "").strip().lower() or "alone",
        address=str(told.get("address", config.get_option("server.address") or "")),
        hosts=tuple(str(host).strip().lower() for host in config.get_option("server.allowedHosts") or ()),
        name=str(config.get_option("browser.serverAddress")) if named else "",
        auth=_auth(),
        hours=asked.get("KADASH_SIGN_IN_HOURS", "").strip(),
        proxy_header=asked.get("KADASH_PROXY_USER_HEADER", "").strip(),
        proxies=listed(asked.get("KADASH_TRUSTED_PROXIES", "")),
        forwarded=told.get("forwarded", asked.get("FORWARDED_ALLOW_IPS")),
        options={name: config.get_option(name) for name in OPTIONS_READ},
    )


def listed(text: str) -> tuple[str, ...]:
    """The parts of a comma separated list.

    >>> listed(" 10.0.0.1, ,10.1.0.0/16")
    ('10.0.0.1', '10.1.0.0/16')
    """
    return tuple(part.strip() for part in text.split(",") if part.strip())


def is_loopback(address: str) -> bool:
    """Whether an address or name means this machine alone; a name other than localhost does not.

    >>> [is_loopback(address) for address in ("localhost", "127.0.0.2", "::1", "0.0.0.0", "::", "", "kadash.lan")]
    [True, True, True, False, False, False, False]
    """
    if address == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def _told() -> Mapping[str, Any]:
    """What `python -m kadash serve` tells its processes: the address at which nginx listens before them, and what the
    setup says of forwarded addresses; the process itself believes nginx about these."""
    found: Mapping[str, Any] = json.loads(os.environ.get("KADASH_SERVED", "{}"))
    return found


def _auth() -> Mapping[str, Any]:
    if not secrets_singleton.load_if_toml_exists():
        return {}
    section = secrets_singleton.get("auth")
    return dict(section) if isinstance(section, Mapping) else {}
