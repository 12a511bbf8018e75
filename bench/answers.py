"""What pages ask, beside the same question on raw order lines, in one process and one run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.figures import Figure
from bench.measure import Took, took
from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.accounts import Filters, accounts
from kadash.answers.finding import find_accounts
from kadash.answers.margin import margin_went, quarters
from kadash.answers.overview import overview
from kadash.answers.pyramid import crossed, pyramid
from kadash.answers.review import ledger, lifts, moved, offers, review_head, reviews_wanted, rows_behind, understood
from kadash.answers.score import scored, trial, with_weights
from kadash.answers.score.accounts import scored_of_everybody
from kadash.answers.service_plan.base import every_option, plan_base
from kadash.answers.what_if import what_if, what_if_base
from kadash.answers.worth import by_year, worth
from kadash.scenarios import Levers
from kadash.store import Generation, Home

OF_ALL = """
select account_id, sum(amount) as revenue, sum(amount) - sum(cost) as margin, count(distinct order_id) as orders
from core.order_line group by account_id"""
OF_ONE = """
select count(distinct order_id), min(order_date), max(order_date), sum(amount), sum(amount) - sum(cost)
from core.order_line where account_id || '' = $account"""
MONTHS_OF_ONE = """
select date_trunc('month', order_date) as month, sum(amount), sum(amount) - sum(cost), sum(list_value),
    count(distinct order_id)
from core.order_line where account_id || '' = $account group by month"""
PRODUCTS_OF_ONE = """
select product_id, year(order_date) as year, sum(quantity), sum(amount), sum(list_value), sum(cost)
from core.order_line where account_id || '' = $account group by product_id, year"""
PEERS_OF_ONE = """
with bought as (
    select account_id, category, sum(amount) as revenue from core.order_line
    where order_date > (select max(order_date) from core.order_line) - interval 1 year group by account_id, category),
shares as (select *, revenue / nullif(sum(revenue) over (partition by account_id), 0) as share from bought)
select category, median(share), any_value(share) filter (where account_id = $account) from shares group by category"""
"""Questions on raw lines, found without the order that the lines lie in (`|| ''`), as another tool would ask them."""
IN_THE_MIDDLE = """
select account_id from mart.account where revenue_12m > 0 order by revenue_12m, account_id
limit 1 offset (select count(*) // 2 from mart.account where revenue_12m > 0)"""
"""An account that can rise: the largest stands at the top, where nothing has to be tried."""
ON_RAW_LINES = "the same asked of raw order lines"


def answer_figures(data: Path, times: int = 7) -> list[Figure]:
    """Print one line an answer: milliseconds of server time, those of the question on raw lines, and their ratio.

    times: an answer is asked so often; questions on raw lines three times at most.
    """
    generation = Home(data).generation()
    if generation is None:
        raise FileNotFoundError(data)
    asked = Asked(generation, Scope.everything())
    one = str(generation.rows("select account_id from mart.account order by revenue desc nulls last limit 1")[0][0])
    another = str(generation.rows(IN_THE_MIDDLE)[0][0])
    of_all: dict[str, Callable[[], object]] = {
        "overview": lambda: overview(asked), "pyramid": lambda: pyramid(asked, "value_tier"),
        "accounts": lambda: accounts(asked, Filters()),
        "accounts of a tier": lambda: accounts(asked, Filters.of_layer("value_tier", "gold")),
        "accounts, longest silent": lambda: accounts(asked, Filters(sort="silence")),
        "find an account": lambda: find_accounts(asked, one),
        "reviews wanted": lambda: reviews_wanted(asked, 10),
        "pyramid: two schemes": lambda: crossed(asked, "value_tier", "lifecycle"),
        "pyramid: margin by quarter": lambda: _margin(asked),
        "pyramid: worth": lambda: (worth(asked), by_year(asked)),
        "score, weight of volume": lambda: scored(asked).at(0.4),
        "score, other weights tried": lambda: trial(scored(asked), with_weights(asked.policy, {"volume": 40.0}, 65.0)),
        "what-if, a slider's move": lambda: what_if(asked, Levers(retention=0.03)),
    }
    of_one: dict[str, Callable[[], object]] = {
        "review: head": lambda: review_head(asked, one), "review: moved": lambda: moved(asked, one),
        "review: understood": lambda: understood(asked, one), "review: decided": lambda: offers(asked, one),
        "review: score": lambda: ledger(asked, one), "review: rows": lambda: rows_behind(asked, one, "order_line"),
        "review: what would lift it": lambda: lifts(asked, one, "customer_class"),
        "review: lift one in the middle": lambda: lifts(asked, another, "customer_class"),
    }
    made_before: dict[str, Callable[[], object]] = {
        "score, made": lambda: _scored_anew(asked), "what-if, made": lambda: _opened(asked),
        "services, made": lambda: _planned_anew(asked),
    }
    few = min(times, 3)
    of_all_raw = took(lambda: generation.rows(OF_ALL), few)
    raw = {name: took(partial(_each, generation, questions, one), few) for name, questions in _RAW_OF_ONE.items()}
    count = generation.rows("select count(*) from mart.account")[0][0]
    print(f"answers over {count} accounts (ms of CPU, of the clock; CPU of the same on raw lines; ratio of CPU)")
    every = [(name, _told(name, took(ask, times), of_all_raw), of_all_raw) for name, ask in of_all.items()]
    made = [(name, _told(name, took(make, times), of_all_raw), of_all_raw) for name, make in made_before.items()]
    of_an_account = [(name, _told(name, took(ask, times), raw[name]), raw[name]) for name, ask in of_one.items()]
    return [_together("of everybody", every), _costliest(every),
            _together("made once a file, before anybody asks", made),
            _together("review of an account", of_an_account), _costliest(of_an_account)]


_Measured = tuple[str, Took, Took]


def _together(what: str, told: list[_Measured]) -> Figure:
    return Figure("answers", f"{what}, {len(told)} together", sum(answer.cpu_ms for _, answer, _ in told), "CPU-ms",
                  ON_RAW_LINES, sum(raw.cpu_ms for _, _, raw in told))


def _costliest(told: list[_Measured]) -> Figure:
    name, answer, raw = max(told, key=lambda one: one[1].cpu_ms / one[2].cpu_ms)
    return Figure("answers", f"  dearest: {name}", answer.cpu_ms, "CPU-ms", ON_RAW_LINES, raw.cpu_ms)


def _each(generation: Generation, questions: tuple[str, ...], account: str) -> object:
    return [generation.rows(question, account=account) for question in questions]


def _margin(asked: Asked) -> object:
    quarter = next(iter(quarters(asked)))
    return margin_went(asked, quarter, quarter.before("year"), most=200)


def _scored_anew(asked: Asked) -> object:
    """The accounts with their scores, not read yet; large ones are made before anybody asks (kadash.ui.ready)."""
    scored_of_everybody.cache_clear()
    return scored(asked)


def _planned_anew(asked: Asked) -> object:
    """The options of the service plan, not read yet."""
    for made in (every_option, plan_base):
        made.cache_clear()
    return plan_base(asked)


def _opened(asked: Asked) -> object:
    """The arrays of the what-if, not made yet."""
    what_if_base.cache_clear()
    return what_if_base(asked)


_RAW_OF_ONE = {
    "review: head": (OF_ONE,), "review: moved": (MONTHS_OF_ONE, PRODUCTS_OF_ONE),
    "review: understood": (OF_ONE, PEERS_OF_ONE), "review: decided": (OF_ONE,),
    "review: score": (OF_ONE,), "review: rows": (OF_ONE,), "review: what would lift it": (OF_ONE,),
    "review: lift one in the middle": (OF_ONE,),
}


def _told(name: str, answer: Took, raw: Took) -> Took:
    print(f"  {name:30} {answer.cpu_ms:8.1f} {answer.wall_ms:8.1f} {raw.cpu_ms:9.1f}  "
          f"{answer.cpu_ms / raw.cpu_ms:6.3f}", flush=True)
    return answer
