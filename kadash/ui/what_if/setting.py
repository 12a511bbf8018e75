"""What the address bar says of a what-if: whose accounts, cut by which scheme, every lever that is moved, the measures.

The parameters are those of a scenario's link (`scenario_to_address`), so a link that a scenario writes opens here as
it was. On the page a lever has a name, its own for all accounts (`retention`), with the layer's for one of them
(`retention.iron`), and a value in the units people read: points, per cent, days, money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from kadash.answers.what_if import SCHEME
from kadash.policy import Policy
from kadash.scenarios import (
    ACCOUNT_LEVERS,
    LEVERS,
    Levers,
    Move,
    Setup,
    scenario_from_address,
    scenario_to_address,
)
from kadash.segments import layers_of
from kadash.ui import address
from kadash.ui.what_if.dials import size

EVERYBODY = "all"
PARAMETERS = ("scheme", "account", "levers", "programme", "discount", "years", "assumed_margin")
"""The parameters of the address bar that are the scenario's."""


Cut = tuple[str | None, str | None]


@dataclass(frozen=True)
class Setting:
    """A what-if as the address bar asks for it.

    setup: the scenario. scheme, discount, years: as it has them, else the usual ones. target: whom the open sliders
    move, `all` or a layer of the scheme. given: the moved levers by their names on the page, in the units of the page.
    """

    setup: Setup
    scheme: str
    target: str
    discount: float
    years: int
    given: Mapping[str, float]

    @property
    def account_id(self) -> str | None:
        """The one account that is looked at alone."""
        return self.setup.account_id

    @property
    def assumed_margin(self) -> float | None:
        """The margin rate that stands in where no cost is known."""
        return self.setup.assumed_margin

    @property
    def levers(self) -> Levers:
        """The moved levers, for all accounts and for each layer on top."""
        return self.setup.levers


def setting(policy: Policy) -> Setting:
    """What the address bar says now; KadashError where a part of it cannot be read."""
    setup = setup_now()
    schemes = layers_of(policy)
    scheme, wanted = setup.scheme or SCHEME, st.query_params.get("for")
    return Setting(
        setup, scheme, wanted if wanted in schemes.get(scheme, ()) and not setup.account_id else EVERYBODY,
        setup.discount_per_year or policy.value.discount_rate_per_year, setup.years or policy.value.horizon_years,
        given_of(setup.levers))


def setup_now() -> Setup:
    """The scenario of the address bar; KadashError where a part of it cannot be read."""
    return scenario_from_address({name: st.query_params[name] for name in PARAMETERS if name in st.query_params})


def cut_of(setup: Setup) -> Cut:
    """What decides which layers there are: the scheme, or the one account that is looked at alone."""
    return setup.scheme, setup.account_id


def put_setup(setup: Setup, **beside: str | None) -> None:
    """Write a scenario to the address bar in place of what stands there."""
    address.put(**{**dict.fromkeys(PARAMETERS), **scenario_to_address(setup), **beside})


def put_levers(changes: Mapping[str, float | None]) -> None:
    """Set these levers of the address bar, None and nought put back; the others stay."""
    setup = setup_now()
    given = {**given_of(setup.levers), **changes}
    put_setup(replace(setup, levers=levers_of({name: value for name, value in given.items() if value})))


def put_whom(scheme: str | None, account_id: str | None) -> None:
    """Ask about other accounts: levers and measures of layers that are not there any more fall away."""
    setup = setup_now()
    everybody = replace(setup.levers, by_segment={})
    put_setup(replace(setup, scheme=None if scheme == SCHEME else scheme, account_id=account_id, levers=everybody),
              programme=None if any(measure.whom for measure in setup.programme.measures) else
              st.query_params.get("programme"), **{"for": None})


def name_of(lever: str, target: str) -> str:
    """What a lever is called on the page, for all accounts or for a layer."""
    return lever if target == EVERYBODY else f"{lever}.{target}"


def levers_of(given: Mapping[str, float]) -> Levers:
    """Levers as the engine takes them, of names and values of the page.

    >>> levers_of({"retention": 5.0, "margin.iron": 1.0}).by_segment["iron"].margin
    0.01
    """
    everybody: dict[str, float] = {}
    layers: dict[str, dict[str, float]] = {}
    for name, value in given.items():
        lever, _, layer = name.partition(".")
        (layers.setdefault(layer, {}) if layer else everybody)[lever] = round(value * size(lever), 12)
    return Levers(**everybody, by_segment={layer: Move(**moved) for layer, moved in layers.items()})


def given_of(levers: Levers) -> dict[str, float]:
    """Names and values of the page, of levers as the engine takes them: the way back of `levers_of`."""
    given = {name: getattr(levers, name) for name in LEVERS}
    given |= {f"{name}.{layer}": getattr(move, name) for layer, move in levers.by_segment.items()
              for name in ACCOUNT_LEVERS}
    return {name: round(value / size(name.partition(".")[0]), 8) for name, value in given.items()
            if value not in (0.0, None)}


def number(name: str, low: float, high: float) -> float | None:
    """A number of the address bar, None where it is missing, not a number or out of bounds."""
    try:
        value = float(st.query_params.get(name, ""))
    except ValueError:
        return None
    return value if low <= value <= high else None
