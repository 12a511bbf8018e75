"""Examples in docstrings give what they say they give."""

import doctest
import importlib
import io
from pathlib import Path

ROOT = Path(__file__).parents[2]


def with_examples() -> list[str]:
    files = sorted(path for room in ("kadash", "pages", "bench") for path in (ROOT / room).rglob("*.py")
                   if ">>> " in path.read_text(encoding="utf-8"))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in files]


def test_every_example_in_a_docstring_gives_what_it_says() -> None:
    told, tried = io.StringIO(), 0

    for name in with_examples():
        runner = doctest.DocTestRunner(verbose=False)
        for test in doctest.DocTestFinder().find(importlib.import_module(name)):
            runner.run(test, out=told.write)
        tried += runner.tries

    assert told.getvalue() == ""
    assert tried > 150


def test_a_wrong_example_is_noticed() -> None:
    told = io.StringIO()
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)

    doctest.DocTestRunner(verbose=False).run(wrong, out=told.write)

    assert "Expected:\n    3\nGot:\n    2" in told.getvalue()
