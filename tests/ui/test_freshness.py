"""The line under every title says what is looked at; a made-up company is called that."""

from datetime import date
from types import SimpleNamespace

import pytest

from kadash.language import words_in
from kadash.ui.frame import freshness


@pytest.mark.parametrize(("language", "line"), [
    ("en", "As of 30 Sept 2026 · CNY · sample company, made up"),
    ("zh", "截至 2026年9月30日 · CNY · 示例公司（虚构数据）")])
def test_the_sample_company_is_called_made_up_in_the_line_under_the_title(language: str, line: str) -> None:
    asked = SimpleNamespace(as_of=date(2026, 9, 30), currency="CNY", amounts_with_tax=False, rolled_up=False,
                            cost_known=True)

    assert freshness(words_in(language), asked, True) == line  # type: ignore[arg-type]
