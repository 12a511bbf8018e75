"""A server that would show figures to whoever connects does not start, and says what to set."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kadash.language import words_in
from kadash.ui.serving.guard import problems
from kadash.ui.serving.setup import Setup
from tests.conftest import ROOT

SAFE = {"client.showErrorDetails": "none", "server.enableXsrfProtection": True, "server.enableCORS": True,
        "server.enableAgentApi": False, "server.enableStaticServing": False, "global.developmentMode": False}
AUTH = {"redirect_uri": "https://kadash.example.com/oauth2callback", "cookie_secret": "0123456789abcdef" * 2,
        "client_id": "kadash", "client_secret": "s", "server_metadata_url": "https://login.example.com/.well-known"}
OIDC = Setup(sign_in="oidc", hosts=("kadash.example.com",), auth=AUTH, options=SAFE)
PROXY = Setup(sign_in="proxy", hosts=("kadash.example.com",), proxy_header="X-User", proxies=("127.0.0.1",),
              forwarded="none", options=SAFE)


def codes(setup: Setup, **changed: Any) -> list[str]:
    return [problem.code for problem in problems(replace(setup, **changed))]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]"])
def test_alone_starts_where_only_this_machine_reaches_it(address: str) -> None:
    assert codes(Setup(address=address)) == []


@pytest.mark.parametrize("address", ["", "0.0.0.0", "::", "192.168.1.7", "kadash.example.com", "unix:///tmp/s"])
def test_alone_does_not_start_where_others_reach_it(address: str) -> None:
    assert codes(Setup(address=address)) == ["server_alone_public"]


def test_an_unknown_way_to_sign_in_does_not_count_as_none() -> None:
    assert codes(Setup(sign_in="oauth")) == ["server_sign_in_mode"]


def test_whole_setups_start_also_where_others_reach_them() -> None:
    reached = {"address": "0.0.0.0", "name": "kadash.example.com"}

    assert codes(OIDC) == codes(OIDC, **reached) == codes(PROXY) == codes(PROXY, **reached) == []
    assert codes(OIDC, hours="10") == codes(OIDC, hours="0.5") == []


def test_a_provider_may_have_a_name() -> None:
    shared = {key: AUTH[key] for key in ("redirect_uri", "cookie_secret")}
    own = {key: AUTH[key] for key in ("client_id", "client_secret", "server_metadata_url")}

    assert codes(OIDC, auth={**shared, "entra": own}) == []


@pytest.mark.parametrize(("changed", "expected"), [
    ({"auth": {}}, "server_no_provider"),
    ({"auth": {**AUTH, "client_secret": ""}}, "server_no_provider"),
    ({"auth": {key: AUTH[key] for key in AUTH if key != "cookie_secret"}}, "server_no_provider"),
    ({"auth": {**AUTH, "cookie_secret": "x" * 31}}, "server_weak_secret"),
    ({"auth": {**AUTH, "redirect_uri": "http://kadash.example.com/oauth2callback"}}, "server_redirect"),
    ({"auth": {**AUTH, "redirect_uri": "https://kadash.example.com/"}}, "server_redirect"),
    ({"auth": {**AUTH, "redirect_uri": "https://other.example.com/oauth2callback"}}, "server_redirect"),
    ({"hours": "a day"}, "server_hours"),
    ({"hours": "0"}, "server_hours"),
    ({"hours": "nan"}, "server_hours"),
    ({"hosts": ()}, "server_no_hosts"),
    ({"hosts": ("*",)}, "server_no_hosts"),
    ({"hosts": ("a.example.com,kadash.example.com",), "auth": AUTH}, "server_no_hosts"),
    ({"address": "0.0.0.0"}, "server_no_name"),
    ({"options": {**SAFE, "client.showErrorDetails": "full"}}, "server_option"),
    ({"options": {**SAFE, "server.enableXsrfProtection": False}}, "server_option"),
    ({"options": {**SAFE, "server.enableCORS": False}}, "server_option"),
])
def test_a_gap_in_the_setup_of_oidc_is_named(changed: dict[str, Any], expected: str) -> None:
    assert expected in codes(OIDC, **changed)


@pytest.mark.parametrize(("changed", "expected"), [
    ({"proxy_header": ""}, "server_no_proxy"),
    ({"proxies": ()}, "server_no_proxy"),
    ({"proxies": ("nginx",)}, "server_bad_proxy"),
    ({"proxies": ("10.0.0.1/24",)}, "server_bad_proxy"),
    ({"forwarded": None}, "server_forwarded"),
    ({"forwarded": "*"}, "server_forwarded"),
    ({"hosts": ()}, "server_no_hosts"),
])
def test_a_gap_in_the_setup_behind_a_proxy_is_named(changed: dict[str, Any], expected: str) -> None:
    assert codes(PROXY, **changed) == [expected]


def test_a_secret_is_not_repeated_in_what_is_said() -> None:
    weak = replace(OIDC, auth={**AUTH, "cookie_secret": "hush-hush"})

    said = [words_in(language).of_error(problem) for language in ("en", "zh") for problem in problems(weak)]

    assert len(said) == 2 and not any("hush" in sentence for sentence in said)


@pytest.mark.parametrize("way", ["flag", "environment", "file"])
def test_a_server_alone_ends_with_code_2_however_the_public_address_was_given(way: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", "8814",
               "--server.headless", "true", "--browser.serverAddress", "kadash.invalid"]
    env = {**os.environ, "KADASH_DATA": str(tmp_path / "data"), "LANG": "C.UTF-8"}
    if way == "flag":
        command += ["--server.address", "0.0.0.0"]
    if way == "environment":
        env["STREAMLIT_SERVER_ADDRESS"] = "0.0.0.0"
    if way == "file":
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "config.toml").write_text('[server]\naddress = "0.0.0.0"\n')
        (tmp_path / "app.py").write_text((ROOT / "app.py").read_text("utf-8"))
        command[4] = "app.py"
        env["PYTHONPATH"] = str(ROOT)

    ended = subprocess.run(command, cwd=tmp_path if way == "file" else ROOT, env=env, capture_output=True, text=True,
                           timeout=120)

    assert ended.returncode == 2
    assert "kadash: Not started: nobody has to sign in, and the address 0.0.0.0" in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout
    assert not (tmp_path / "data").exists()
