"""A log says what kind of failure, where and under which reference; never a value, and so no customer's name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.logs import last_words, trace

ROOT = Path(__file__).parents[2]
CANARY = "Kanarienvogel Stahl GmbH"
_SETUP = f"""
import logging, threading, warnings
from streamlit.logger import get_logger
from kadash.logs import keep_values_out_of_logs
keep_values_out_of_logs()
name = {CANARY!r}
streamlit = get_logger("streamlit.error_util")
def fails():
    raise ValueError(f"could not convert string {{name}} to date")
"""


def logged(code: str) -> str:
    """What a process writes to standard error."""
    ran = subprocess.run([sys.executable, "-c", _SETUP + code], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stderr


@pytest.mark.parametrize(("code", "kept"), [
    ("try:\n    fails()\nexcept ValueError as e:\n    streamlit.error('Uncaught app execution', exc_info=e)",
     ["Uncaught app execution", "<string>:9 in fails", "ValueError"]),
    ("fails()", ["<string>:9 in fails", "ValueError"]),
    ("thread = threading.Thread(target=fails); thread.start(); thread.join()", ["in fails", "ValueError"]),
    ("streamlit.warning('no %s at %s after %d tries', name, '127.0.0.1:8501', 3)",
     ["no … at 127.0.0.1:8501 after 3 tries"]),
    ("streamlit.warning(ValueError(name))", ["ValueError"]),
    ("warnings.warn(name)", ["UserWarning at <string>:"]),
    ("logging.getLogger('asyncio').error('Task exception was never retrieved\\nfuture: ' + name)",
     ["Task exception was never retrieved"]),
    ("try:\n    try:\n        fails()\n    except ValueError as e:\n        raise KeyError(name) from e\n"
     "except KeyError as e:\n    logging.getLogger('kadash').error('reference %s', 'ab12', exc_info=e)",
     ["reference ab12", "ValueError\nled to\n", "KeyError"]),
], ids=["page", "process", "thread", "message", "exception as message", "warning", "second line", "chain"])
def test_no_value_reaches_the_log_and_what_is_needed_to_find_the_fault_does(code: str, kept: list[str]) -> None:
    said = logged(code)

    assert CANARY not in said and "Kanarien" not in said
    assert [one for one in kept if one not in said] == []


def test_a_trace_names_the_code_of_what_a_user_can_mend_without_its_facts() -> None:
    assert trace(KadashError("entry_changed", author=CANARY)) == "kadash.errors.KadashError entry_changed"


def test_of_a_child_process_only_the_kind_of_its_end_is_kept() -> None:
    assert last_words(f'Traceback ...\n  File "x.py"\nValueError: {CANARY}\n') == "ValueError"
    assert last_words(f"thread '<unnamed>' panicked at src/lib.rs:42:9:\n{CANARY}") == "src/lib.rs:42"
    assert last_words(CANARY) == "unknown"
