"""What nginx is told, and what is said where it cannot begin."""

import json
import shutil
import socket
from pathlib import Path

import pytest

from kadash.cli import main
from kadash.errors import KadashError
from kadash.processes import Served, crew, gate, serve
from kadash.processes.ports import free_ports
from kadash.ui.serving.guard import problems
from kadash.ui.serving.setup import setup


def test_who_comes_back_goes_to_the_process_that_answered_and_to_another_where_it_is_gone() -> None:
    text = gate.configuration(Path("/tmp/here"), "127.0.0.1", 8501, [8511, 8512])

    assert "p1 kadash_p1;" in text and '"~:8512$" p2;' in text
    assert ("upstream kadash_p2 { server 127.0.0.1:8512 max_fails=1 fail_timeout=2s; "
            "server 127.0.0.1:8511 max_fails=1 fail_timeout=2s backup; keepalive 16; }") in text
    assert "listen 127.0.0.1:8501;" in text and "@" not in text


@pytest.mark.parametrize(("address", "listens"), [("::1", "listen [::1]:80;"), ("0.0.0.0", "listen 0.0.0.0:80;")])
def test_it_listens_where_it_was_told(address: str, listens: str) -> None:
    assert listens in gate.configuration(Path("/tmp/here"), address, 80, [8511])


def test_an_address_cannot_bring_lines_of_its_own() -> None:
    with pytest.raises(KadashError, match="serve_address"):
        gate.configuration(Path("/tmp/here"), "127.0.0.1; include /etc/passwd", 80, [8511])


def test_without_nginx_it_says_what_to_install_and_what_does_without(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(gate, "_PLACES", ())

    assert main(["serve", "--processes", "2", "--data", str(tmp_path), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "apt-get install nginx-light" in said and "streamlit run app.py" in said


def test_an_address_that_is_taken_is_said_before_anything_is_started(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "nginx", lambda: "nginx")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(KadashError, match="serve_port_taken"):
            serve(Served("127.0.0.1", taken.getsockname()[1], 2, tmp_path), lambda *_: None)


def test_ports_are_free_and_each_another() -> None:
    first, second = free_ports(2)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()

        assert first < second and first not in free_ports(2, first)


def test_the_guard_of_each_process_judges_the_address_before_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", gate.FROM)
    monkeypatch.setenv(crew.SERVED, json.dumps({"address": "0.0.0.0", "forwarded": "none"}))

    assert [problem.code for problem in problems(setup())] == ["server_alone_public"]
    assert setup().forwarded == "none"
