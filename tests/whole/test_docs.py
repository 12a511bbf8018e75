"""The reference pages say what the code says."""

import importlib.util
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
