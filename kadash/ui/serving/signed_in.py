"""Whether a request comes with the cookie of a sign-in that holds.

A page's pictures, files and uploads travel beside the websocket, so that Streamlit gives and takes them without asking
who is there.
"""

from __future__ import annotations

import json
import time

from starlette.requests import HTTPConnection
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from kadash.ui import sign_in
from kadash.ui.serving.asgi import Message


def by_cookie(scope: Message) -> bool:
    """Whether somebody is signed in by the request's cookie, not signed out since, at this moment."""
    found = _get_signed_cookie_with_chunks(HTTPConnection(scope).cookies, USER_COOKIE_NAME)
    if found is None:
        return False
    return sign_in.identity_of_claims(json.loads(found), time.time()) is not None

