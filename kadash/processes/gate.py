"""nginx before the processes: one address, and everybody stays with the process that answered them first."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path

from kadash.errors import KadashError
from kadash.processes.child import child

FROM = "127.0.0.3" if sys.platform == "linux" else "127.0.0.1"
"""The address from which it connects to the processes: they believe nobody else who says for whom it connects."""
_PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
_ADDRESS = re.compile(r"[A-Za-z0-9.-]+|[0-9A-Fa-f:]+")


def nginx() -> str:
    """The program; KadashError `serve_no_nginx` where this machine has none."""
    found = shutil.which("nginx") or next((place for place in _PLACES if Path(place).is_file()), None)
    if found is None:
        raise KadashError("serve_no_nginx")
    return found


def open_gate(program: str, folder: Path, address: str, port: int, ports: Sequence[int]) -> subprocess.Popen[bytes]:
    """nginx listening at an address and port, before the processes that listen on `ports`; its files go to `folder`."""
    config = folder / "nginx.conf"
    config.write_text(configuration(folder, address, port, ports), "utf-8")
    return child([program, "-p", str(folder), "-e", "stderr", "-c", str(config)], {})


def configuration(folder: Path, address: str, port: int, ports: Sequence[int]) -> str:
    """The text of its configuration; KadashError `serve_address` for an address that is none."""
    if not _ADDRESS.fullmatch(address):
        raise KadashError("serve_address", address=address)
    names = {f"p{number}": one for number, one in enumerate(ports, 1)}
    filled = {
        "USER": f"user {_user()};" if os.name == "posix" and os.geteuid() == 0 else "",
        "FOLDER": str(folder),
        "FROM": FROM,
        "LISTEN": f"[{address}]:{port}" if ":" in address else f"{address}:{port}",
        "WAYS": _lines(2, (f"{name} kadash_{name};" for name in names)),
        "ANSWERED": _lines(2, (f'"~:{one}$" {name};' for name, one in names.items())),
        "ANY": _lines(2, (_server(one) for one in ports)),
        "UPSTREAMS": _lines(1, (_upstream(name, one, ports) for name, one in names.items())),
    }
    text = resources.files("kadash.processes").joinpath("nginx.conf").read_text("utf-8")
    return re.sub(r"@([A-Z]+)@", lambda found: filled[found[1]], text)


def _upstream(name: str, port: int, ports: Sequence[int]) -> str:
    others = " ".join(f"{_server(other)[:-1]} backup;" for other in ports if other != port)
    return f"upstream kadash_{name} {{ {_server(port)} {others} keepalive 16; }}"


def _server(port: int) -> str:
    return f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;"


def _lines(depth: int, lines: Iterable[str]) -> str:
    return "\n".join(f"{'    ' * depth}{line}" for line in lines)


def _user() -> str:
    """Started by root, nginx would work as somebody who may not read the folder."""
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name
