"""What comes in and what does not: hosts, pages, addresses, files without a role; headers on every answer."""

import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kadash.access import Grant, Role, Viewer
from kadash.loads.grants import keep_grant
from kadash.store import Home
from kadash.ui.serving import signed_in
from kadash.ui.serving.doorkeeper import Doorkeeper, refusal
from kadash.ui.serving.setup import Setup

AT = dt.datetime(2026, 9, 30, 9, tzinfo=dt.UTC)
ALONE = Setup()
OIDC = Setup(sign_in="oidc", hosts=("kadash.example.com",))
PROXY = Setup(sign_in="proxy", hosts=("kadash.example.com",), proxies=("10.0.0.1", "10.1.0.0/24"))


def asked(path: str = "/", host: str | None = "127.0.0.1:8501", origin: str | None = None, kind: str = "http",
          client: str | None = "127.0.0.1", server: str | None = "127.0.0.1") -> dict[str, Any]:
    headers = [(name, value.encode()) for name, value in ((b"host", host), (b"origin", origin)) if value is not None]
    return {"type": kind, "path": path, "method": "GET", "headers": headers,
            "client": (client, 1) if client else None, "server": (server, 8501) if server else None}


def refused(setup: Setup, **request: Any) -> str | None:
    found = refusal(asked(**request), setup)
    return found and found[1]


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:1", "[::1]:8501"])
def test_alone_answers_to_the_names_of_this_machine(host: str) -> None:
    assert refused(ALONE, host=host) is None
    assert refused(ALONE, host=host, kind="websocket", origin=f"http://{host}") is None


@pytest.mark.parametrize("host", ["kadash.example.com", "127.0.0.1.evil.example", "", None, "localhost/@evil", "a b"])
def test_alone_answers_to_no_other_name_so_that_no_page_can_rebind_one(host: str | None) -> None:
    assert refused(ALONE, host=host) == "other_host"


def test_alone_answers_on_no_address_that_others_reach_however_it_was_started() -> None:
    assert refused(ALONE, server="192.168.1.7") == "way_alone"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8501"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_what_another_page_asks_for_is_refused(origin: str, kind: str) -> None:
    assert refused(ALONE, origin=origin, kind=kind) == "other_page"


def test_behind_a_proxy_only_the_proxy_comes_in() -> None:
    ours = {"host": "kadash.example.com"}

    assert refused(PROXY, client="10.0.0.1", **ours) is None
    assert refused(PROXY, client="10.1.0.77", **ours) is None
    assert refused(PROXY, client="::ffff:10.0.0.1", **ours) is None
    assert refused(PROXY, client="127.0.0.1", **ours) == "way_proxy"
    assert refused(PROXY, client=None, kind="websocket", **ours) == "way_proxy"


@pytest.fixture
def one_role(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A data folder in which ana was granted something, and nobody else."""
    monkeypatch.setenv("KADASH_DATA", str(tmp_path))
    monkeypatch.setenv("KADASH_SIGN_IN", "oidc")
    monkeypatch.setenv("KADASH_TRUSTED_PROXIES", "10.0.0.1")
    monkeypatch.setenv("KADASH_ADMINISTRATORS", "chef")
    home = Home(tmp_path)
    keep_grant(home, "ana", Grant(Role.ANALYST), who=Viewer.alone("root"), at=AT)
    return home


BESIDE_PAGES = ("/media/abc.png", "/_stcore/upload_file/s/f")


@pytest.mark.parametrize("path", BESIDE_PAGES)
def test_files_and_uploads_need_a_sign_in_that_holds_and_a_role(
        path: str, one_role: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {"host": "kadash.example.com"}

    def by(who: str | None, path: str = path) -> str | None:
        monkeypatch.setattr(signed_in, "by_cookie", lambda scope: who)
        return refused(OIDC, path=path, **ours)

    assert (by(None), by("nobody"), by("ana"), by("chef")) == ("not_signed_in", "no_role", None, None)
    assert by("nobody", "/overview") is None
    keep_grant(one_role, "ana", None, who=Viewer.alone("root"), at=AT)
    assert by("ana") == "no_role"


@pytest.mark.parametrize("path", BESIDE_PAGES)
def test_files_and_uploads_need_a_role_behind_a_proxy_too(path: str, one_role: Home) -> None:
    setup = replace(PROXY, proxy_header="X-Remote-User")

    def named(*who: str) -> str | None:
        scope = asked(path, "kadash.example.com", client="10.0.0.1")
        scope["headers"] += [(b"x-remote-user", one.encode()) for one in who]
        found = refusal(scope, setup)
        return found and found[1]

    assert (named("ana"), named("nobody"), named(), named("ana", "chef")) == (
        None, "no_role", "not_signed_in", "not_signed_in")


def test_a_request_without_a_cookie_or_with_a_made_up_one_is_not_signed_in() -> None:
    scope = asked()

    assert not signed_in.by_cookie(scope)
    scope["headers"].append((b"cookie", b"_streamlit_user=2|1:0|10:1|15:_streamlit_user|4:e30=|abc"))
    assert not signed_in.by_cookie(scope)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_what_the_server_tells_of_itself_is_not_there(path: str) -> None:
    assert refusal(asked(path=path), ALONE) == (HTTPStatus.NOT_FOUND, "nothing_here")


def test_whether_the_server_lives_may_be_asked_by_any_name() -> None:
    assert refused(PROXY, path="/_stcore/health", host="10.0.0.9", client="10.0.0.9") is None


SENT: list[dict[str, Any]] = []


async def app_inside(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"SAMEORIGIN")]})
    await send({"type": "http.response.body", "body": b"in"})


def answers(scope: dict[str, Any], setup: Setup, served: Any = None) -> list[dict[str, Any]]:
    """What is sent for a request, by the doorkeeper before an app that answers `in`, or by another app."""
    SENT.clear()

    async def send(message: Any) -> None:
        SENT.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asked_for = served or Doorkeeper(app_inside, lambda: setup, (b"go()",))
    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have left its loop in this thread
        apart.submit(lambda: asyncio.run(asked_for(scope, receive, send))).result()
    return SENT


def test_an_answer_lets_the_browser_load_nothing_from_elsewhere() -> None:
    start, _ = answers(asked(), ALONE)
    headers = dict(start["headers"])
    policy = dict(part.split(" ", 1) for part in headers[b"content-security-policy"].decode().split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["connect-src"] == "'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"] and "http" not in policy["script-src"]
    assert headers[b"x-content-type-options"] == b"nosniff" and headers[b"referrer-policy"] == b"same-origin"
    assert headers[b"x-frame-options"] == b"SAMEORIGIN"


def test_a_failure_of_the_server_says_nothing_of_what_is_inside() -> None:
    def fails(request: Request) -> Response:
        raise LookupError("/home/kadash/secret.py")

    app = Starlette(routes=[Route("/", fails)], middleware=[Middleware(Doorkeeper, lambda: ALONE, ())])
    with pytest.raises(LookupError):  # for the log
        answers(asked(), ALONE, app)

    start, body = SENT
    assert (start["status"], body["body"]) == (500, b"Internal Server Error")


def test_a_refusal_says_why_in_the_readers_language_and_names_no_host_it_was_given() -> None:
    scope = asked(host="evil.example")
    scope["headers"].append((b"accept-language", b"zh-CN,zh;q=0.9"))

    start, body = answers(scope, ALONE)

    assert start["status"] == 403
    assert body["body"].decode().startswith("这套 kadash 不以此名称提供服务")
    assert not any(b"evil" in value for _, value in start["headers"])


def test_a_refused_websocket_is_closed_before_it_opens() -> None:
    assert answers(asked(kind="websocket", origin="https://evil.example"), ALONE) == [
        {"type": "websocket.close", "code": 1008}]
