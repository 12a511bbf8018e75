"""What the what-if draws at every move: bridges, points of retention, years, ranges, what moves most."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kadash.charts import drawn
from kadash.charts.bridge import bridge_steps
from kadash.charts.drawn import Bar, Kind, Pair, Reach
from kadash.language import Words
from kadash.scenarios.outcome import Between, Totals


def equity_bridge(parts: Sequence[tuple[str, float]], base: float, scenario: float, words: Words) -> str:
    """Customer equity now and in the scenario, between them what each part (name, money) changes."""
    steps = bridge_steps((words("what_if.bridge.now"), base), parts, (words("what_if.bridge.then"), scenario))
    alt = words("what_if.bridge.alt", base=words.money(base), scenario=words.money(scenario))
    return drawn.bars([
        Bar(step.name, step.start, step.length,
            words.money(step.length, sign=not step.is_total) if step.length or step.is_total else "",
            "total" if step.is_total else "earned" if step.length >= 0 else "lost")
        for step in steps], alt)


def equity_now(parts: Sequence[tuple[str, float]], base: float, words: Words) -> str:
    """What today's customer equity is made of, part by part (name, money), and its sum."""
    steps = bridge_steps(("", 0.0), parts, (words("what_if.bridge.now"), base))[1:]
    return drawn.bars([
        Bar(step.name, step.start, step.length, words.money(step.length),
            "total" if step.is_total else "earned" if step.length >= 0 else "lost")
        for step in steps], words("what_if.bridge.title_now"))


def point_values(rows: Sequence[tuple[str, float, str]], words: Words, alt: str | None = None) -> str:
    """What one more point of retention is worth: (name, money, what stands beside the bar) a layer, top first."""
    return drawn.bars([
        Bar(name, 0.0, value, text, "earned" if value >= 0 else "lost") for name, value, text in rows],
        alt or words("what_if.points.alt"))


def yearly_profit(years: pd.DataFrame, words: Words) -> str:
    """Profit of each year ahead, the base in grey and the scenario before it.

    years: one row a year ahead: year (1, 2, ...), base_profit, scenario_profit (money).
    """
    pairs = [
        Pair(words.number(row["year"]), row["base_profit"], row["scenario_profit"], words(
            "what_if.yearly.said", None, year=words.number(row["year"]), base=words.money(row["base_profit"]),
            scenario=words.money(row["scenario_profit"])))
        for row in years.to_dict("records")]
    ticks = drawn.heights([*years["base_profit"], *years["scenario_profit"]])
    return drawn.columns(pairs, [(tick, words.money(tick)) for tick in ticks], words("what_if.yearly.alt"))


def how_sure(now: Totals, then: Totals, ranges: Between, words: Words) -> str:
    """Customer equity now and in the scenario, each with the range that holds nine in ten."""
    return drawn.reaches([
        _reach(words("what_if.bridge.now"), now, ranges.base, "context", words),
        _reach(words("what_if.bridge.then"), then, ranges.scenario, "earned", words)], words("what_if.sure.alt"))


def _reach(name: str, value: Totals, ends: tuple[Totals, Totals], kind: Kind, words: Words) -> Reach:
    low, high = (end.customer_equity for end in ends)
    said = words("what_if.range", low=words.money(low), high=words.money(high))
    return Reach(name, value.customer_equity, low, high, said, kind)


def moves_most(rows: Sequence[tuple[str, float, float]], words: Words) -> str:
    """What each lever (name, worse, better: change of customer equity one step each way) moves, widest first."""
    return drawn.two_sided(
        [(name, (worse, words.money(worse, sign=True)), (better, words.money(better, sign=True)))
         for name, worse, better in rows], words("what_if.most.alt"))


def shares(rows: Sequence[tuple[str, float, float, float]], words: Words, alt: str) -> str:
    """Shares with their ranges: (name, share, low, high), from nought to one."""
    return drawn.reaches([
        Reach(name, share, low, high, words("what_if.share_range", share=words.percent(share), low=words.percent(low),
                                            high=words.percent(high)), "context" if place else "earned")
        for place, (name, share, low, high) in enumerate(rows)], alt)


def months_of_retention(months: pd.DataFrame, words: Words) -> str:
    """Observed retention at past month-ends, each over its last 12 months.

    months: one row a month-end, in order: month_end, retention (a share), bought_before, bought_again.
    """
    rows, last = months.to_dict("records"), len(months) - 1
    pairs = [
        Pair(words.month(row["month_end"]) if place in (0, last) else "", row["retention"], None, words(
            "what_if.evidence.month", month=words.month(row["month_end"]), share=words.percent(row["retention"]),
            again=words.number(row["bought_again"]), before=words.number(row["bought_before"])))
        for place, row in enumerate(rows)]
    return drawn.columns(pairs, [(tick, words.percent(tick, 0)) for tick in (0.0, 0.5, 1.0)],
                         words("what_if.evidence.months"))
