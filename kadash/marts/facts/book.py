"""The facts of every account as of any day, from arrays that are read once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kadash.marts.calendar import window
from kadash.marts.facts.account_facts import account_facts, months_of
from kadash.marts.facts.categories import Categories
from kadash.marts.facts.days import Days
from kadash.marts.facts.elasticity import Elasticity
from kadash.marts.facts.invoices import Invoices
from kadash.marts.facts.moment import Moment, day_number, moment
from kadash.marts.facts.months import Months
from kadash.marts.facts.parts import Ahead
from kadash.marts.facts.prices import Prices
from kadash.marts.facts.reads import (
    account_product_sums,
    accounts,
    category_names,
    first_cost,
    in_ranges,
    number_accounts,
    number_categories,
    rows,
)
from kadash.marts.facts.runs import Ints
from kadash.marts.facts.specials import Specials
from kadash.policy import Policy
from kadash.store import Build

MOST_LINES_HELD = 20_000_000
"""Of more order lines, facts are cut in advance for the days that will be asked: arrays of all rows would pass 4 GB."""


@dataclass(frozen=True)
class Beside:
    """What else is made of the sums of products while they stand, and from which month on it reads them."""

    from_month: date
    make: Callable[[], None]


@dataclass(frozen=True)
class FactBook:
    """What the facts of a build are cut from. As of a day: nothing dated later is seen."""

    build: Build
    policy: Policy
    from_month: date
    """Products are known from this month on: no day may be asked about in full that looks further back."""
    accounts: pd.DataFrame
    seen_from: Ints
    """Days since 1970 from which each account can be known of."""
    days: Days
    months: Months
    prices: Prices
    elasticity: Elasticity
    categories: Categories
    invoices: Invoices
    specials: Specials

    def account_facts(self, as_of: date) -> pd.DataFrame:
        """One row an account known of as of `as_of`, in the order of account_id; columns in account_facts.py.

        `as_of` is the day the waist was built for, or a month-end before it: the frame equals the one of a load of
        what there was then.
        """
        if window(as_of, self.policy).previous_first_day < self.from_month:
            raise ValueError(f"the book was not opened for {as_of}")
        at = moment(as_of, self.policy)
        return self._facts(at, {
            **self.prices.facts(at),
            **self.elasticity.facts(at),
            "categories_12m": self.categories.bought(at),
            "special_revenue_12m": self.specials.revenue(at),
        })

    def facts_to_forecast(self, as_of: date) -> pd.DataFrame:
        """The same without what rests on products and categories, which no forecast reads: of any day up to now."""
        return self._facts(moment(as_of, self.policy), {})

    def _facts(self, at: Moment, of_products: Mapping[str, NDArray[np.generic]]) -> pd.DataFrame:
        as_of, known = at.as_of, self._known(at.as_of)
        parts: dict[str, NDArray[np.generic]] = {
            **self.days.facts(at),
            **self.months.facts(at),
            **of_products,
            **self.invoices.facts(at, self.policy.vetoes.overdue_days),
            **self._asked("contracts", as_of),
            **self._asked("events", as_of),
            **self._asked("quotes", as_of),
            **self._asked("surveys", as_of),
        }
        cut = parts if len(known) == len(self.accounts) else {name: part[known] for name, part in parts.items()}
        known_accounts = self.accounts if len(known) == len(self.accounts) else self.accounts.take(known)
        facts = account_facts(known_accounts.reset_index(drop=True), cut, at, self.policy)
        growth, error = self.months.growth(at, months_of(parts["first_purchase"].astype(np.float64)))
        giant = self.days.giant_order(at, self.policy.flags.one_off_percentile)
        return facts.assign(growth_per_year=growth[known], growth_error=error[known], giant_order=giant)

    def account_categories(self, as_of: date) -> pd.DataFrame:
        """One row an account and a category it bought by `as_of`, lines without category left out.

        account_id, category; revenue_12m, revenue_prev_12m: net revenue in W and in the 12 months before; margin_12m:
        of W, NaN where a line with an amount has no cost; days: with positive net revenue of the category, over all
        history; first_day, last_day: the first and the last of them.
        """
        known = self._known(as_of)
        row_of = np.full(len(self.accounts), -1)
        row_of[known] = np.arange(len(known))
        return self.categories.frame(moment(as_of, self.policy), self.accounts["account_id"].take(known), row_of)

    def _known(self, as_of: date) -> Ints:
        """Numbers of the accounts known of on a day."""
        return np.flatnonzero(self.seen_from <= day_number(as_of))

    def _asked(self, name: str, as_of: date) -> dict[str, NDArray[np.generic]]:
        """What a question that sees nothing after `as_of` answers, one entry an account, 0 where it says nothing."""
        w = window(as_of, self.policy)
        found = rows(self.build, name, {"as_of": as_of, "window_start": w.first_day, "window_end": w.last_day})
        numbers = {column: np.zeros(len(self.accounts), np.int64) for column in found if column != "account"}
        for column, values in numbers.items():
            values[found["account"].astype(np.int64)] = found[column]
        return dict(numbers)


def open_book(build: Build, policy: Policy, asked: Collection[date], beside: Beside | None = None,
              forecast: Collection[date] = ()) -> FactBook:
    """The book of a build whose waist stands; it can be asked about the days `asked` only.

    beside: made while the tables product_number and account_product_sum stand, which cost a pass over the lines.
    forecast: days of which only `facts_to_forecast` is asked.
    """
    number_accounts(build)
    number_categories(build)
    who, ahead, of_days = accounts(build), _ahead(build, policy, asked), _ahead(build, policy, {*asked, *forecast})
    from_month = min([window(day, policy).previous_first_day for day in asked], default=date.max)
    with account_product_sums(build, min(from_month, beside.from_month) if beside else from_month):
        if beside:
            beside.make()
        prices = Prices(in_ranges(build, "products", "account_product_sum", len(who)), ahead)
        elasticity = Elasticity(rows(build, "elasticity"), len(who))
        specials = _specials(build, policy.key_account.special_product_accounts, len(who))
    with build.in_order():  # the waist stands in order of accounts: what comes in it need not be sorted again
        days = Days(in_ranges(build, "days", "mart.account_day", len(who)), policy.value.ewma_half_life_days, of_days)
        months = Months(rows(build, "months"), len(who), first_cost(build))
    categories = Categories(
        in_ranges(build, "categories", "mart.counted_line", len(who)), category_names(build), len(who), ahead)
    return FactBook(
        build=build,
        policy=policy,
        from_month=from_month,
        accounts=who.drop(columns="seen_from"),
        seen_from=_day_numbers(who["seen_from"]),
        days=days,
        months=months,
        prices=prices,
        elasticity=elasticity,
        categories=categories,
        invoices=Invoices(rows(build, "invoices"), len(who)),
        specials=specials,
    )


def _ahead(build: Build, policy: Policy, asked: Collection[date]) -> Ahead | None:
    """Where what is cut in advance waits; None: the arrays of all rows are held."""
    found = build.one("select count(*) from mart.counted_line")
    if int(str(found[0] if found else 0)) <= MOST_LINES_HELD:
        return None
    folder = build.temp / "facts"
    folder.mkdir(exist_ok=True)
    return Ahead([moment(day, policy) for day in sorted(set(asked))], folder)


def _specials(build: Build, most_holders: int, accounts: int) -> Specials:
    asked = {"accounts": most_holders}
    return Specials(rows(build, "specials", asked), rows(build, "special_crowds", asked), accounts, most_holders)


def _day_numbers(days: pd.Series) -> Ints:
    """Days since 1970; who has no date was always there."""
    known = days.notna().to_numpy()
    numbers = np.full(len(days), np.iinfo(np.int64).min)
    numbers[known] = days[known].to_numpy().astype("datetime64[D]").astype(np.int64)
    return numbers
