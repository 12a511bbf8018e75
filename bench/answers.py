"""What pages ask, beside the same question on raw order lines, in one process and one run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.measure import milliseconds
from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.accounts import Filters, accounts
from kadash.answers.finding import find_accounts
from kadash.answers.overview import overview
from kadash.answers.pyramid import pyramid
from kadash.answers.review import moved, offers, review_head, reviews_wanted, understood
from kadash.answers.what_if import what_if, what_if_base
from kadash.scenarios import Levers
from kadash.store import Home

RAW_EVERYBODY = """
select account_id, sum(amount) as revenue, sum(amount) - sum(cost) as margin, count(distinct order_id) as orders
from core.order_line group by account_id"""
RAW_ONE = """
select date_trunc('month', order_date) as month, sum(amount) as revenue, sum(amount) - sum(cost) as margin
from core.order_line where account_id || '' = $account group by month"""


def answer_lines(data: Path) -> list[str]:
    """One line an answer: milliseconds of server time, of the question on raw lines, and their ratio."""
    generation = Home(data).generation()
    if generation is None:
        raise FileNotFoundError(data)
    asked = Asked(generation, Scope.everything())
    one = str(generation.rows("select account_id from mart.account order by revenue desc nulls last limit 1")[0][0])
    everybody = milliseconds(lambda: generation.rows(RAW_EVERYBODY), 3)
    alone = milliseconds(lambda: generation.rows(RAW_ONE, account=one), 3)
    of_all: dict[str, Callable[[], object]] = {
        "overview": lambda: overview(asked), "pyramid": lambda: pyramid(asked, "value_tier"),
        "accounts": lambda: accounts(asked, Filters()),
        "accounts of a tier": lambda: accounts(asked, Filters.of_layer("value_tier", "gold")),
        "accounts, longest silent": lambda: accounts(asked, Filters(sort="silence")),
        "find an account": lambda: find_accounts(asked, one),
        "reviews wanted": lambda: reviews_wanted(asked, 10),
        "what-if, opened": lambda: _opened(asked),
        "what-if, a slider's move": lambda: what_if(asked, Levers(retention=0.03)),
    }
    of_one: dict[str, Callable[[], object]] = {
        "review: head": lambda: review_head(asked, one), "review: moved": lambda: moved(asked, one),
        "review: understood": lambda: understood(asked, one), "review: decided": lambda: offers(asked, one),
    }
    count = generation.rows("select count(*) from mart.account")[0][0]
    return [
        f"answers over {count} accounts (ms of server time; the same on raw lines; ratio)",
        *(_line(name, milliseconds(ask), everybody) for name, ask in of_all.items()),
        *(_line(name, milliseconds(ask), alone) for name, ask in of_one.items()),
    ]


def _opened(asked: Asked) -> object:
    """The arrays of the what-if as its first reader finds them: not made yet."""
    what_if_base.cache_clear()
    return what_if_base(asked)


def _line(name: str, answer_ms: float, raw_ms: float) -> str:
    return f"  {name:26} {answer_ms:8.1f} {raw_ms:9.1f}  {answer_ms / raw_ms:6.3f}"
