"""People who each see their own accounts and no others: an owner each, as a proxy before kadash would name them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kadash.access import Grant, Role, Viewer
from kadash.loads.grants import keep_grant
from kadash.store import Home

HEADER = "X-Bench-User"
_SERVED_SO = {"KADASH_SIGN_IN": "proxy", "KADASH_PROXY_USER_HEADER": HEADER, "KADASH_TRUSTED_PROXIES": "127.0.0.1",
              "FORWARDED_ALLOW_IPS": "none", "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1",
              "KADASH_ADMINISTRATORS": "bench"}


def granted(home: Path, most: int) -> list[Mapping[str, str]]:
    """Grants so many owners of the company their accounts, and gives what each one's browser sends; within
    `named_by_a_proxy`, that there is an administrator who may."""
    generation, now = Home(home).generation(), dt.datetime.now(dt.UTC)
    if generation is None:
        raise FileNotFoundError(home)
    chef = Viewer.of_grant("bench", Grant(Role.ADMINISTRATOR), now.date())
    owners = generation.rows(
        "select distinct owner from mart.account where owner is not null order by owner limit $most", most=most)
    for place, (owner,) in enumerate(owners):
        keep_grant(Home(home), f"rep{place}", Grant(Role.REP, owners=(str(owner),)), who=chef, at=now)
    return [{HEADER: f"rep{place}"} for place in range(len(owners))]


@contextmanager
def named_by_a_proxy() -> Iterator[None]:
    """What is served meanwhile believes the header."""
    before = {name: os.environ.get(name) for name in _SERVED_SO}
    os.environ.update(_SERVED_SO)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
