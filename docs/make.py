"""Writes the reference pages of this folder from the code, so that they cannot drift: `python docs/make.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kadash.answers.metrics import metrics_page
from kadash.language import words_in
from kadash.policy import Policy, default_policy

ROOT = Path(__file__).parents[1]


def policy_page() -> str:
    """Every threshold and weight with its shipped value and its meaning, as Markdown."""
    lines = ["# The policy", "",
             "Every judgement the product makes, with its shipped value. Made from `kadash/policy` by "
             "`docs/make.py`.", ""]
    shipped = default_policy()
    for section, field in Policy.model_fields.items():
        part = getattr(shipped, section)
        lines += [f"## {section}", "", (field.annotation.__doc__ or "").strip().splitlines()[0], "",
                  "| key | shipped | meaning |", "| --- | --- | --- |", *_rows(part), ""]
    return "\n".join(lines)


def _rows(part: BaseModel, prefix: str = "") -> Iterator[str]:
    for name, field in type(part).model_fields.items():
        value: Any = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _rows(value, f"{prefix}{name}.")
        else:
            yield f"| `{prefix}{name}` | {_shown(value)} | {field.description or ''} |"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {v:g}" for k, v in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def relations_page() -> str:
    """Every relation with the header of its .sql file, as Markdown."""
    lines = ["# Relations of the DuckDB file", "",
             "One `.sql` file a relation; its header is its documentation. Made by `docs/make.py`.", ""]
    for room in ("core", "mart"):
        lines += [f"## {room}", ""]
        for file in sorted((ROOT / "kadash" / "marts" / room).glob("*.sql")):
            lines += [f"### {file.stem}", "", "```", *_header(file.read_text("utf-8")), "```", ""]
    return "\n".join(lines)


def _header(sql: str) -> Iterator[str]:
    for line in sql.splitlines():
        if not line.startswith("--"):
            return
        yield line.removeprefix("--").removeprefix(" ")


def metrics_in(language: str) -> str:
    """What every figure means, in a language, with the thresholds as shipped."""
    return metrics_page(words_in(language), default_policy())


PAGES = {
    "policy.md": policy_page,
    "relations.md": relations_page,
    "metrics.md": lambda: metrics_in("en"),
    "metrics.zh.md": lambda: metrics_in("zh"),
}


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
