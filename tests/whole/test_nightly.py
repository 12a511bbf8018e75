"""The scheduled load: what lies in the inbox is loaded, people are told by a page and by mail, the exit code says how
it went."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from kadash.cli import main
from kadash.loads import inbox as inbox_room
from kadash.loads.inbox import inbox
from kadash.store import Home
from tests.loads.builders import a_line, lines_file, loaded


class _OneMail(socketserver.StreamRequestHandler):
    """As much of a mail server as takes mails from whoever comes, and keeps them."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                taken = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    taken += part
                self.server.mails.append(taken)  # type: ignore[attr-defined]
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"550 not here\r\n" if b"nobody@" in line else b"250 yes\r\n")


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """A mail server of this machine, and what it has taken."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _OneMail) as server:
        server.mails = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, value in {"HOST": "127.0.0.1", "PORT": str(server.server_address[1]), "TLS": "off",
                            "FROM": "kadash@firm.example"}.items():
            monkeypatch.setenv(f"KADASH_MAIL_{name}", value)
        yield server.mails  # type: ignore[attr-defined]
        server.shutdown()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A company with one order; what lies in its inbox counts as whole at once."""
    monkeypatch.setattr(inbox_room, "_SETTLED_S", -60.0)
    home = Home(tmp_path / "home")
    loaded(home, lines_file(tmp_path, a_line(order="O1"), name="first.csv"), currency="CNY")
    return home


def read(mail: bytes) -> EmailMessage:
    message = email.message_from_bytes(mail, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_new_file_is_loaded_and_each_is_told_by_a_mail_of_their_own(
        home: Home, mails: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    lines_file(inbox(home), a_line(order="O2", amount="250"), name="second.csv")

    code = main(["nightly", "--data", str(home.path), "--lang", "en", "--mail", "li@firm.example", "--mail",
                 "wang@firm.example"])

    found = [read(mail) for mail in mails]
    assert code == 0
    assert [one["To"] for one in found] == ["li@firm.example", "wang@firm.example"]
    assert found[0]["Subject"] == "kadash: 1 file loaded, no row rejected"
    text, page = found[0].get_body(("plain",)), next(found[0].iter_attachments())
    assert text is not None and "order lines: 1 read, 1 in the numbers, 0 rejected, 0 set aside" in text.get_content()
    assert page.get_filename() == "kadash.html" and "1 file loaded, no row rejected" in page.get_content()
    assert "1 file loaded, no row rejected" in capsys.readouterr().out
    generation = home.generation()
    assert generation is not None and generation.one("select count(*) from core.order_line") == (2,)
    assert [line.action for line in home.journal().trail_lines()][-1] == "exported"


def test_nothing_in_the_inbox_is_no_fault_and_no_mail(home: Home, mails: list[bytes]) -> None:
    code = main(["nightly", "--data", str(home.path), "--mail", "li@firm.example"])
    asked_for = main(["nightly", "--data", str(home.path), "--mail", "li@firm.example", "--always", "--lang", "zh"])

    assert (code, asked_for) == (0, 0)
    assert [read(mail)["Subject"] for mail in mails] == ["kadash: 收件文件夹中没有可载入的文件"]


def test_rejected_rows_want_a_look_and_the_page_says_why(home: Home, tmp_path: Path) -> None:
    lines_file(inbox(home), a_line(order="O2"), a_line(order="O3", amount="x"), name="second.csv")
    page = tmp_path / "out" / "night.html"

    with pytest.raises(SystemExit) as ended:
        main(["nightly", "--data", str(home.path), "--lang", "en", "--out", str(page)])

    assert ended.value.code == 3
    assert "a look is wanted: rows rejected 1, files refused 0" in page.read_text("utf-8")


def test_a_refused_file_leaves_the_figures_and_is_told(
        home: Home, mails: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    (inbox(home) / "empty.csv").touch()
    before = home.generation()
    assert before is not None

    code = main(["nightly", "--data", str(home.path), "--lang", "en", "--mail", "li@firm.example"])

    assert code == 2
    assert read(mails[0])["Subject"] == "kadash: nothing could be loaded; the figures are those of before"
    assert "empty.csv" in capsys.readouterr().err
    after = home.generation()
    assert after is not None and after.name == before.name


def test_a_mail_that_cannot_go_has_an_exit_code_of_its_own_and_the_load_stays(
        home: Home, mails: list[bytes], capsys: pytest.CaptureFixture[str]) -> None:
    lines_file(inbox(home), a_line(order="O2"), name="second.csv")

    with pytest.raises(SystemExit) as ended:
        main(["nightly", "--data", str(home.path), "--lang", "en", "--mail", "nobody@firm.example"])

    assert ended.value.code == 4 and mails == []
    assert "The mail could not be sent by 127.0.0.1:" in capsys.readouterr().err
    generation = home.generation()
    assert generation is not None and generation.one("select count(*) from core.order_line") == (2,)


@pytest.mark.parametrize(("given", "wrong"), [
    (["--mail", "li"], "li is no e-mail address"), (["--mail", "li@firm.example"], "KADASH_MAIL_HOST is missing"),
    (["--out", "night.pdf"], "night.pdf: the summary is a page"),
])
def test_what_could_not_be_told_is_said_before_anything_is_loaded(
        home: Home, given: list[str], wrong: str, capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KADASH_MAIL_HOST", raising=False)
    lines_file(inbox(home), a_line(order="O2"), name="second.csv")

    code = main(["nightly", "--data", str(home.path), "--lang", "en", *given])

    assert code == 2 and wrong in capsys.readouterr().err
    assert [file.name for file in inbox(home).iterdir()] == ["second.csv"]


def test_another_program_reads_what_came_of_it_as_json(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    lines_file(inbox(home), a_line(order="O2"), name="second.csv")

    assert main(["nightly", "--data", str(home.path), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert (said["outcome"], said["report"]["tables"]["order_line"]["accepted"]) == ("whole", 1)
