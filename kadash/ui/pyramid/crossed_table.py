"""Two schemes crossed as a table to take away."""

from __future__ import annotations

import pandas as pd

from kadash.answers.pyramid import CrossedAnswer
from kadash.language import Words

FIGURES = ("accounts", "revenue_12m", "contribution_12m")


def crossed_table(words: Words, answer: CrossedAnswer) -> pd.DataFrame:
    """One row a cell with accounts; heads in words, numbers as numbers."""
    cells = answer.cells
    named = pd.DataFrame({
        words(f"scheme.{answer.scheme}"): [words(f"layer.{answer.scheme}.{code}") for code in cells["layer"]],
        words(f"scheme.{answer.other_scheme}"): [
            words(f"layer.{answer.other_scheme}.{code}") for code in cells["other_layer"]]})
    return named.assign(**{words(f"pyramid.file.{name}"): cells[name] for name in FIGURES if cells[name].notna().any()})
