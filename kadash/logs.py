"""What a log may hold: what kind of failure, where in the code, under which reference; no value and so no name.

The text of an exception, and what other libraries put into their messages, may be a cell of a customer's file.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import Any, TextIO

from kadash.errors import KadashError

OURS = "kadash"
_FRAMES = 40
_KEPT = re.compile(r"[\d.,:%+TZ-]+")
"""Figures, addresses and moments: what a library's message may say besides its own words."""


def keep_values_out_of_logs() -> None:
    """From now on nothing this process logs, warns of or dies of holds a value: for servers and workers, once."""
    if logging.getLogRecordFactory() is not _record:
        logging.setLogRecordFactory(_record)
        warnings.showwarning = _warned
        sys.excepthook = _died
        threading.excepthook = lambda told: _died(told.exc_type, told.exc_value, told.exc_traceback)


def trace(failure: BaseException) -> str:
    """The kinds of a failure and of what led to it, each with its places in the code, the innermost last.

    >>> trace(ValueError("Ruhr Stahl GmbH"))
    'ValueError'
    """
    parts: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = failure
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        parts.append("\n".join([*_places(at), _kind(at)]))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\nled to\n".join(reversed(parts))


def last_words(stderr: str) -> str:
    """What a child process died of, as far as it holds no value: the kind of its exception, the place of a panic."""
    panic = re.findall(r"panicked at ([\w./\\-]+:\d+)", stderr)
    kinds = re.findall(r"^([A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit))\b", stderr, re.MULTILINE)
    return panic[-1] if panic else kinds[-1] if kinds else "unknown"


def _places(failure: BaseException) -> list[str]:
    frames = traceback.extract_tb(failure.__traceback__)[-_FRAMES:]
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]


def _kind(failure: BaseException) -> str:
    kind = type(failure)
    built_in = kind.__module__ in ("builtins", "__main__")
    name = kind.__qualname__ if built_in else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name} {failure.code}" if isinstance(failure, KadashError) else name


_before: Callable[..., logging.LogRecord] = logging.getLogRecordFactory()


def _record(*given: Any, **more: Any) -> logging.LogRecord:
    """A record whose message holds the library's own words and figures, and of an exception its kind and places."""
    record = _before(*given, **more)
    ours = record.name.partition(".")[0] == OURS
    message = str(record.msg) if isinstance(record.msg, str) else type(record.msg).__name__
    if not ours:
        message = message.splitlines()[0] if message else ""
        record.args = _without_values(record.args)
    try:
        told = message % record.args if record.args else message
    except (TypeError, ValueError, KeyError):
        told = message
    failure = record.exc_info[1] if record.exc_info else None
    record.msg, record.args, record.exc_info, record.exc_text, record.stack_info = (
        f"{told}\n{trace(failure)}" if failure else told, (), None, None, None)
    return record


def _without_values(args: Any) -> Any:
    if isinstance(args, dict):
        return {key: _plain(value) for key, value in args.items()}
    return tuple(_plain(value) for value in args) if isinstance(args, tuple) else args


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, type):
        return value.__name__
    text = str(value)
    return text if isinstance(value, str) and _KEPT.fullmatch(text) else "…"


def _warned(message: Warning | str, category: type[Warning], filename: str, lineno: int, file: TextIO | None = None,
            line: str | None = None) -> None:
    logging.getLogger(OURS).warning("%s at %s:%s", category.__name__, filename, lineno)


def _died(kind: type[BaseException], failure: BaseException | None, at: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    sys.stderr.write(f"{trace(failure) if failure else kind.__name__}\n")
