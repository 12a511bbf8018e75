"""The reference pages say what the code says."""

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def made_pages() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: page() for name, page in module.PAGES.items()}


@pytest.mark.parametrize("name", ["policy.md", "relations.md", "metrics.md", "metrics.zh.md"])
def test_a_reference_page_is_what_the_code_would_write_today(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == made_pages()[name], "run: python docs/make.py"


def test_the_guide_for_a_server_names_settings_that_are_read_and_files_that_are_there() -> None:
    guide = (DOCS / "server.md").read_text("utf-8") + (DOCS / "server" / "kadash.env").read_text("utf-8")
    code = "".join(file.read_text("utf-8") for file in (DOCS.parent / "kadash").rglob("*.py"))
    settings = set(re.findall(r"KADASH_[A-Z_]+", guide))

    assert len(settings) >= 7 and {name for name in settings if f'"{name}"' not in code} == set()
    assert {f"docs/server/{name}" for name in ("nginx.conf", "kadash.env", "kadash.service")} <= set(
        re.findall(r"docs/server/[a-z.]+", guide))
