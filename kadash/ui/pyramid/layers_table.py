"""The layers of a scheme as a table to take away."""

from __future__ import annotations

import pandas as pd

from kadash.answers.pyramid import PyramidAnswer
from kadash.language import Words

COLUMNS = ("accounts", "accounts_share", "revenue_12m", "revenue_share", "contribution_12m", "contribution_share",
           "lifetime_value", "lifetime_share", "current_value")


def layers_table(words: Words, answer: PyramidAnswer) -> pd.DataFrame:
    """One row a layer, those beside the pyramid last and without shares; heads in words, numbers as numbers."""
    rows = pd.concat([answer.layers, answer.beside], ignore_index=True)
    named = pd.DataFrame({words("tables.layer"): [words(f"layer.{answer.scheme}.{code}") for code in rows["layer"]]})
    return named.assign(**{words(f"pyramid.file.{name}"): rows[name] for name in COLUMNS if rows[name].notna().any()})
