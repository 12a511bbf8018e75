"""Columns of account facts as plain arrays: numbers with NaN for unknown, yes or no with no for unknown."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.value.purchases import Floats

Flags = NDArray[np.bool_]


def numbers(frame: pd.DataFrame, column: str) -> Floats:
    """A column as float64, NaN where blank (decimals and nullable integers too)."""
    return np.asarray(frame[column].astype("float64").to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)


def numbers_or(frame: pd.DataFrame, column: str, instead: float) -> Floats:
    """The same with another figure in place of blanks."""
    found = numbers(frame, column)
    return np.where(np.isnan(found), instead, found)


def yes(frame: pd.DataFrame, column: str) -> Flags:
    """A column of true and false as booleans, false where blank."""
    return frame[column].astype("boolean").fillna(False).to_numpy(dtype=bool)


def shares(part: Floats, whole: Floats) -> Floats:
    """part / whole where whole is above 0, NaN elsewhere."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)
