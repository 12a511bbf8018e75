"""`python -m kadash serve` for real: nginx, two processes, six people on real websockets; one process is killed."""

from __future__ import annotations

import asyncio
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest

from bench.in_browser import answers_at, free_port
from bench.served import Running
from bench.sessions import Control, at_once, told_lines
from kadash.access import Viewer
from kadash.loads.grants import keep_grant
from kadash.store import Home
from tests.conftest import ROOT
from tests.sessions.client import Tab
from tests.sessions.entered import AT
from tests.sessions.people import HEADER, MANAGER, ROOT_USER, SEES_OWN, grant_roles, tab_of

PATIENCE_S = 400.0
UNTRUSTED = "127.0.0.9"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("nginx") or Path("/usr/sbin/nginx").is_file()),
    reason="needs nginx on Linux: apt-get install nginx-light")


@dataclass(frozen=True)
class Serving:
    """A running `serve`: its address, its process, its data."""

    address: str
    process: subprocess.Popen[bytes]
    home: Home

    @property
    def members(self) -> dict[int, int]:
        """The app's processes, by their port: that of p1 is the lowest."""
        found = {}
        for pid in children(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            if "--server.port" in words:
                found[int(words[words.index("--server.port") + 1])] = pid
        return found


@pytest.fixture(scope="module")
def serving(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serving")
    shutil.copytree(sample_home.path, folder / "home")
    home, port, log = Home(folder / "home"), free_port(), folder / "serve.log"
    grant_roles(home)
    setup = {"KADASH_SIGN_IN": "proxy", "KADASH_PROXY_USER_HEADER": HEADER, "KADASH_TRUSTED_PROXIES": "127.0.0.1",
             "FORWARDED_ALLOW_IPS": "none", "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "kadash", "serve", "--processes", "2", "--port", str(port), "--data", str(home.path)],
        cwd=ROOT, env={**os.environ, **setup}, stdout=log.open("wb"), stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        waited_for(lambda: answers_at(address) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield Serving(address, process, home)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def runs(pid: int) -> bool:
    """Whether a process is there and has not ended; who ended may stand in the list until somebody looks."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def waited_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


def asked(address: str, path: str, *, method: str = "GET", body: bytes = b"", come_from: str = "127.0.0.1",
          **headers: str) -> tuple[int, str]:
    """Status and cookies of an answer."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60, source_address=(come_from, 0))
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.read()
    return answer.status, "; ".join(answer.headers.get_all("set-cookie") or ())


def test_six_people_are_shared_out_and_each_stays_with_their_process(serving: Serving) -> None:
    tabs = [tab_of(serving.address, MANAGER) for _ in range(6)]

    assert sorted(tab.cookies["kadash_at"] for tab in tabs) == ["p1", "p1", "p1", "p2", "p2", "p2"]
    for points, tab in enumerate(tabs, 1):
        tab.open("what-if")
        tab.set("retention", float(points) / 2)
        assert tab.screen.errors == [] and f"retention={points / 2:g}pt" in unquote(tab.query)
    for tab in tabs[:2]:  # a file made in the process of the tab
        tab.go("accounts")
        status, body = tab.download("accounts_file")
        assert status == 200 and body.count(b"\n") > 100
        assert uploaded(serving, tab, tab.cookies["kadash_at"]) == 204
        assert uploaded(serving, tab, {"p1": "p2", "p2": "p1"}[tab.cookies["kadash_at"]]) == 400
    later = newer(serving.home)
    for tab in tabs:  # the next click of everybody is on what was published meanwhile
        tab.go("accounts")
        assert f"As of {later}" in tab.screen.text and tab.screen.errors == []
        tab.close()


def test_six_people_who_move_a_slider_every_three_seconds_are_all_served(
        serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    """The small form of `make bench`'s fifty for two minutes: it prints what it found and judges no time."""
    slider = Control("what-if", "", "retention", (-2.0, -1.0, 1.0, 2.0))

    people = at_once(Running(serving.address, serving.process.pid), [slider], people=6, seconds=7.0, starts_s=1.0,
                     headers=[{HEADER: MANAGER}])
    with ThreadPoolExecutor(1) as beside:  # a browser of other tests keeps a loop running in this thread
        told = beside.submit(asyncio.run, people).result()

    with capsys.disabled():
        sys.stdout.write("\n".join(["", *told_lines("six people, 2 processes", told), ""]))
    assert told.failed == [] and len(told.looks) == 6 and len(told.all) >= 6


def uploaded(serving: Serving, tab: Tab, way: str) -> int:
    """The status of an upload to a tab's session that is led to a process."""
    token = tab.cookies["_streamlit_xsrf"]
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\nA,B\r\n--b--\r\n'
    return asked(serving.address, f"/_stcore/upload_file/{tab.session_id}/f1", method="PUT", body=body, **{
        HEADER: MANAGER, "Cookie": f"_streamlit_xsrf={token}; kadash_at={way}", "X_Xsrftoken": token,
        "Content_Type": "multipart/form-data; boundary=b"})[0]


def newer(home: Home) -> str:
    """Publish the same company as of the day after; gives that day as pages write it."""
    build = home.building_file()
    shutil.copy(home.generation().path, build)
    with duckdb.connect(str(build)) as connection:
        connection.execute("update meta.setting set value = '2026-12-24' where key = 'as_of'").fetchall()
        connection.execute("checkpoint").fetchall()
    home.publish(build)
    return "24 Dec 2026"


def test_a_role_that_is_withdrawn_is_withdrawn_in_every_process(serving: Serving) -> None:
    tabs = [tab_of(serving.address, SEES_OWN) for _ in range(2)]
    assert {tab.cookies["kadash_at"] for tab in tabs} == {"p1", "p2"}
    assert all("your role was withdrawn" not in tab.open("accounts").text for tab in tabs)

    keep_grant(serving.home, SEES_OWN, None, who=Viewer.alone(ROOT_USER), at=AT)

    assert all("your role was withdrawn" in tab.open("accounts").text for tab in tabs)
    for tab in tabs:
        tab.close()


def test_what_one_process_refuses_several_refuse(serving: Serving) -> None:
    chef = {HEADER: MANAGER}

    assert asked(serving.address, "/", **chef)[0] == 200
    assert asked(serving.address, "/", come_from=UNTRUSTED, **chef)[0] == 403
    assert asked(serving.address, "/", come_from=UNTRUSTED, X_Forwarded_For="127.0.0.1", **chef)[0] == 403
    assert asked(serving.address, "/", Host="evil.example", **chef)[0] == 403
    assert asked(serving.address, "/", Origin="http://evil.example", **chef)[0] == 403
    assert asked(serving.address, "/_stcore/metrics", **chef)[0] == 404


def test_a_process_that_is_killed_is_started_anew_and_its_people_are_served_meanwhile(serving: Serving) -> None:
    before = serving.members
    first, second = sorted(before)
    os.kill(before[first], signal.SIGKILL)

    status, cookies = asked(serving.address, "/", Cookie="kadash_at=p1", **{HEADER: MANAGER})
    assert (status, "kadash_at=p2" in cookies) == (200, True)
    waited_for(lambda: serving.members.get(first, before[first]) != before[first])
    assert serving.members[second] == before[second]


def test_told_to_end_it_leaves_nothing_behind(serving: Serving) -> None:
    running = [pid for one in children(serving.process.pid) for pid in (one, *children(one))]
    assert len(running) >= 4  # two of the app, nginx and its worker

    serving.process.terminate()

    assert serving.process.wait(timeout=PATIENCE_S) == 0
    waited_for(lambda: not any(runs(pid) for pid in running))
    assert not answers_at(serving.address)
