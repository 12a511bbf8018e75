"""The what-if as the address bar asks for it, and the same accounts with no lever moved."""

from __future__ import annotations

from kadash.answers import Asked
from kadash.answers.what_if import WhatIfAnswer, WhatIfBase, what_if, what_if_base
from kadash.scenarios import NO_CHANGE, Levers
from kadash.ui.cache import kept
from kadash.ui.what_if.setting import Setting


def base_of(asked: Asked, now: Setting) -> WhatIfBase:
    """The accounts that are asked about."""
    return what_if_base(asked, now.scheme, now.assumed_margin, now.account_id)


def scenario(asked: Asked, now: Setting) -> WhatIfAnswer:
    """What the levers make of them; the cost of accounts, or a margin in its place, is known here."""
    return _answer(asked, now, now.levers)


def today(asked: Asked, now: Setting) -> WhatIfAnswer:
    """The same accounts as they are."""
    return kept(_today, asked, now.scheme, now.account_id, now.discount, now.years, now.assumed_margin)


def _today(
    asked: Asked, scheme: str, account_id: str | None, discount: float, years: int, margin: float | None
) -> WhatIfAnswer:
    found = what_if(asked, NO_CHANGE, discount_per_year=discount, years=years, scheme=scheme, assumed_margin=margin,
                    account_id=account_id)
    assert found is not None
    return found


def if_kept_better(asked: Asked, now: Setting, points: float) -> WhatIfAnswer:
    """The same accounts with so many points more of retention for all, nothing else moved."""
    return _answer(asked, now, Levers(retention=points))


def _answer(asked: Asked, now: Setting, levers: Levers) -> WhatIfAnswer:
    found = what_if(asked, levers, discount_per_year=now.discount, years=now.years, scheme=now.scheme,
                    assumed_margin=now.assumed_margin, account_id=now.account_id)
    assert found is not None
    return found
