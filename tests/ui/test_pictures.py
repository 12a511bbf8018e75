"""A chart is drawn once for the same table, words and theme, and anew where any of them is another."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from kadash.charts.theme import DARK, LIGHT, Theme
from kadash.language import Company, Words, words_in
from kadash.ui.pictures import drawn

made: list[str] = []


def chart(table: pd.DataFrame, words: Words, look: Theme) -> go.Figure:
    made.append(words("page.review"))
    return go.Figure(go.Bar(x=table["name"], y=table["value"], marker_color=look.earned))


def table(value: float) -> pd.DataFrame:
    return pd.DataFrame({"name": ["Acme", "Borg"], "value": [1.0, value]})


def test_the_same_table_is_drawn_once_and_told_alike() -> None:
    made.clear()

    first, second = (drawn(chart, table(2.0), words_in("en"), LIGHT) for _ in range(2))

    assert second is first and len(made) == 1
    anew = chart(table(2.0), words_in("en"), LIGHT)
    assert plotly.io.to_json(first.to_dict(), validate=False) == plotly.io.to_json(anew, validate=False)


def test_another_figure_language_unit_name_or_theme_is_another_chart() -> None:
    made.clear()
    words = words_in("en")
    others: list[tuple[pd.DataFrame, Words, Theme]] = [
        (table(3.0), words, LIGHT), (table(2.5), words_in("zh"), LIGHT), (table(2.5), words, DARK),
        (table(2.5), words.of_company(Company(money_unit="full")), LIGHT),
        (table(2.5), words.with_sentences({"page.review": "Reviews"}), LIGHT),
        (table(2.5), words.with_sentences({"page.review": "Other reviews"}), LIGHT), (table(2.5), words, LIGHT)]

    figures = [drawn(chart, *one) for one in others]

    assert len(made) == len(set(map(id, figures))) == len(others)


def test_what_has_no_content_of_its_own_is_drawn_every_time() -> None:
    made.clear()

    def once(anything: Any) -> go.Figure:
        made.append("drawn")
        return go.Figure()

    drawn(once, lambda: None)
    drawn(once, lambda: None)

    assert made == ["drawn", "drawn"]
