"""The frontier: what every budget could earn, and where the plan stands; plain HTML, since sliders redraw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kadash.charts.theme import Theme, faint
from kadash.charts.ticks import round_ticks
from kadash.language import Words

HEIGHT_REM, HEAD_ROOM = 13.5, 1.1
SLOTS = 24
"""Places along the line that tell their two figures when they are pointed at."""

_RIGHT_FROM = 0.55
"""A plan further to the right than this has its words at its left."""


def style(look: Theme) -> str:
    """The rules of this chart for one theme; to be sent once a page."""
    return f"""<style>
.kdf{{display:grid;grid-template-columns:auto 1fr;column-gap:.5rem;font-size:.82rem;color:{look.quiet_text};
 font-variant-numeric:tabular-nums}}
.kdf .a,.kdf .p{{position:relative;height:{HEIGHT_REM}rem}}
.kdf .a span{{position:absolute;right:0;transform:translateY(50%);white-space:nowrap}}
.kdf .a b{{visibility:hidden;font-weight:400}}
.kdf .p u{{position:absolute;left:0;right:0;height:1px;background:{look.faint}}}
.kdf .p i{{position:absolute;inset:0}}
.kdf .p i.f{{background:{faint(look.context, 0.14)}}} .kdf .p i.l{{background:{look.context}}}
.kdf .p div{{position:absolute;top:0;bottom:0}} .kdf .p div:hover{{background:{faint(look.context, 0.18)}}}
.kdf .p s{{position:absolute;width:.85rem;height:.85rem;margin:0 0 -.42rem -.42rem;border-radius:50%;
 background:{look.earned};border:2px solid {look.ground};pointer-events:none}}
.kdf .p b{{position:absolute;font-weight:600;color:{look.earned};white-space:nowrap;line-height:1.3;padding:0 .7rem;
 transform:translateY(calc(100% + .3rem));pointer-events:none}}
.kdf .p b.w{{transform:translate(-100%,calc(100% + .3rem));text-align:right}}
.kdf .x{{grid-column:2;position:relative;height:1.4rem}}
.kdf .x span{{position:absolute;transform:translateX(-50%);white-space:nowrap;padding-top:.2rem}}
.kdf .x span:first-child{{transform:none}} .kdf .x span.e{{transform:translateX(-100%)}}
.kdf .t{{grid-column:2;text-align:center}}
</style>"""


@dataclass(frozen=True)
class Ground:
    """All of the chart but the plan, which alone moves with a slider. wide, high: what its two axes reach."""

    wide: float
    high: float
    before: str
    after: str

    def with_plan(self, plan: tuple[float, float], words: Words) -> str:
        """The chart with the plan as a point, its two figures beside it. plan: its cost and gain (below the line where
        hours bind or accounts are held out).
        """
        return self.before + _plan(plan, self.wide, self.high, words) + self.after


def ground(budget: Sequence[float], gain: Sequence[float], words: Words) -> Ground:
    """A rising line of gain against budget: the points of the frontier, both from nought and rising."""
    wide, high = max(budget) or 1.0, (max(gain) or 1.0) * HEAD_ROOM
    points = [(100.0 * cost / wide, 100.0 * earned / high) for cost, earned in zip(budget, gain, strict=True)]
    heights, across = round_ticks(0.0, high), round_ticks(0.0, wide)
    lines = "".join(f'<u style="bottom:{100.0 * one / high:.2f}%"></u>' for one in heights)
    names = "".join(f'<span style="bottom:{100.0 * one / high:.2f}%">{escape(words.money(one))}</span>'
                    for one in heights)
    widest = max((words.money(one) for one in heights), key=len)
    feet = "".join(f'<span{_end(one / wide)} style="left:{100.0 * one / wide:.2f}%">{escape(words.money(one))}</span>'
                   for one in across)
    return Ground(
        wide, high,
        f'<div class="kdf" role="figure" aria-label="{escape(words("service_plan.frontier.alt"))}">'
        f'<div class="a">{names}<b>{escape(widest)}</b></div>'
        f'<div class="p">{lines}{_curve(points)}{_slots(budget, gain, words)}',
        f'</div><div class="x">{feet}</div><div class="t">{escape(words("service_plan.frontier.axis"))}</div></div>')


def _end(share: float) -> str:
    return ' class="e"' if share > 0.97 else ""


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """What lies under the line, faint, and the line itself two pixels thick."""
    above = [f"{across:.2f}% {100.0 - up:.2f}%" for across, up in points]
    below = [f"calc({across:.2f}% + 1.6px) calc({100.0 - up:.2f}% + 1.9px)" for across, up in reversed(points)]
    area = ",".join([*above, f"{points[-1][0]:.2f}% 100%", f"{points[0][0]:.2f}% 100%"])
    return (f'<i class="f" style="clip-path:polygon({area})"></i>'
            f'<i class="l" style="clip-path:polygon({",".join([*above, *below])})"></i>')


def _slots(budget: Sequence[float], gain: Sequence[float], words: Words) -> str:
    """Upright stripes that say what the budget in their middle could earn."""
    places = [round((slot + 0.5) / SLOTS * (len(budget) - 1)) for slot in range(SLOTS)]
    said = [words("service_plan.frontier.hover", budget=words.money(budget[one]), gain=words.money(gain[one]))
            for one in places]
    return "".join(f'<div title="{escape(one)}" style="left:{100.0 * slot / SLOTS:.2f}%;width:{100.0 / SLOTS:.2f}%">'
                   "</div>" for slot, one in enumerate(said))


def _plan(plan: tuple[float, float], wide: float, high: float, words: Words) -> str:
    cost, earned = plan
    place = f"left:{min(100.0 * cost / wide, 100.0):.2f}%;bottom:{100.0 * earned / high:.2f}%"
    side = ' class="w"' if cost > _RIGHT_FROM * wide else ""
    said = "<br>".join(escape(part) for part in words(
        "service_plan.frontier.plan", cost=words.money(cost), gain=words.money(earned)).split("<br>"))
    return f'<s style="{place}"></s><b{side} style="{place}">{said}</b>'
