"""Figures stand off the words around them in Chinese, as the sentences around them have it."""

import re

import pytest

from kadash.language import catalogue

HAN = r"[\u4e00-\u9fff]"
FIGURE = r"[+-]?\d+(?:\.\d+)?%?"
COUNTED = ("n", "score", "points", "weight", "share", "total", "loss", "revenue", "error", "naive")
"""Facts that are written as figures wherever they stand."""

CLOSE = {"company.quarter"}
"""第1季度 is one word."""


def glued(figure: str) -> list[str]:
    """Sentences in which a figure touches a word."""
    touching = re.compile(f"{HAN}{figure}|{figure}{HAN}")
    return [f"{key}: {said}" for key, forms in catalogue("zh").sentences.items() if key not in CLOSE
            for said in forms if touching.search(said)]


def test_figures_written_out_stand_off_the_words() -> None:
    assert glued(FIGURE) == []


@pytest.mark.parametrize("fact", COUNTED)
def test_figures_filled_in_stand_off_the_words(fact: str) -> None:
    assert glued(r"\{" + fact + r"\}") == []
