"""Questions of Explore beside a bare group-by of the same order lines, in one process and one run.

Part of `make bench`; alone, of a load that is there: `python -m bench explore --folder FOLDER`.
"""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

from bench.figures import Figure
from bench.measure import Took, took
from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.explore.answer import explore
from kadash.answers.explore.ground import Ground
from kadash.answers.explore.question import Axis, Filter, Measure, Question
from kadash.answers.explore.starters import STARTERS
from kadash.errors import KadashError
from kadash.store import Home

BARE = "select category, sum(amount) from core.order_line group by category"
_REVENUE = Measure("revenue")
QUESTIONS = {
    "lines: region by year": Question("lines", (Axis("region"),), Axis("order_date", "year"), (_REVENUE,)),
    "lines: ten accounts": Question("lines", (Axis("account_id"),), None, (_REVENUE,), top=10),
    "lines: products, three figures": Question(
        "lines", (Axis("product"),), None, (_REVENUE, Measure("margin"), Measure("margin_rate")), top=20),
    "lines: change on a year ago": Question(
        "lines", (Axis("category"),), None, (Measure("margin", shown="change"),), when="12m"),
    "lines: filtered": Question(
        "lines", (Axis("category"),), None, (_REVENUE,), (Filter(Axis("region"), "is", ("North", "East")),), "12m"),
    "lines: median": Question("lines", (Axis("category"),), None, (Measure("amount", "median"),)),
    "lines: different orders": Question("lines", (Axis("region"),), None, (Measure("orders"),)),
    "lines: different accounts": Question(
        "lines", (Axis("category"),), Axis("order_date", "quarter"), (Measure("accounts"),)),
    "categories: margin lost": STARTERS["margin_lost"].question,
    "categories: buyers by quarter": STARTERS["buyers"].question,
    "products: revenue": Question("products", (Axis("product_id"),), None, (_REVENUE,), top=20),
    "products: buyers": Question("products", (Axis("product_id"),), None, (Measure("buyers"),), top=20),
    "months: region by year": Question("months", (Axis("region"),), Axis("month", "year"), (_REVENUE,)),
    "months: orders by region": Question("months", (Axis("region"),), None, (Measure("orders"),)),
    "months: buyers by month": Question("months", (Axis("month", "month"),), None, (Measure("buyers"),), order_by=None),
}
_ASKED_LONG_S = 300.0


def explore_figures(data: Path, times: int = 3) -> list[Figure]:
    """Print one line a question: milliseconds of CPU and of the clock, and their ratio to the bare group-by."""
    generation = Home(data).generation()
    if generation is None:
        raise FileNotFoundError(data)
    ground = Ground.of(Asked(generation, Scope.everything()))
    bare = took(lambda: generation.rows(BARE), 5)
    lines = generation.rows("select count(*) from core.order_line")[0][0]
    print(f"explore over {lines} order lines (ms of CPU, of the clock; ratio of CPU to a bare group-by)")
    _told("bare group-by of the lines", bare, bare)
    found = {name: answer for name, one in QUESTIONS.items()
             if (answer := _answered(name, ground, one, times, bare)) is not None}
    dearest = max(found, key=lambda name: found[name].cpu_ms)
    floor = "a bare group-by of all order lines"
    return [Figure("explore", f"mean of {len(found)} questions", fmean(one.cpu_ms for one in found.values()), "CPU-ms",
                   floor, bare.cpu_ms),
            Figure("explore", f"  dearest: {dearest}", found[dearest].cpu_ms, "CPU-ms", floor, bare.cpu_ms)]


def _answered(name: str, ground: Ground, question: Question, times: int, bare: Took) -> Took | None:
    """What a question takes; None where it is refused, as what needs more memory than a reader has."""
    try:
        return _told(name, took(lambda: explore(ground, question, seconds=_ASKED_LONG_S), times), bare)
    except KadashError as error:
        print(f"  {name:32} {error.code}", flush=True)
        return None


def _told(name: str, answer: Took, bare: Took) -> Took:
    print(f"  {name:32} {answer.cpu_ms:8.1f} {answer.wall_ms:8.1f}  {answer.cpu_ms / bare.cpu_ms:6.1f}", flush=True)
    return answer
