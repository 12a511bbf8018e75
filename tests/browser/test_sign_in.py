"""Signing in at a real OpenID Connect provider: in, not granted, over, out in another tab, another role meanwhile."""

from __future__ import annotations

import datetime as dt
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench.in_browser import Apps, free_port
from kadash.access import Grant, Role
from kadash.loads.grants import keep_grant
from kadash.store import Home
from tests.answers.builders import Account, asked_of
from tests.browser.provider import Provider, provider
from tests.conftest import ROOT
from tests.pages.signed_in import CHEF

pytestmark = pytest.mark.browser

LIMIT_MS = 120_000
COMPANY = (Account("A1", name="Harbour Works", owner="Li", revenue=500, contribution=100),
           Account("A2", name="Zqxj Mills", owner="Wang", revenue=300, contribution=60))


@dataclass(frozen=True)
class Server:
    """A kadash of several people beside its provider."""

    address: str
    home: Home
    provider: Provider

    def grant(self, identity: str, grant: Grant | None) -> None:
        """What an administrator grants."""
        keep_grant(self.home, identity, grant, who=CHEF, at=dt.datetime.now(dt.UTC))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, monkeypatch_module: pytest.MonkeyPatch) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("sign_in")
    asked_of(folder / "home", COMPANY)
    port = free_port()
    monkeypatch_module.setenv("KADASH_ADMINISTRATORS", "chef@example.com")
    with provider(folder / "provider.log") as signs, Apps() as apps:
        for name in ("rep", "lead", "nobody"):
            signs.person(name, email=f"{name}@example.com")
        (folder / "secrets.toml").write_text(signs.secrets(f"http://127.0.0.1:{port}"))
        address = apps.start(
            ROOT / "app.py", folder / "home", folder / "app.log", port=port,
            options={"secrets.files": str(folder / "secrets.toml")},
            env={"KADASH_SIGN_IN": "oidc", "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1"})
        yield Server(address, Home(folder / "home"), signs)


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """A browser of its own for each person."""
    opened: list[BrowserContext] = []

    def visit() -> BrowserContext:
        opened.append(browser.new_context(viewport={"width": 1366, "height": 900}))
        return opened[-1]

    yield visit
    for context in opened:
        context.close()


def sign_in(context: BrowserContext, server: Server, person: str, *, in_chinese: bool = False
            ) -> tuple[Page, list[str]]:
    """A tab after signing in, on the page it was opened for in the language chosen beside the button, and everything
    that its websocket received."""
    tab, heard = opened(context, server)
    if in_chinese:
        tab.get_by_text("中文").click(timeout=LIMIT_MS)
        tab.wait_for_url("**lang=zh", timeout=LIMIT_MS)
    tab.get_by_role("button", name="登录" if in_chinese else "Sign in").click(timeout=LIMIT_MS)
    tab.wait_for_url(f"{server.provider.address}/**", timeout=LIMIT_MS)
    tab.locator("input[name=sub]").fill(person)
    tab.get_by_role("button", name="Authorize").click()
    tab.wait_for_url(f"{server.address}/accounts?lang={'zh' if in_chinese else 'en'}", timeout=LIMIT_MS)
    return tab, heard


def test_before_the_sign_in_nothing_is_told_and_after_it_what_is_theirs(
        server: Server, visitor: Callable[[], BrowserContext]) -> None:
    server.grant("rep@example.com", Grant(Role.REP, owners=frozenset({"Li"})))
    context = visitor()
    tab, heard = opened(context, server)
    tab.get_by_role("button", name="Sign in").wait_for(timeout=LIMIT_MS)
    assert not any(word in frame for frame in heard for word in ("Harbour", "Zqxj", "revenue", "500 of"))

    tab, heard = sign_in(context, server, "rep")
    expect(tab.get_by_text(said("Signed in as rep@example.com"))).to_be_visible(timeout=LIMIT_MS)
    expect(tab.get_by_text("1 account: 500 of revenue")).to_be_visible(timeout=LIMIT_MS)

    until_heard(tab, heard, "Harbour")
    assert not any("Zqxj" in frame for frame in heard)
    assert noted(server, "rep@example.com") == ["signed_in"]
    file = f"{server.address}/media/{'0' * 56}.csv"
    assert context.request.get(file).status == 404
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(file, timeout=30)
    assert refused.value.code == 403 and refused.value.read() == b"Sign in first."


def test_who_was_granted_nothing_sees_whom_to_ask_and_no_figure(
        server: Server, visitor: Callable[[], BrowserContext]) -> None:
    tab, heard = sign_in(visitor(), server, "nobody")

    expect(tab.get_by_text(said("You are signed in as nobody@example.com, but no role was granted"))
           ).to_be_visible(timeout=LIMIT_MS)
    expect(tab.get_by_text(said("Ask an administrator of kadash: chef@example.com"))).to_be_visible()
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()
    assert not any(word in frame for frame in heard for word in ("Harbour", "Zqxj", "revenue", "Pyramid", "500 of"))
    assert "no_access" in noted(server, "nobody@example.com")
    sent = tab.context.request.put(f"{server.address}/_stcore/upload_file/any/any", data=b"x")
    assert (sent.status, sent.text()[:19]) == (403, "No role was granted")


def test_an_e_mail_that_the_provider_has_not_confirmed_is_nobody(
        server: Server, visitor: Callable[[], BrowserContext]) -> None:
    server.provider.person("imposter", email="chef@example.com", email_verified=False)

    tab, _ = sign_in(visitor(), server, "imposter")

    expect(tab.get_by_text("without a confirmed e-mail address")).to_be_visible(timeout=LIMIT_MS)
    assert noted(server, "chef@example.com") == []


def test_what_changes_elsewhere_reaches_a_tab_that_nobody_touches(
        server: Server, visitor: Callable[[], BrowserContext]) -> None:
    """Time runs out for one, another signs out in a second tab, a third is granted less: no tab goes on as before."""
    for person in ("late", "out", "less"):
        server.grant(f"{person}@example.com", Grant(Role.MANAGER))
    over = time.time() + 30  # on a busy machine it may be over before the tab shows a page
    server.provider.person("late", email="late@example.com", exp=int(over))
    server.provider.person("out", email="out@example.com")
    server.provider.person("less", email="less@example.com")
    tabs = {person: sign_in(visitor(), server, person, in_chinese=person == "late")[0]
            for person in ("late", "out", "less")}
    expect(tabs["less"].get_by_text("2 accounts: 800 of revenue")).to_be_visible(timeout=LIMIT_MS)
    copied = tabs["out"].context.cookies()

    second, _ = opened(tabs["out"].context, server)
    second.get_by_role("button", name="Sign out").click(timeout=LIMIT_MS)
    second.wait_for_url(f"{server.provider.address}/**", timeout=LIMIT_MS)
    server.grant("less@example.com", Grant(Role.REP, owners=frozenset({"Wang"})))
    time.sleep(max(0.0, over - time.time()))
    tabs["late"].get_by_text("English").click()

    expect(tabs["late"].get_by_text("Your sign-in is over.")).to_be_visible(timeout=LIMIT_MS)
    expect(tabs["out"].get_by_text("Your sign-in is over.")).to_be_visible(timeout=LIMIT_MS)
    expect(tabs["less"].get_by_text("1 account: 300 of revenue")).to_be_visible(timeout=LIMIT_MS)
    thief = visitor()
    thief.add_cookies(copied)  # type: ignore[arg-type]
    expect(opened(thief, server)[0].get_by_text("Your sign-in is over.")).to_be_visible(timeout=LIMIT_MS)
    assert noted(server, "out@example.com") == ["signed_in", "signed_out"]


def opened(context: BrowserContext, server: Server) -> tuple[Page, list[str]]:
    """A tab on a deep link, and everything that its websocket receives."""
    tab, heard = context.new_page(), list[str]()
    tab.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))))
    tab.goto(f"{server.address}/accounts?lang=en", timeout=LIMIT_MS)
    return tab, heard


def until_heard(tab: Page, heard: list[str], word: str) -> None:
    """Wait for a frame that holds the word: the table comes after the sentence above it."""
    last = time.monotonic() + LIMIT_MS / 1000
    while not any(word in frame for frame in heard):
        assert time.monotonic() < last, f"no frame says {word}"
        tab.wait_for_timeout(100)


def said(text: str) -> re.Pattern[str]:
    """What a page says; on pages an address is no link, because an invisible sign stands behind its @."""
    return re.compile(re.escape(text).replace("@", "@.?"))


def noted(server: Server, who: str) -> list[str]:
    """What the trail has of somebody."""
    return [line.action for line in server.home.journal().trail_lines() if line.who == who]
