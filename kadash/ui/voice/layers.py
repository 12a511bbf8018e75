"""The drivers layer by layer of a scheme, and a layer looked into."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kadash.answers.voice import Voice
from kadash.answers.voice.told import driver_name, layer_matters
from kadash.charts.theme import theme
from kadash.charts.voice import layers_chart
from kadash.ui import address
from kadash.ui.frame import Page
from kadash.ui.pictures import picture
from kadash.ui.read_table import read_table
from kadash.ui.tables import download


def layers_part(page: Page, found: Voice) -> None:
    """Scores by layer and driver; nothing where only one layer answered."""
    words, cells = page.words, found.layers
    if cells.empty:
        return
    measure = _measure(page, cells)
    lowest = cells.sort_values("performance", kind="stable").iloc[0]
    names = {layer: words(f"layer.{found.scheme}.{layer}") for layer in cells["layer"].unique()}
    title = words("voice.layers.title", None, layer=names[lowest["layer"]], driver=driver_name(lowest["driver"], words),
                  score=words.number(100 * lowest["performance"]))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{title}**", help=words("voice.layers.about"), width="stretch")
        download(words, lambda: cells, f"voice-{found.scheme}", "voice_layers_file")
    counts = cells.groupby("layer")["accounts"].max()
    shown = pd.DataFrame({
        "row": [words("voice.layers.row", None, layer=names[layer], count=words.number(counts[layer]))
                for layer in cells["layer"]],
        "column": [driver_name(driver, words) for driver in cells["driver"]], "figure": cells[measure]})
    middle = 0.0 if measure == "gap" else float(cells["performance"].mean())
    picture(layers_chart(shown, middle, 0.3, theme(page.dark)), f"voice_layers_{found.scheme}_{measure}", title)
    _matters(page, found)


def _matters(page: Page, found: Voice) -> None:
    """What goes with staying and buying in each layer, or how many answers it lacks; nothing where none can be told."""
    words = page.words
    if all(one.too_few for one in found.matters.values()) and found.importance.too_few:
        return
    head = {name: words(f"voice.matters.by_layer.{name}") for name in ("layer", "answers", "matters")}
    rows = pd.DataFrame({
        head["layer"]: [words(f"layer.{found.scheme}.{layer}") for layer in found.matters],
        head["answers"]: [words.number(one.answers) for one in found.matters.values()],
        head["matters"]: [layer_matters(one, words) for one in found.matters.values()]})
    if len(rows):
        read_table(words, words("voice.matters.by_layer"), rows, [head["answers"]], key="voice_matters",
                   file=lambda: _every_weight(found))
        st.caption(words("voice.matters.by_layer.about"))


def _every_weight(found: Voice) -> pd.DataFrame:
    """One row a layer and a driver; a layer with too few answers has one without a driver."""
    parts = [(one.weights if len(one.weights) else pd.DataFrame({"driver": [None]})).assign(
        layer=layer, answers=one.answers, needed=one.needed) for layer, one in found.matters.items()]
    every = pd.concat(parts, ignore_index=True)
    first = ["layer", "answers", "needed"]
    return every[[*first, *(name for name in every if name not in first)]]


def _measure(page: Page, cells: pd.DataFrame) -> str:
    """Received, expected or the gap; nothing is asked where nobody was asked what they expect."""
    if cells["expectation"].isna().all():
        return "performance"
    words = page.words
    return address.one_of(words("voice.layers.measure"), ("performance", "expectation", "gap"), "measure",
                          lambda name: words(f"voice.table.{name}"), "performance")
