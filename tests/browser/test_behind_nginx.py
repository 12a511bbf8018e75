"""docs/server/nginx.conf, started for real before a real app: TLS, websocket, headers, limits, who the user is."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.in_browser import Apps, free_port
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

LIMIT_MS = 60_000
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
MB = 1024 * 1024
_AS_ROOT = "user root; " if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
"""Started by root nginx works as somebody else, who may not read the test's folder."""


@dataclass(frozen=True)
class Behind:
    """nginx and the app behind it, by their ports on this machine."""

    nginx: int
    plain: int
    app: int
    folder: Path

    def ask(self, path: str, method: str = "GET", length: int = 0, **headers: str) -> http.client.HTTPResponse:
        """nginx's answer over TLS; of a body of `length` only the promise is sent."""
        connection = http.client.HTTPSConnection(
            "localhost", self.nginx, context=ssl._create_unverified_context(), timeout=60)
        connection.putrequest(method, path)
        for name, value in {**headers, **({"Content-Length": str(length)} if length else {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    if NGINX is None:
        pytest.skip("no nginx on this machine: apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    ports = free_port(), free_port(), free_port()
    found = Behind(*ports, folder)
    with Apps() as apps:
        apps.start(ROOT / "app.py", folder / "home", folder / "app.log", port=found.app, env={
            "KADASH_SIGN_IN": "proxy", "KADASH_PROXY_USER_HEADER": "X-Remote-User", "FORWARDED_ALLOW_IPS": "none",
            "KADASH_TRUSTED_PROXIES": "127.0.0.2", "KADASH_ADMINISTRATORS": "chef",
            "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost"})
        process = started(found)
        yield found
        process.terminate()
        process.wait(timeout=20)


def started(found: Behind) -> subprocess.Popen[bytes]:
    """nginx with the shipped file; names, ports and files are the test's, and passwords say who the user is."""
    folder = found.folder
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=localhost", "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"))
    password = run("openssl", "passwd", "-apr1", "secret").strip()
    (folder / "kadash.htpasswd").write_text(f"chef:{password}\nnobody:{password}\n")
    site = (ROOT / "docs" / "server" / "nginx.conf").read_text("utf-8")
    for shipped, here in (
            ("kadash.example.com", "localhost"), ("/etc/ssl/kadash/", f"{folder}/"), ("/etc/nginx/", f"{folder}/"),
            ("/var/log/nginx/", f"{folder}/"),
            ("127.0.0.1:8501", f"127.0.0.1:{found.app}"), ("    listen [::]:80;\n", ""),
            ("    listen [::]:443 ssl http2;\n", ""), ("listen 80;", f"listen 127.0.0.1:{found.plain};"),
            ("listen 443 ", f"listen 127.0.0.1:{found.nginx} "), ('    set $kadash_user "";\n', ""),
            ("#     auth_basic", "auth_basic"),
            ("#     set $kadash_user $remote_user", "set $kadash_user $remote_user")):
        assert shipped in site
        site = site.replace(shipped, here)
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(
        f"{_AS_ROOT}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log {folder}/access.log; client_body_temp_path {folder}/body;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("proxy", "fastcgi", "uwsgi", "scgi"))
        + f"include {folder}/site.conf; }}\n")
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")],
                               stdout=(folder / "out.log").open("wb"), stderr=subprocess.STDOUT)
    for _ in range(200):
        try:
            found.ask("/_stcore/health").read()
            return process
        except OSError:
            assert process.poll() is None, (folder / "out.log").read_text()
            time.sleep(0.1)
    raise TimeoutError("nginx did not start")


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


CHEF = {"Authorization": "Basic Y2hlZjpzZWNyZXQ="}
NOBODY = {"Authorization": "Basic bm9ib2R5OnNlY3JldA=="}


def test_a_page_opens_over_tls_and_takes_an_upload(behind: Behind, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True, http_credentials={"username": "chef", "password": "secret"})
    tab, sockets, refused = context.new_page(), list[str](), list[str]()
    tab.on("websocket", lambda opened: sockets.append(opened.url))
    tab.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)

    tab.goto(f"https://localhost:{behind.nginx}/accounts?lang=en")

    expect(tab.get_by_text("Signed in as chef")).to_be_visible(timeout=LIMIT_MS)
    with tab.expect_response("**/_stcore/upload_file/**", timeout=LIMIT_MS) as uploaded:
        tab.locator("input[type=file]").first.set_input_files(
            {"name": "orders.csv", "mimeType": "text/csv", "buffer": b"Customer,Order Date,Amount\nA,2026-01-05,100\n"},
            timeout=LIMIT_MS)
    assert uploaded.value.status == 204
    assert sockets[0] == f"wss://localhost:{behind.nginx}/_stcore/stream"
    assert refused == []
    assert [(cookie["name"], cookie["secure"]) for cookie in context.cookies()] == [("_streamlit_xsrf", True)]
    context.close()


def test_a_user_header_from_outside_is_overwritten(behind: Behind, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True, extra_http_headers={"X-Remote-User": "chef"},
                                  http_credentials={"username": "nobody", "password": "secret"})
    tab = context.new_page()

    tab.goto(f"https://localhost:{behind.nginx}/accounts?lang=en")

    expect(tab.get_by_text("You are signed in as nobody, but no role was granted")).to_be_visible(timeout=LIMIT_MS)
    context.close()
    assert behind.ask("/", **{"X-Remote-User": "chef"}).status == 401


def test_who_goes_past_nginx_is_refused_with_a_sentence_whatever_they_send(behind: Behind) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", behind.app, timeout=60)
    connection.request("GET", "/", headers={"Host": "localhost", "X-Remote-User": "chef",
                                            "X-Forwarded-For": "127.0.0.2", "Forwarded": "for=127.0.0.2"})
    answer = connection.getresponse()

    assert answer.status == 403
    assert answer.read().startswith(b"This kadash is reached through your company's sign-in, not directly.")


def test_a_broken_connection_comes_back_to_its_session_only_for_the_same_person(behind: Behind) -> None:
    session = session_of(behind, "chef")

    assert session_of(behind, "nobody", wanted=session) != session
    assert session_of(behind, "chef", wanted=session) == session


def session_of(behind: Behind, who: str, wanted: str = "") -> str:
    """The session that somebody gets who connects as nginx would, and asks for one that was there."""
    line = socket.create_connection(("127.0.0.1", behind.app), source_address=("127.0.0.2", 0))
    asked = [Subprotocol(part) for part in ("streamlit", "none", wanted) if part]
    with connect(f"ws://localhost:{behind.app}/_stcore/stream", sock=line, subprotocols=asked, max_size=None,
                 origin=Origin(f"http://localhost:{behind.app}"), additional_headers={"X-Remote-User": who}) as tab:
        tab.send(BackMsg(rerun_script=ClientState(query_string="lang=en")).SerializeToString())
        while True:
            message = ForwardMsg.FromString(tab.recv(timeout=60))  # type: ignore[arg-type]
            if message.WhichOneof("type") == "new_session":
                return message.new_session.initialize.session_id


def test_every_answer_has_the_security_headers_once(behind: Behind) -> None:
    answer = behind.ask("/overview", Accept="text/html", **CHEF)
    headers = answer.headers

    assert answer.status == 200
    assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers.get_all("Referrer-Policy") == ["same-origin"]
    (policy,) = headers.get_all("Content-Security-Policy") or []
    assert f"connect-src 'self' ws://localhost:{behind.nginx} wss://localhost:{behind.nginx};" in policy
    assert policy.endswith("frame-ancestors 'none'")
    assert behind.ask("/_stcore/metrics", **CHEF).status == 404


@pytest.mark.parametrize(("path", "status", "said"), [
    ("/media/none.csv", 404, b"File not found"), ("/component/none/at", 404, b"Component not found"),
    ("/..%2f..%2fetc/passwd", 400, None), ("/%2e%2e/%2e%2e/etc/passwd", 400, None)])
def test_what_is_not_there_says_nothing_of_what_is_inside(behind: Behind, path: str, status: int, said: bytes | None
                                                          ) -> None:
    answer = behind.ask(path, **CHEF)
    body = answer.read()

    assert answer.status == status
    assert body == said or (said is None and b"Bad Request" in body and b"streamlit" not in body.lower())


def test_plain_http_is_sent_to_tls(behind: Behind) -> None:
    connection = http.client.HTTPConnection("localhost", behind.plain, timeout=60)
    connection.request("GET", "/pyramid?lang=zh")

    assert connection.getresponse().headers["Location"] == "https://localhost/pyramid?lang=zh"


def test_an_upload_above_the_limit_is_refused_before_it_is_sent(behind: Behind) -> None:
    assert behind.ask("/_stcore/upload_file/s/f", "PUT", length=402 * MB, **CHEF).status == 413
    assert behind.ask("/anything", "POST", length=2 * MB, **CHEF).status == 413


def test_too_many_requests_are_refused_and_the_others_are_not(behind: Behind) -> None:
    statuses = [behind.ask("/auth/login", **NOBODY).status for _ in range(60)]

    assert statuses[0] == 302 and 429 in statuses
    assert behind.ask("/", **CHEF).status == 200


def test_no_log_of_nginx_holds_what_was_searched_for(behind: Behind) -> None:
    behind.ask("/accounts?q=Kanarienvogel&code=zqxjsecret", **CHEF).read()

    lines = (behind.folder / "kadash.access.log").read_text("utf-8")

    assert "GET /accounts 200" in lines
    for log in behind.folder.glob("*.log"):
        assert "Kanarienvogel" not in log.read_text("utf-8") and "zqxjsecret" not in log.read_text("utf-8"), log.name
