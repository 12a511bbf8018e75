"""Who looks at a page: the computer's own user, who signed in with the company's account, or whom the proxy names.

Mode, from the environment (docs/server.md says how each is set up):

    KADASH_SIGN_IN              alone (default) | oidc | proxy
    KADASH_IDENTITY_CLAIM       oidc: the claim that is the identity; email (default) counts only where it is confirmed
    KADASH_PROXY_USER_HEADER    proxy: the header that carries the user's name
    KADASH_TRUSTED_PROXIES      proxy: the addresses or networks whose header is believed, comma separated
"""

from __future__ import annotations

import getpass
import os
import time
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address, ip_network

import streamlit as st

from kadash.errors import KadashError


class SignInMode(StrEnum):
    """How kadash knows who is there."""

    ALONE = "alone"
    OIDC = "oidc"
    PROXY = "proxy"


def mode() -> SignInMode:
    """The mode this server was started in; a word that is none of them is a KadashError."""
    wanted = os.environ.get("KADASH_SIGN_IN", "").strip().lower() or SignInMode.ALONE
    if wanted not in list(SignInMode):
        raise KadashError("sign_in_mode", found=wanted, expected=", ".join(SignInMode))
    return SignInMode(wanted)


def identity() -> str | None:
    """Who is there, or None where nobody has signed in or the sign-in is over; read anew at every run.

    Alone: the name of the computer's user. Otherwise in small letters, as the grants name people.
    """
    match mode():
        case SignInMode.ALONE:
            return getpass.getuser()
        case SignInMode.OIDC:
            return identity_of_claims(st.user.to_dict(), time.time())
        case SignInMode.PROXY:
            return identity_of_header(st.context.headers.get_all(proxy_user_header()), st.context.ip_address)


def identity_of_claims(claims: Mapping[str, object], now: float) -> str | None:
    """Whom a provider's claims name, as long as they hold at `now` (seconds since 1970).

    >>> identity_of_claims({"is_logged_in": True, "email": "Li@example.com", "exp": 20}, now=19)
    'li@example.com'
    >>> identity_of_claims({"is_logged_in": True, "email": "Li@example.com", "exp": 20}, now=20) is None
    True
    """
    expires = claims.get("exp")
    if claims.get("is_logged_in") is not True or not isinstance(expires, int | float) or expires <= now:
        return None
    claim = os.environ.get("KADASH_IDENTITY_CLAIM", "").strip() or "email"
    if claim == "email" and claims.get("email_verified", True) is not True:
        return None
    return _plain(claims.get(claim))


def identity_of_header(values: list[str], peer: str | None) -> str | None:
    """Whom the proxy's header names, where it came once and from a trusted address.

    `peer` is the address of who connected; None is this machine, as Streamlit tells it.
    """
    return _plain(values[0]) if len(values) == 1 and is_trusted(peer or "127.0.0.1") else None


def proxy_user_header() -> str:
    """The header that carries the user's name."""
    return os.environ.get("KADASH_PROXY_USER_HEADER", "").strip()


def is_trusted(address: str) -> bool:
    """Whether what connects from `address` may say who the user is."""
    trusted = [part.strip() for part in os.environ.get("KADASH_TRUSTED_PROXIES", "").split(",") if part.strip()]
    return any(ip_address(address) in ip_network(network) for network in trusted)


def _plain(name: object) -> str | None:
    return (name.strip().lower() or None) if isinstance(name, str) else None
