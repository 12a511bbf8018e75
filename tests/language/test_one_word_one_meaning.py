"""In Chinese one thing has one name on every page: whoever looks for it finds it under the word they saw before."""

from __future__ import annotations

import pytest

from kadash.language.catalogue import catalogue

WORDS = {key: "".join(forms) for key, forms in catalogue("zh").sentences.items()}

OTHER_WORDS = {
    "迟付": "逾期（天数）、付款拖延（提示）", "晚付": "逾期",
    "持续性": "连续性", "销售代表": "客户经理", "业务员": "客户经理",
    "利润流失": "利润侵蚀", "毛利流失": "利润侵蚀",
    "加载": "载入", "装入": "载入", "导入": "载入",
}
"""Words that must not be used, and what is said instead."""

RESPONSIBLE_FOR_AN_ACTION = "review."
"""Only there 负责人 is said: who does what was agreed, who need not be the account manager."""


@pytest.mark.parametrize("other", OTHER_WORDS)
def test_a_thing_with_a_name_has_no_other(other: str) -> None:
    assert [key for key, text in WORDS.items() if other in text] == []


@pytest.mark.parametrize("key", ["tables.owner", "metric.owner", "field.owner", "score.column.owner",
                                 "review.column.owner", "role.account_manager"])
def test_who_looks_after_an_account_is_its_account_manager(key: str) -> None:
    assert WORDS[key] == "客户经理"


def test_the_one_responsible_is_said_only_of_actions() -> None:
    said = [key for key, text in WORDS.items() if "负责人" in text]

    assert [key for key in said if not key.startswith(RESPONSIBLE_FOR_AN_ACTION)] == []


@pytest.mark.parametrize(("keys", "expected"), [
    (("tables.mean_days_late", "metric.mean_days_late", "score.column.mean_days_late", "review.fact.mean_days_late",
      "review.rows.late"), "逾期天数"),
    (("metric.continuity", "score.continuity", "score.column.score_continuity", "signal.continuity"), "连续性"),
    (("flag.late_payer", "signal.late_payer", "score.column.late_payer"), "付款拖延"),
    (("flag.margin_erosion", "score.column.margin_erosion"), "利润侵蚀"),
])
def test_a_figure_has_the_same_name_wherever_it_stands(keys: tuple[str, ...], expected: str) -> None:
    assert {WORDS[key] for key in keys} == {expected}
