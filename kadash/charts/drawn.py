"""Small charts as plain HTML: bars, columns and ranges that a browser draws at once, as text and boxes.

For pages that are redrawn at every move of a lever: a figure of Plotly costs the browser tens of milliseconds, these
cost one. Every number stands as text, so they can be read aloud; the style is sent once, the shapes are short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from kadash.charts.theme import Theme
from kadash.charts.ticks import round_ticks

Kind = Literal["earned", "lost", "total", "context"]
_LETTER = {"earned": "e", "lost": "l", "total": "t", "context": "c"}


def style(look: Theme) -> str:
    """The rules that all charts here share, for one theme; to be sent once a page."""
    colours = {"e": look.earned, "l": look.lost, "t": look.quiet_text, "c": look.context}
    kinds = "".join(f".kd .{letter}{{background:{colour}}}" for letter, colour in colours.items())
    return f"""<style>
.kd{{display:grid;grid-template-columns:fit-content(42%) 1fr;column-gap:.6rem;font-size:.86rem;line-height:1.35;
 color:{look.text};align-items:center;font-variant-numeric:tabular-nums}}
.kd>span{{text-align:right;color:{look.quiet_text};overflow-wrap:anywhere;padding:.14rem 0}}
.kd>div{{position:relative;height:1.35rem;margin:0 var(--room) 0 var(--west,0)}}
.kd i{{position:absolute;top:.1rem;bottom:.1rem;min-width:1px}}
.kd u{{position:absolute;top:-.15rem;bottom:-.15rem;width:1px;background:{look.faint}}}
.kd em{{position:absolute;top:.62rem;height:2px;min-width:1px}}
.kd s{{position:absolute;top:.32rem;width:.7rem;height:.7rem;margin-left:-.35rem;border-radius:50%}}
.kd b{{position:absolute;top:.06rem;white-space:nowrap;font-weight:400;padding:0 .3rem}}
.kd b.n{{font-weight:600}}
.kd b.w{{transform:translateX(-100%)}} .kd b.d{{padding-left:.65rem}}
{kinds}
.kd b.e,.kd b.l,.kd b.t,.kd b.c{{background:none}}
.kdy{{display:grid;grid-template-columns:auto 1fr;column-gap:.5rem;font-size:.8rem;color:{look.quiet_text};
 font-variant-numeric:tabular-nums}}
.kdy .a{{position:relative;height:var(--tall);text-align:right}}
.kdy .a span{{position:absolute;right:0;transform:translateY(50%);white-space:nowrap}}
.kdy .a b{{visibility:hidden;font-weight:400}}
.kdy .p{{position:relative;height:var(--tall);display:flex;gap:3px}}
.kdy .p u{{position:absolute;left:0;right:0;height:1px;background:{look.faint}}}
.kdy .p>div{{position:relative;flex:1}}
.kdy .p i{{position:absolute;left:8%;right:8%;min-height:1px;background:{look.context};opacity:.55}}
.kdy .p i.s{{left:33%;right:33%;opacity:1;background:{look.earned}}}
.kdy .p i.s.l{{background:{look.lost}}}
.kdy .y{{grid-column:2;display:flex;gap:3px;text-align:center;padding-top:.2rem}}
.kdy .y span{{flex:1;white-space:nowrap}} .kdy .y span:empty{{overflow:hidden}}
.kdk{{font-size:.82rem;color:{look.quiet_text};display:flex;gap:1rem;flex-wrap:wrap}}
.kdk i{{display:inline-block;width:.7rem;height:.7rem;margin-right:.3rem;vertical-align:-1px}}
.kdk .c{{background:{look.context}}} .kdk .e{{background:{look.earned}}} .kdk .l{{background:{look.lost}}}
</style>"""


@dataclass(frozen=True)
class Bar:
    """A lying bar: its name, where it begins and how far it goes, what stands beside it, what its colour means."""

    name: str
    start: float
    length: float
    text: str
    kind: Kind

    @property
    def ends(self) -> tuple[float, float]:
        """The lower and the higher end."""
        return min(self.start, self.start + self.length), max(self.start, self.start + self.length)


@dataclass(frozen=True)
class Reach:
    """A value with what it may be: a dot on a line from `low` to `high`."""

    name: str
    value: float
    low: float
    high: float
    text: str
    kind: Kind


@dataclass(frozen=True)
class Pair:
    """A column: what it is called, its base and its scenario (None: there is none), and both in words."""

    name: str
    base: float
    scenario: float | None
    said: str


def bars(rows: Sequence[Bar], alt: str, text_room: float | None = None) -> str:
    """Lying bars on one scale that holds nought, read downwards; the text of each at its right end.

    text_room: ems kept free for the texts, where the longest one may stand before a short bar.
    """
    scale = _Scale([end for row in rows for end in row.ends])
    drawn = [_named(row.name, scale, _box(scale, row.ends, row.kind) + _text(
        scale.at(row.ends[1]), row.text, row.kind == "total")) for row in rows]
    return _chart(drawn, [row.text for row in rows], alt, text_room)


def two_sided(rows: Sequence[tuple[str, tuple[float, str], tuple[float, str]]], alt: str) -> str:
    """A bar each way from nought, its text at its outer end: (name, (worse, text), (better, text)) a row."""
    scale = _Scale([end for _, worse, better in rows for end in (worse[0], better[0])])
    drawn = []
    for name, (worse, said_worse), (better, said_better) in rows:
        shapes = _box(scale, (min(worse, 0.0), 0.0), "lost") + _box(scale, (0.0, max(better, 0.0)), "earned")
        texts = _text(scale.at(min(worse, 0.0)), said_worse, False, "w") + _text(
            scale.at(max(better, 0.0)), said_better, False)
        drawn.append(_named(name, scale, shapes + texts))
    return _chart(drawn, [row[2][1] for row in rows], alt, west=[row[1][1] for row in rows])


def reaches(rows: Sequence[Reach], alt: str) -> str:
    """Dots on lines, one scale for all; the text of each at its right end."""
    scale = _Scale([end for row in rows for end in (row.low, row.high, row.value)])
    drawn = []
    for row in rows:
        line = f'<em class="{_LETTER[row.kind]}" style="{scale.span(row.low, row.high)}"></em>'
        dot = f'<s class="{_LETTER[row.kind]}" style="left:{scale.at(row.value):.2f}%"></s>'
        drawn.append(_named(row.name, scale, line + dot + _text(scale.at(row.high), row.text, False, "d")))
    return _chart(drawn, [row.text for row in rows], alt)


def columns(pairs: Sequence[Pair], ticks: Sequence[tuple[float, str]], alt: str, height_rem: float = 9.0) -> str:
    """Upright columns: the base wide and grey, the scenario narrow in front of it; the axis holds nought.

    ticks: heights with their names, as `money_ticks` gives them.
    """
    values = [value for pair in pairs for value in (pair.base, pair.scenario) if value is not None]
    scale = _Scale([*values, *(tick for tick, _ in ticks)])
    lines = "".join(f'<u style="bottom:{scale.at(tick):.2f}%"></u>' for tick, _ in ticks)
    names = "".join(f'<span style="bottom:{scale.at(tick):.2f}%">{escape(name)}</span>' for tick, name in ticks)
    widest = max((name for _, name in ticks), key=len, default="")
    drawn = "".join(
        f'<div title="{escape(pair.said)}"><i style="{scale.rise(pair.base)}"></i>{_front(scale, pair.scenario)}</div>'
        for pair in pairs)
    feet = "".join(f"<span>{escape(pair.name)}</span>" for pair in pairs)
    return (f'<div class="kdy" role="figure" aria-label="{escape(alt)}" style="--tall:{height_rem:g}rem">'
            f'<div class="a">{names}<b>{escape(widest)}</b></div><div class="p">{lines}{drawn}</div>'
            f'<div class="y">{feet}</div></div>')


def key(parts: Sequence[tuple[Kind, str]]) -> str:
    """What the colours are called."""
    named = "".join(f'<span><i class="{_LETTER[kind]}"></i>{escape(name)}</span>' for kind, name in parts)
    return f'<div class="kdk">{named}</div>'


def heights(values: Sequence[float]) -> list[float]:
    """Round sums for the axis of columns."""
    return round_ticks(min(0.0, *values), max(0.0, *values), 3)


WIDE_EM, NARROW_EM = 1.05, 0.58
"""Room that a Chinese character and a Latin letter take at most."""


class _Scale:
    """Values to per cent of the room, nought always inside."""

    def __init__(self, values: Sequence[float]) -> None:
        self.low = min(0.0, *values)
        self.reach = (max(0.0, *values) - self.low) or 1.0

    def at(self, value: float) -> float:
        return (value - self.low) / self.reach * 100.0

    def span(self, low: float, high: float) -> str:
        return f"left:{self.at(low):.2f}%;width:{(high - low) / self.reach * 100.0:.2f}%"

    def rise(self, value: float) -> str:
        return f"bottom:{self.at(min(value, 0.0)):.2f}%;height:{abs(value) / self.reach * 100.0:.2f}%"


def _box(scale: _Scale, ends: tuple[float, float], kind: Kind) -> str:
    if ends[0] == ends[1]:
        return ""
    return f'<i class="{_LETTER[kind]}" style="{scale.span(*ends)}"></i>'


def _front(scale: _Scale, scenario: float | None) -> str:
    """The narrow column before the wide one."""
    if scenario is None:
        return ""
    return f'<i class="s{" l" if scenario < 0 else ""}" style="{scale.rise(scenario)}"></i>'


def _text(at: float, text: str, is_total: bool, place: str = "") -> str:
    """Beside a shape; `place`: w for its left, d for clear of a dot."""
    classes = " ".join(filter(None, ("n" if is_total else "", place)))
    return f'<b class="{classes}" style="left:{at:.2f}%">{escape(text)}</b>' if text else ""


def _named(name: str, scale: _Scale, inside: str) -> str:
    return f'<span>{escape(name)}</span><div><u style="left:{scale.at(0.0):.2f}%"></u>{inside}</div>'


def _chart(rows: Sequence[str], texts: Sequence[str], alt: str, text_room: float | None = None,
           west: Sequence[str] = ()) -> str:
    """Rows with room at the right for the longest text, unless so much is given; and at the left for those there."""
    rooms = f"--room:{text_room or _room(texts):.1f}em" + (f";--west:{_room(west):.1f}em" if west else "")
    return f'<div class="kd" role="figure" aria-label="{escape(alt)}" style="{rooms}">{"".join(rows)}</div>'


def _room(texts: Sequence[str]) -> float:
    """Ems that the longest text takes."""
    return max((sum(WIDE_EM if letter > "\u2e7f" else NARROW_EM for letter in text) for text in texts),
               default=0.0) + 0.8
