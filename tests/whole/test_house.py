"""The house stands: floors, lint and types, with the tools that anyone can run."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_go_downwards_only() -> None:
    checked = run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 broken" in checked.stdout


def test_lint_finds_nothing() -> None:
    checked = run("-m", "ruff", "check", ".")

    assert checked.returncode == 0, checked.stdout


def test_types_hold() -> None:
    checked = run("-m", "mypy")

    assert checked.returncode == 0, checked.stdout
