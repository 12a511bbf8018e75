"""Evidence as JSON texts: every number as Python writes it, whatever its size; nothing known is null."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from kadash.segments.evidence import JsonColumn, json_texts


def test_numbers_of_every_size_are_written_as_python_does():
    random = np.random.default_rng(3)
    edges = [0.0, -0.0, 1e-4, 9.999e-5, 1e10, 9999999999.5, 1e16, 9999999999999998.0, 5e-324, 1.7e308, 0.1, -2.5, 12.0]
    values = np.concatenate([edges, random.lognormal(3, 12, 5000), -np.round(random.lognormal(5, 5, 5000), 2)])

    texts = json_texts({"x": pd.Series(values)}, len(values))

    assert texts == [f'{{"x": {value!r}}}' for value in values.tolist()]


def test_what_is_unknown_or_infinite_is_null():
    texts = json_texts({"x": pd.Series([1.5, np.nan, np.inf, -np.inf])}, 4)

    assert [json.loads(text)["x"] for text in texts] == [1.5, None, None, None]


def test_columns_of_every_kind_stand_among_what_is_alike_in_every_row():
    shape = {
        "50%": "a, b", "who": pd.Series(['"x"%', None]), "day": pd.Series([pd.Timestamp("2026-01-31"), pd.NaT]),
        "yes": pd.Series([True, False]), "count": pd.Series([3, None], dtype="Int64"), "list": [1, pd.Series([7, 8])],
        "json": JsonColumn(["[]", '{"a": 1}']), "rest": None,
    }

    assert [json.loads(text) for text in json_texts(shape, 2)] == [
        {"50%": "a, b", "who": '"x"%', "day": "2026-01-31", "yes": True, "count": 3, "list": [1, 7], "json": [],
         "rest": None},
        {"50%": "a, b", "who": None, "day": None, "yes": False, "count": None, "list": [1, 8], "json": {"a": 1},
         "rest": None},
    ]


def test_no_row_has_no_text():
    assert json_texts({"x": pd.Series([], dtype=float), "alike": 1}, 0) == json_texts({"alike": 1}, 0) == []
