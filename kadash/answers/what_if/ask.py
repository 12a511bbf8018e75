"""What levers make of a viewer's accounts: the question as page and terminal ask it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kadash import scenarios
from kadash.answers.asked import Asked
from kadash.answers.what_if.answer import WhatIfAnswer, answer_of
from kadash.answers.what_if.base import SCHEME, what_if_base
from kadash.errors import KadashError
from kadash.scenarios import Levers
from kadash.segments import layers_of


def what_if(
    asked: Asked, levers: Levers, *, discount_per_year: float | None = None, years: int | None = None,
    scheme: str | None = None, assumed_margin: float | None = None, account_id: str | None = None,
) -> WhatIfAnswer | None:
    """What these levers make of the viewer's accounts, or of one; None where no cost is known and no margin assumed.

    Segments of `levers` may be named `layer` or `scheme:layer`; the scheme so named cuts the accounts. With an
    `account_id` that account is the only one there, and its number the only segment.
    """
    cut_by, levers = cut_of(asked, levers, scheme) if account_id is None else (scheme or SCHEME, levers)
    base = what_if_base(asked, cut_by, assumed_margin, account_id)
    if not base.knows_cost:
        return None
    return answer_of(asked, base, scenarios.what_if(base.base, levers, discount_per_year, years))


def cut_of(asked: Asked, levers: Levers, scheme: str | None = None) -> tuple[str, Levers]:
    """The scheme that cuts the accounts, and the levers with the bare names of its layers."""
    cut_by = scheme_of(tuple(levers.by_segment), scheme, tuple(layers_of(asked.policy)))
    bare = {name.partition(":")[2] or name: move for name, move in levers.by_segment.items()}
    return cut_by, replace(levers, by_segment=bare)


def scheme_of(segments: Sequence[str], scheme: str | None, schemes: Sequence[str]) -> str:
    """The one scheme of `schemes` that is asked for, or that segments written `scheme:layer` name.

    KadashError `what_if_scheme_unknown` for one that is not there, or where two are named at once.
    """
    named = {name.partition(":")[0] for name in segments if ":" in name}
    wanted = scheme or (min(named) if named else SCHEME)
    if wanted not in schemes:
        raise KadashError("what_if_scheme_unknown", scheme=wanted, known=", ".join(schemes))
    for other in sorted(named - {wanted}):
        raise KadashError("what_if_scheme_unknown" if other not in schemes else "what_if_two_schemes",
                          scheme=other, known=", ".join(schemes), other=wanted)
    return wanted
