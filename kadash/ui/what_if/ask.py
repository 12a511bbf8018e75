"""The what-if as the address bar asks for it, and the same accounts with no lever moved."""

from __future__ import annotations

from kadash.answers import Asked
from kadash.answers.what_if import (
    Bought,
    KeepOrWinAnswer,
    MostAnswer,
    ProgrammeAnswer,
    WhatIfAnswer,
    WhatIfBase,
    keep_or_win_answer,
    what_if,
    what_if_base,
    what_if_programme,
    what_moves_most,
)
from kadash.scenarios import NO_CHANGE, Levers, Programme
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


def moves_most(asked: Asked, now: Setting, points: float) -> MostAnswer:
    """Every lever one step each way, and the slogan with so many points."""
    found = what_moves_most(asked, points, discount_per_year=now.discount, years=now.years, scheme=now.scheme,
                            assumed_margin=now.assumed_margin, account_id=now.account_id)
    assert found is not None
    return found


def kept_or_won(asked: Asked, now: Setting, bought: Bought, segment: str | None) -> KeepOrWinAnswer:
    """The same money on keeping (all, a layer, an account) or on winning."""
    found = keep_or_win_answer(
        asked, bought, segment=segment, discount_per_year=now.discount, years=now.years, scheme=now.scheme,
        assumed_margin=now.assumed_margin, account_id=now.account_id)
    assert found is not None
    return found


def together(asked: Asked, now: Setting, programme: Programme) -> ProgrammeAnswer:
    """Measures with the levers beside them."""
    found = what_if_programme(
        asked, programme, now.levers, discount_per_year=now.discount, years=now.years, scheme=now.scheme,
        assumed_margin=now.assumed_margin, account_id=now.account_id)
    assert found is not None
    return found


def _answer(asked: Asked, now: Setting, levers: Levers) -> WhatIfAnswer:
    found = what_if(asked, levers, discount_per_year=now.discount, years=now.years, scheme=now.scheme,
                    assumed_margin=now.assumed_margin, account_id=now.account_id)
    assert found is not None
    return found
