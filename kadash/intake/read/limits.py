"""Limits that a child process puts on itself before it parses what others wrote."""

from __future__ import annotations

import sys

_MEMORY_BYTES = 3 << 30
_WRITTEN_BYTES = 8 << 30


def limit_this_process(cpu_seconds: int) -> None:
    """Memory, CPU time and file size bounded, no core dump; on Windows only the parent's clock watches."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, _MEMORY_BYTES), (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, _WRITTEN_BYTES), (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, hard if what == resource.RLIMIT_CPU else bound))  # else no SIGXCPU says why
