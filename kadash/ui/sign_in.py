"""Who looks at a page: the computer's own user, who signed in with the company's account, or whom the proxy names.

Mode, from the environment (docs/server.md says how each is set up):

    KADASH_SIGN_IN              alone (default) | oidc | proxy
    KADASH_IDENTITY_CLAIM       oidc: the claim that is the identity; email (default) counts only where it is confirmed
    KADASH_SIGN_IN_HOURS        oidc: how long a sign-in holds; without it, as long as the provider's token says
    KADASH_PROXY_USER_HEADER    proxy: the header that carries the user's name
    KADASH_TRUSTED_PROXIES      proxy: the addresses or networks whose header is believed, comma separated
"""

from __future__ import annotations

import getpass
import os
import time
from collections.abc import Mapping, Sequence
from enum import StrEnum
from ipaddress import ip_address, ip_network

import streamlit as st

from kadash.access.sign_ins import SignIns
from kadash.errors import KadashError
from kadash.ui.home import home
from kadash.ui.serving.setup import listed

_HOUR_S = 3600


class SignInMode(StrEnum):
    """How kadash knows who is there."""

    ALONE = "alone"
    OIDC = "oidc"
    PROXY = "proxy"


def mode() -> SignInMode:
    """The mode this server was started in; a word that is none of them is a KadashError."""
    wanted = os.environ.get("KADASH_SIGN_IN", "").strip().lower() or SignInMode.ALONE
    if wanted not in list(SignInMode):
        raise KadashError("server_sign_in_mode", found=wanted)
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
    """Whom a provider's claims name, as long as they hold at `now` (seconds since 1970) and nobody signed out."""
    if not still_holds(claims, now):
        return None
    claim = identity_claim()
    if claim == "email" and claims.get("email_verified", True) is not True:
        return None
    return _plain(claims.get(claim))


def still_holds(claims: Mapping[str, object], now: float) -> bool:
    """Whether the claims are of a sign-in that is not over at `now`, and nobody signed out of it."""
    return holds(claims, now) and not sign_ins().has_ended(*_told_apart(claims))


def holds(claims: Mapping[str, object], now: float) -> bool:
    """Whether the claims are of a sign-in whose time is not over at `now`.

    >>> [holds({"is_logged_in": True, "exp": 20}, now) for now in (19, 20)]
    [True, False]
    """
    return claims.get("is_logged_in") is True and now < _ends(claims)


def identity_of_header(values: Sequence[str], peer: str | None) -> str | None:
    """Whom the proxy's header names, where it came once and from a trusted address.

    `peer` is the address of who connected; None is this machine, as Streamlit tells it.
    """
    trusted = listed(os.environ.get("KADASH_TRUSTED_PROXIES", ""))
    return _plain(values[0]) if len(values) == 1 and is_trusted(peer or "127.0.0.1", trusted) else None


def sign_out() -> None:
    """End this sign-in: in this tab, in the others, and for every copy of its cookie."""
    sign_ins().end(*_told_apart(st.user.to_dict()))
    st.logout()


def this_sign_in() -> tuple[object, ...]:
    """What tells this sign-in from every other; behind a proxy, a person's day, since the proxy tells no more."""
    if mode() is SignInMode.OIDC:
        return _told_apart(st.user.to_dict())
    return identity(), time.strftime("%Y-%m-%d")


def sign_ins() -> SignIns:
    """What is remembered of sign-ins."""
    return SignIns(home().path / "sign_ins")


def identity_claim() -> str:
    """The claim of the provider's token that is the identity."""
    return os.environ.get("KADASH_IDENTITY_CLAIM", "").strip() or "email"


def proxy_user_header() -> str:
    """The header that carries the user's name."""
    return os.environ.get("KADASH_PROXY_USER_HEADER", "").strip()


def is_trusted(address: str, proxies: Sequence[str]) -> bool:
    """Whether what connects from `address` may say who the user is.

    >>> [is_trusted(address, ["10.0.0.1", "fd00::/8"]) for address in ("10.0.0.1", "10.0.0.2", "fd00::5", "unix")]
    [True, False, True, False]
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return any(mapped in ip_network(network) for network in proxies)


def _told_apart(claims: Mapping[str, object]) -> tuple[object, ...]:
    """The provider's nonce differs at each sign-in; the rest is for a provider that gives none."""
    return tuple(claims.get(part) for part in ("iss", "sub", "iat", "nonce"))


def _ends(claims: Mapping[str, object]) -> float:
    """The moment at which a sign-in is over: the token's end, or so many hours after it was given."""
    hours = os.environ.get("KADASH_SIGN_IN_HOURS", "").strip()
    name, more_s = ("iat", float(hours) * _HOUR_S) if hours else ("exp", 0.0)
    moment = claims.get(name)
    return float(moment) + more_s if isinstance(moment, int | float) else 0.0


def _plain(name: object) -> str | None:
    return (name.strip().lower() or None) if isinstance(name, str) else None
