"""What a rep's browser receives, and what names do on a page: a company of canaries whose every text is an attack."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import pytest
from playwright.sync_api import Browser, Page, Request
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from kadash.ui.plain import plain
from tests.sessions import Heard, Tab
from tests.sessions.attacks import ATTACKS, RENDERED
from tests.sessions.company import canary_home
from tests.sessions.entered import enter_everything
from tests.sessions.leaks import leaks
from tests.sessions.people import HEADER, MANAGER, SEES_OWN, grant_roles, shared_app, tab_of
from tests.sessions.walk import PAGES, PARTS, choose, look, look_closer, search

SEED = 20261123
"""Of the choices that are made on pages."""
TRIED_A_PAGE = 1
LEAST_LOADS = 100
LIMIT_MS = 60_000
QUIET_MS = 1_000
CHANGES = """() => {
    window.changed = performance.now();
    new MutationObserver(() => window.changed = performance.now())
        .observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
"""Notes when something last changed on the page."""
IS_QUIET = """quiet_ms => performance.now() - window.changed > quiet_ms
    && document.querySelector("[data-test-script-state=notRunning]") !== null
    && document.querySelector("[data-testid=stSkeleton]") === null"""


@dataclass
class Company:
    """The running app, the paths that anybody asked of the listening server, and the manager's service plan."""

    address: str
    server: str
    asked_for: list[str]
    plan_id: str


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """The company, loaded, with what people entered; its app runs."""
    folder, asked_for = tmp_path_factory.mktemp("canaries"), list[str]()
    with _listening(asked_for) as server:
        home = canary_home(folder, server)
        grant_roles(home)
        plan_id = enter_everything(home, server)
        with shared_app(home, folder / "app.log") as address:
            yield Company(address, server, asked_for, plan_id)


def test_nothing_of_a_foreign_account_reaches_a_rep_before_or_after_a_manager_looked(company: Company) -> None:
    """So many loads of the rep's own, over all pages, their parts, searches and files."""
    with tab_of(company.address, SEES_OWN) as first:
        loads = [*_leakless(first, look(first)), *_leakless(first, search(first, "own account")),
                 *_leakless(first, look_closer(first, PARTS[::2]))]
    with tab_of(company.address, MANAGER) as all_seen:
        assert [*look(all_seen), *look_closer(all_seen, PARTS[1::2])]
        assert any(leaks(all_seen.heard)), "the manager sees the canaries: else this test would see nothing"
    with tab_of(company.address, SEES_OWN, "zh") as second:
        second.open("overview")
        loads += _leakless(second, search(second, "own account"))
        loads += _leakless(second, look_closer(second, PARTS[1::2]))
        for path in [path for path in PAGES if path in second.pages]:
            loads += _leakless(second, choose(second, path, random.Random(SEED), TRIED_A_PAGE))

    assert len(loads) >= LEAST_LOADS


def _leakless(tab: Tab, steps: Iterator[str]) -> list[str]:
    """Take the steps; after each nothing has come that should not, and nothing failed."""
    done = []
    for step in steps:
        assert list(islice(leaks(tab.heard), 5)) == [], step
        assert not tab.screen.errors, f"{step}: {tab.screen.errors}"
        tab.heard.forget()
        done.append(step)
    return done


_NAME_OF_ELEMENT = re.compile(r"[0-9a-f]{32}")

LINKS = (
    "review?account={id}", "review?account={id}&step=understood&about=people", "review?account={id}&step=planned",
    "review?account={id}&step=moved", "review?account={id}&step=decided", "what-if?account={id}",
    "what-if?for=one&account={id}", "voice?account={id}", "accounts?q={id}",
    "accounts?owner={id}", "overview?owner={id}",
    "pyramid?region={id}", "services?plan={id}", "what-if?view=saved&scenario={id}",
    "explore?from=lines&rows=account_id&show=revenue&where=account_id:is:{id}",
    "explore?from=accounts&rows=account_id&show=accounts&where=account_name:has:{id}",
)
FOREIGN, NOBODYS = "ZQXJ-03", "QQQQ-03"


def test_a_link_to_a_foreign_account_answers_like_a_link_to_none(company: Company) -> None:
    for link in LINKS:
        path, _, query = link.partition("?")
        answers = []
        for number in (FOREIGN, NOBODYS):
            with tab_of(company.address, SEES_OWN) as tab:
                tab.open(path, f"lang=en&{query.format(id=number)}")
                answers.append(_readable(tab, number))
        assert answers[0] == answers[1], link


def test_a_search_for_a_foreign_account_finds_what_a_search_for_none_finds(company: Company) -> None:
    answers = []
    for said in ("Nobody at all", "Zqxj Crowd", "pwn07", "ZQXJ-C0001"):
        with tab_of(company.address, SEES_OWN) as tab:
            for _ in search(tab, said):
                pass
            answers.append(_readable(tab, said))

    assert answers[1:] == [answers[0]] * 3


def _readable(tab: Tab, said: str) -> list[str]:
    """What stands on the screen, without what the tab itself asked for and what differs between any two tabs."""
    lines = [line for line in tab.screen.text.splitlines() if not _NAME_OF_ELEMENT.search(line)]
    return sorted(line.replace(said, "…").replace(plain(said), "…") for line in lines)


SHOWN = (
    "overview", "pyramid?view=score", "pyramid?view=crossed", "accounts", "what-if?account=ZQXJ-03",
    "services?view=outcomes", "review", "review?account=ZQXJ-01&step=promised", "review?account=ZQXJ-02&step=decided",
    "review?account=ZQXJ-28&step=understood&about=people", "review?account=ZQXJ-04&step=understood&about=timeline",
    "review?account=ZQXJ-05&step=planned", "explore?from=lines&rows=account_id&across=owner&show=revenue",
    "explore?from=lines&rows=product&rows=category&show=revenue", "voice?account=ZQXJ-01", "data", "models", "settings",
    "help",
)
"""Parts of pages, of each page at least one. On all but the last four names stand."""
NAMELESS = ("data", "models", "settings", "help")

TEXTS = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, inside = node.parentElement;
        if (inside && !["SCRIPT", "STYLE"].includes(inside.tagName) && /pwn[0-9]{2}/.test(node.textContent))
            found.push(node.textContent);
    }
    return found;
}"""
"""Every text on the page in which the mark of an attack stands."""


@pytest.mark.browser
def test_a_name_is_the_letters_that_it_is_made_of_on_every_page(company: Company, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900}, extra_http_headers={HEADER: MANAGER})
    gone_out, dialogs = list[str](), list[str]()

    def note(request: Request) -> None:
        if not request.url.startswith((company.address, "data:", "blob:")):
            gone_out.append(request.url)

    page.on("request", note)
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for place in SHOWN:
        _open(page, f"{company.address}/{place}{'&' if '?' in place else '?'}lang=en")
        rendered = page.locator(RENDERED.replace("{server}", company.server))
        assert rendered.evaluate_all("found => found.map(one => one.outerHTML)") == [], place
        texts = page.evaluate(TEXTS)
        assert [text for text in texts if not _is_whole(text, company.server)] == [], place
        assert bool(texts) == (place not in NAMELESS), place

    assert (gone_out, dialogs, company.asked_for) == ([], [], [])


@pytest.mark.browser
def test_a_browser_of_the_rep_receives_over_the_websocket_what_the_light_tab_receives(
        company: Company, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900}, extra_http_headers={HEADER: SEES_OWN})
    received = list[bytes]()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(
        frame if isinstance(frame, bytes) else frame.encode())))

    for place in ("accounts", "review?account=A-02", "explore?from=lines&rows=account_id&show=revenue"):
        _open(page, f"{company.address}/{place}{'&' if '?' in place else '?'}lang=en")

    heard = Heard()
    for frame in received:
        heard.framed(frame, ForwardMsg.FromString(frame))
    assert heard.bytes > 50_000
    assert list(islice(leaks(heard), 5)) == []


def _open(page: Page, address: str) -> None:
    """Go there and wait until the run has ended and nothing has changed on the page for a while.

    That nothing runs is not enough: so it says before the run has begun, too.
    """
    page.goto(address, timeout=LIMIT_MS)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=LIMIT_MS)
    page.evaluate(CHANGES)
    until = time.monotonic() + LIMIT_MS / 1_000
    while not page.evaluate(IS_QUIET, QUIET_MS):
        assert time.monotonic() < until, f"{address} is never at rest"
        page.wait_for_timeout(QUIET_MS / 10)


def _is_whole(text: str, server: str) -> bool:
    """Whether each attack in a text stands there with all that comes before its mark: nothing of it was read as markup.

    What follows may be cut off where room ends.
    """
    said = text.replace("\u2060", "")
    for mark in _MARK.findall(said):
        attack = next((one for one in ATTACKS if mark in one), mark).replace("{server}", server)
        if _UNSEEN.sub("", attack.partition(mark)[0]).replace("\n", " ") not in _UNSEEN.sub("", said):
            return False
    return True


_MARK = re.compile(r"pwn\d\d")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _listening:
    """A server that nobody should ask anything; every path asked for is kept."""

    def __init__(self, asked_for: list[str]) -> None:
        class Kept(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked_for.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Kept)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
