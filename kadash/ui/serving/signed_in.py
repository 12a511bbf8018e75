"""Who asks for what travels beside the websocket: a page's pictures, files and uploads.

Streamlit gives and takes them without asking who is there; here whoever asks must have signed in and have a role.
"""

from __future__ import annotations

import json
import time

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from kadash.errors import KadashError
from kadash.loads.grants import viewer_now
from kadash.ui import session, sign_in
from kadash.ui.home import home
from kadash.ui.serving.asgi import Message
from kadash.ui.serving.setup import Setup


def by_cookie(scope: Message) -> str | None:
    """Who is signed in by the request's cookie at this moment, not signed out since; None: nobody."""
    found = _get_signed_cookie_with_chunks(HTTPConnection(scope).cookies, USER_COOKIE_NAME)
    return None if found is None else sign_in.identity_of_claims(json.loads(found), time.time())


def by_proxy(scope: Message, setup: Setup) -> str | None:
    """Whom the proxy names in the request's header; None: nobody."""
    client = scope.get("client")
    named = Headers(scope=scope).getlist(setup.proxy_header)
    return sign_in.identity_of_header(named, str(client[0]) if client else None)


def why_not(scope: Message, setup: Setup) -> str | None:
    """The code of the sentence that says why a request gets no file and brings none; None where it may."""
    if setup.sign_in == "alone":
        return None
    identity = by_cookie(scope) if setup.sign_in == "oidc" else by_proxy(scope, setup)
    return "not_signed_in" if identity is None else None if has_role(identity) else "no_role"


def has_role(identity: str) -> bool:
    """Whether a person is granted anything today: who is not has no page either, so no file of one."""
    try:
        viewer_now(home(), identity, session.today())
    except KadashError:
        return False
    return True

