"""What a handed-over file says, whatever its format: pages with a sentence as title, figures, tables and charts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Colour = Literal["earned", "lost", "context"]
"""Money earned, money lost, or what is only there to compare with."""

Tone = Literal["plain", "earned", "lost"]

CellKind = Literal["text", "money", "share", "number", "date"]


@dataclass(frozen=True)
class Unit:
    """How the values of a chart are written: divided, with so many decimals, and what stands behind them.

    >>> Unit(10_000, "万", 1).written(12_845_000)
    '1,284.5万'
    """

    divisor: float = 1.0
    suffix: str = ""
    digits: int = 0

    def written(self, value: float) -> str:
        """A value as a label."""
        text = f"{value / self.divisor:,.{self.digits}f}"
        return f"{text.removeprefix('-') if not any(c in '123456789' for c in text) else text}{self.suffix}"

    @property
    def excel(self) -> str:
        """The number format of a native chart whose values are divided already."""
        decimals = f".{'0' * self.digits}" if self.digits else ""
        return f'#,##0{decimals}"{self.suffix}"' if self.suffix else f"#,##0{decimals}"


@dataclass(frozen=True)
class Sentence:
    """A whole sentence below the title."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """Sentences of one kind under a short heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One figure: what it is, how much, and what to compare it with."""

    name: str
    value: str
    note: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Figures:
    """Figures side by side, five at most."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Cell:
    """A cell as people read it, and the number behind it where a spreadsheet can go on computing with it."""

    text: str
    number: float | None = None
    kind: CellKind = "text"


@dataclass(frozen=True)
class Table:
    """Rows under heads; `right` are the columns of figures, by place; `weights` how wide the columns are."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    weights: tuple[float, ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Series:
    """Values of a chart under one name; None where unknown. `other_below`: the colour of what is below zero."""

    name: str
    values: tuple[float | None, ...]
    colour: Colour
    other_below: Colour | None = None

    def colour_of(self, value: float | None) -> Colour:
        """The colour of one of its values."""
        return self.other_below if self.other_below and value is not None and value < 0 else self.colour


@dataclass(frozen=True)
class MonthChart:
    """Values by month (its first day): columns, a second series before the first, or lines."""

    heading: str
    months: tuple[dt.date, ...]
    series: tuple[Series, ...]
    unit: Unit
    alt: str
    drawn_as: Literal["columns", "lines"] = "columns"


@dataclass(frozen=True)
class BarChart:
    """Lying bars, first on top, one bar a series."""

    heading: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit
    alt: str


@dataclass(frozen=True)
class Step:
    """A bar of a bridge: where it begins, how far it goes, its money as text; a total is drawn in grey."""

    name: str
    start: float
    length: float
    text: str
    is_total: bool

    @property
    def low(self) -> float:
        """Its lower end."""
        return min(self.start, self.start + self.length)

    @property
    def high(self) -> float:
        """Its upper end."""
        return max(self.start, self.start + self.length)


@dataclass(frozen=True)
class Bridge:
    """From one sum to another, step by step, first on top."""

    heading: str
    steps: tuple[Step, ...]
    unit: Unit
    alt: str


Chart = MonthChart | BarChart | Bridge
Block = Sentence | Bullets | Figures | Table | Chart


@dataclass(frozen=True)
class Page:
    """One message: a short name of what it is about, the message as a sentence, and what shows it."""

    about: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """The pages of one account."""

    name: str
    under: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Document:
    """A whole file: its title, who it is about, and what stands at the foot of every page."""

    language: str
    title: str
    under: str
    foot: tuple[str, ...]
    sections: tuple[Section, ...]
    page_words: str = field(default="{page}")
    """How a page number is written, with {page} and, where the format can count them, {pages}."""
