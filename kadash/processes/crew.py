"""The processes of the app, and the one that watches them: it starts anew who fails, and ends all when it is ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kadash.errors import KadashError
from kadash.processes.child import child, end
from kadash.processes.gate import FROM, nginx, open_gate
from kadash.processes.ports import FIRST, free_ports, is_free

SERVED = "KADASH_SERVED"
"""Environment variable by which a process of several knows how all of them are reached (ui/serving/setup.py)."""
SETUP_NOT_WHOLE, FAILED = 2, 1
_HERE = "127.0.0.1"
_LOOK_S, _START_S, _STOP_S = 0.2, 300.0, 30.0
_HEALTH_EVERY_S, _HEALTH_WAIT_S, _SILENT_S = 10.0, 20.0, 300.0
_QUICK_S, _MOST_QUICK = 20.0, 5
_ATTEMPTS = 3

Say = Callable[[str, Mapping[str, object]], None]
"""Told what happens, as the code of a sentence and its facts."""


@dataclass(frozen=True)
class Served:
    """What is served, and where people come in. data: the data directory; app: the file that `streamlit run` takes."""

    address: str
    port: int
    processes: int
    data: Path
    app: Path = Path("app.py")

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        name = {"": "localhost", "0.0.0.0": "localhost", "::": "localhost"}.get(self.address, self.address)
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}"


@dataclass
class _Member:
    """One process of the app, also when it was started anew."""

    port: int
    process: subprocess.Popen[bytes]
    started_at: float = field(default_factory=time.monotonic)
    answered_at: float = field(default_factory=time.monotonic)
    quick_ends: int = 0


class _Ended(Exception):
    """Somebody wants all of it to end."""


def serve(served: Served, say: Say) -> int:
    """Serve until this process is told to end; gives the exit code: 0, 1 where it cannot go on, 2 for a setup that is
    not whole (the process that found it has said what to set). KadashError where it cannot begin."""
    program = nginx()
    address = served.address or "0.0.0.0"
    if not is_free("127.0.0.1" if address == "localhost" else address, served.port):
        raise KadashError("serve_port_taken", address=served.url)
    with _told_to_end(), tempfile.TemporaryDirectory(prefix="kadash-serve-") as folder:
        members: list[_Member] = []
        gate: subprocess.Popen[bytes] | None = None
        try:
            code = _start(served, members)
            if code is not None:
                return code
            gate = open_gate(program, Path(folder), address, served.port, [one.port for one in members])
            say("serve.up", {"address": served.url, "n": served.processes})
            return _watch(served, members, gate, say)
        except _Ended:
            return 0
        finally:
            end([*([gate] if gate else []), *(one.process for one in members)], _STOP_S)


def _start(served: Served, members: list[_Member]) -> int | None:
    """All processes, answering; the exit code where that cannot be. The first one alone: it sweeps and migrates, and
    says what the setup lacks once."""
    first = FIRST
    for _ in range(_ATTEMPTS):
        ports = free_ports(served.processes, first)
        members[:] = [_Member(ports[0], _process(served, ports[0]))]
        code = _answering(members)
        if code is None:
            members += [_Member(port, _process(served, port)) for port in ports[1:]]
            code = _answering(members)
        if code != FAILED:
            return code
        end([one.process for one in members], _STOP_S)
        first = ports[-1] + 1  # somebody else may have taken one of them meanwhile
    return FAILED


def _answering(members: list[_Member]) -> int | None:
    until = time.monotonic() + _START_S
    waiting = list(members)
    while waiting and time.monotonic() < until:
        for one in list(waiting):
            code = one.process.poll()
            if code is not None:
                return SETUP_NOT_WHOLE if code == SETUP_NOT_WHOLE else FAILED
            if _answers(one.port):
                waiting.remove(one)
        time.sleep(_LOOK_S)
    return FAILED if waiting else None


def _watch(served: Served, members: list[_Member], gate: subprocess.Popen[bytes], say: Say) -> int:
    look_at = time.monotonic() + _HEALTH_EVERY_S
    while gate.poll() is None:
        time.sleep(_LOOK_S)
        if time.monotonic() >= look_at:
            _look(members, say)
            look_at = time.monotonic() + _HEALTH_EVERY_S
        for one in members:
            if one.process.poll() is not None and not _again(served, one, say):
                return FAILED
    say("serve.gate_ended", {"code": gate.returncode})
    return FAILED


def _look(members: list[_Member], say: Say) -> None:
    """Whoever does not answer for minutes is ended, and started anew like who ended by itself."""
    for one in members:
        if _answers(one.port):
            one.answered_at = time.monotonic()
        elif time.monotonic() - one.answered_at > _SILENT_S:
            say("serve.silent", {"port": one.port})
            one.process.kill()
            one.process.wait()


def _again(served: Served, one: _Member, say: Say) -> bool:
    """Start a process anew; False where it has ended at once too often."""
    one.quick_ends = one.quick_ends + 1 if time.monotonic() - one.started_at < _QUICK_S else 0
    if one.quick_ends >= _MOST_QUICK:
        say("serve.gave_up", {"code": one.process.returncode})
        return False
    say("serve.again", {"port": one.port, "code": one.process.returncode})
    one.process = _process(served, one.port)
    one.started_at = one.answered_at = time.monotonic()
    return True


def _process(served: Served, port: int) -> subprocess.Popen[bytes]:
    told = {"address": served.address, "forwarded": os.environ.get("FORWARDED_ALLOW_IPS")}
    options = {"server.headless": "true", "server.address": _HERE, "server.port": str(port)}
    return child(
        [sys.executable, "-m", "streamlit", "run", str(served.app),
         *(word for name, value in options.items() for word in (f"--{name}", value))],
        {SERVED: json.dumps(told), "FORWARDED_ALLOW_IPS": FROM, "KADASH_DATA": str(served.data)})


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{_HERE}:{port}/_stcore/health", timeout=_HEALTH_WAIT_S) as found:
            return bool(found.status == 200)
    except OSError:
        return False


@contextmanager
def _told_to_end() -> Iterator[None]:
    """Ctrl-C, and what a service manager sends, end the `with` in order."""
    names = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def ended(*_: object) -> None:
        for name in names:
            signal.signal(name, signal.SIG_IGN)  # what follows is the end already
        raise _Ended

    before = {name: signal.signal(name, ended) for name in names}
    try:
        yield
    except _Ended:
        pass
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
