"""Revenue of special products: made to order, or such that few accounts buy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kadash.marts.facts.moment import Moment
from kadash.marts.facts.runs import MONEY_UNITS, Floats, Ints, Rows, in_order


class Specials:
    """Every account's months of products that may be special, and the months that rule a product out."""

    def __init__(self, rows: Rows, crowds: Rows, accounts: int, most_holders: int) -> None:
        """`rows` as specials.sql says, `crowds` as special_crowds.sql, both asked with `most_holders`."""
        rows, crowds = in_order(rows, "month", "account"), in_order(crowds, "month")
        self._accounts, self._most_holders = accounts, most_holders
        self._account, self._product, self._month = rows["account"], rows["product"], rows["month"]
        self._revenue, self._custom = rows["revenue"], rows["custom"] != 0
        self._crowd, self._crowd_month = crowds["product"], crowds["month"]

    def revenue(self, moment: Moment) -> Floats:
        """Net revenue in W of special products, one entry an account.

        Special is a month's purchase with a made-to-order line, or of a product that at most so many accounts buy in W.
        """
        kept = _between(self._month, moment)
        account, product = self._account[kept].astype(np.int64), self._product[kept].astype(np.int64)
        revenue = self._revenue[kept].astype(np.int64)
        special = self._custom[kept] | self._rare(account, product, revenue, moment)
        found = np.zeros(self._accounts, np.int64)
        np.add.at(found, account[special], revenue[special])
        return found / MONEY_UNITS

    def _rare(self, account: Ints, product: Ints, revenue: Ints, moment: Moment) -> NDArray[np.bool_]:
        """Which rows of W are of products with few holders; where a month is crowded its rows are not all here."""
        named = product >= 0
        products = int(product.max(initial=-1)) + 1
        crowded = np.zeros(products, dtype=bool)
        crowd = self._crowd[_between(self._crowd_month, moment)].astype(np.int64)
        crowded[crowd[crowd < products]] = True
        bought = named & (revenue > 0)
        pairs = np.unique(product[bought] * self._accounts + account[bought])
        holders = np.bincount(pairs // self._accounts, minlength=products)
        rare = (holders <= self._most_holders) & ~crowded
        return np.asarray(named & np.append(rare, False)[product])


def _between(month: NDArray[np.generic], moment: Moment) -> slice:
    """The rows of the months of W, of rows sorted by month."""
    first, last = np.searchsorted(month, [moment.window_first_month, moment.window_month + 1])
    return slice(int(first), int(last))
