"""Ports of this machine that nobody listens on."""

from __future__ import annotations

import socket

FIRST, LAST = 8511, 32_000
"""Below those that the system gives to outgoing connections: a process that is started anew finds its own free."""


def free_ports(count: int, first: int = FIRST) -> list[int]:
    """So many free ports on 127.0.0.1, from `first` on."""
    found: list[int] = []
    for port in range(first, LAST):
        if len(found) == count:
            break
        if is_free("127.0.0.1", port):
            found.append(port)
    return found


def is_free(address: str, port: int) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError:
            return False
    return True
